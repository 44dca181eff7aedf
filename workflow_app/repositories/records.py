"""Questions about records."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.gate_kinds import PENALTY, REPAIRABLE
from workflow_app.models import Authority, Case, Listing, Record, Site, Subject
from workflow_app.repositories.listings import ON_SHOW
from workflow_app.repositories.pages import mark
from workflow_app.repositories.public_feed import shown_last
from workflow_app.repositories.public_finding import asked_for, finds

SHOWN = ("SHOWN", "REMOVING")
_PLACE = (Record.document_no, Record.subject_id, Record.kind)
"""An order within an authority that its unique index has already."""


WithRows = Select[Record, Subject, Authority, str | None, datetime | None, str | None]


@dataclass(frozen=True, slots=True)
class RecordRows:
    """A record with its subject, its authority, and the case that is open about it: its id, when handed in, batch."""

    record: Record
    subject: Subject
    authority: Authority
    open_case_id: str | None
    open_case_submitted_at: datetime | None
    open_batch_id: str | None = None


class Records:
    """Adverse records."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._ahead: dict[str, RecordRows] = {}
        self._held: dict[str, Record] = {}

    def read_ahead(self, record_ids: Collection[str]) -> None:
        """Read several records at once, for those who only read and will ask for one after the other."""
        rows = self.session.execute(_with_rows().where(Record.id.in_(record_ids)))
        self._ahead = {each.record.id: each for each in (RecordRows(*row) for row in rows)}

    def get(self, record_id: str) -> RecordRows:
        """Return a record with what stands beside it; raises NotFoundError RECORD_UNKNOWN."""
        if record_id in self._ahead:
            return self._ahead[record_id]
        row = self.session.execute(_with_rows().where(Record.id == record_id)).one_or_none()
        if row is None:
            raise NotFoundError("RECORD_UNKNOWN")
        return RecordRows(*row)

    def hold(self, record_id: str) -> Record:
        """Return a record by itself, once for all who ask in this transaction; raises NotFoundError RECORD_UNKNOWN."""
        if record_id in self._ahead:
            return self._ahead[record_id].record
        found = self._held.get(record_id) or self.session.get(Record, record_id)
        if found is None:
            raise NotFoundError("RECORD_UNKNOWN")
        self._held[record_id] = found
        return found

    def lock(self, record_id: str) -> Record:
        """Return a record, held until commit; raises NotFoundError RECORD_UNKNOWN."""
        statement = select(Record).where(Record.id == record_id).with_for_update()
        row = self.session.scalar(statement.execution_options(populate_existing=True))
        if row is None:
            raise NotFoundError("RECORD_UNKNOWN")
        return row

    def find_by_number(self, document_nos: Collection[str], *, authority_ids: Collection[str]) -> Sequence[Record]:
        """Return the penalties of authorities that carry one of the numbers; an entry with one is not that decision."""
        statement = select(Record).where(Record.authority_id.in_(authority_ids), Record.kind == PENALTY)
        return self.session.scalars(statement.where(Record.document_no.in_(document_nos))).all()

    def find_one(self, *, authority_id: str, document_no: str, subject_id: str, kind: str) -> Record | None:
        """Return the one record of an authority, a number, a subject and a kind (rule A8), or None."""
        statement = select(Record).where(Record.authority_id == authority_id, Record.document_no == document_no)
        return self.session.scalar(statement.where(Record.subject_id == subject_id, Record.kind == kind))

    def list_in_force(self, subject_id: str, kinds: Collection[str]) -> Sequence[Record]:
        """Return the records of some kinds about a subject that are in force, at most a hundred."""
        statement = select(Record).where(Record.subject_id == subject_id, Record.kind.in_(kinds))
        return self.session.scalars(statement.where(Record.status == "ACTIVE").order_by(Record.id).limit(100)).all()

    def list_of_subjects(
        self, subject_ids: Collection[str], *, cursor: str | None = None, limit: int = 50
    ) -> Sequence[RecordRows]:
        """Return up to `limit + 1` records of subjects, newest decision first."""
        return self._page(_with_rows().where(Record.subject_id.in_(subject_ids)), cursor, limit)

    def list_ended(self, today: date, *, after: tuple[date, str] | None, limit: int) -> Sequence[Record]:
        """Return records whose longest period is over and that are on show somewhere, the longest over first."""
        on_show = exists().where(
            Listing.item_id == Record.id, Listing.item_kind == "RECORD", Listing.status.in_(ON_SHOW)
        )
        statement = select(Record).where(Record.max_until < today, on_show)
        if after:
            last = tuple_(literal(after[0], Record.max_until.type), literal(after[1], Record.id.type))
            statement = statement.where(tuple_(Record.max_until, Record.id) > last)
        return self.session.scalars(statement.order_by(Record.max_until, Record.id).limit(limit)).all()

    def list_classed(
        self, authority_id: str, *, after: Sequence[str] | None, limit: int, lock: bool = False
    ) -> Sequence[Record]:
        """Return records of an authority that stand and that the class table speaks about, held until commit if asked.

        In the order of their number; `after` is `place_of` the last record of the page before. Entries of lists keep
        periods of their own (rule 2.7).
        """
        in_force = Record.kind.in_(REPAIRABLE) & (Record.status == "ACTIVE")
        statement = select(Record).where(Record.authority_id == authority_id, in_force)
        if after:
            number, subject_id, kind = after
            last = tuple_(literal(number), literal(subject_id, Record.subject_id.type), literal(kind))
            statement = statement.where(tuple_(*_PLACE) > last)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalars(statement.order_by(*_PLACE).limit(limit)).all()

    def list_open_cases(self, record_ids: Collection[str]) -> dict[str, str]:
        """Return the case that is open about each of some records, where there is one."""
        rows = self.session.execute(select(Case.open_record_id, Case.id).where(Case.open_record_id.in_(record_ids)))
        return {str(record_id): case_id for record_id, case_id in rows}

    def search_shown(self, q: str, *, today: date, cursor: str | None = None, limit: int = 50) -> Sequence[RecordRows]:
        """Return up to `limit + 1` records on our own listing whose name, code or number answers the words.

        None whose longest period was over before today, whether or not its listing has been ended yet.
        """
        # Asked of each record in the order of the page, so that it ends where a page is full: the listing as a value,
        # the last day past its index, or either would be looked up first and everything on show then sorted.
        on_our_own = (
            select(Listing.id)
            .join(Site, Site.id == Listing.site_id)
            .where(Listing.item_id == Record.id, Listing.item_kind == "RECORD", Listing.status.in_(SHOWN))
            .where(Site.connector == "OWN")
            .correlate(Record)
            .limit(1)
            .scalar_subquery()
        )
        in_time = func.coalesce(Record.max_until, literal(date.min, Record.max_until.type)) >= today
        statement = _with_rows().where(on_our_own.is_not(None), in_time)
        text = asked_for(q)
        if text:
            statement = statement.where(finds(self.session, text))
        return self._page(statement, cursor, limit)

    def shown_last(self, *, today: date, limit: int) -> list[tuple[RecordRows, datetime]]:
        """Return the records that our own listing shows and has shown last, and since when."""
        found = shown_last(self.session, today=today, limit=limit)
        return [(RecordRows(each.record, each.subject, each.authority, None, None), each.at) for each in found]

    def _page(self, statement: WithRows, cursor: str | None, limit: int) -> Sequence[RecordRows]:
        """Return a page in the order of decision, newest first."""
        if cursor:
            decided_on, record_id = mark(cursor, date.fromisoformat)
            last = tuple_(literal(decided_on, Record.decided_on.type), literal(record_id, Record.id.type))
            statement = statement.where(tuple_(Record.decided_on, Record.id) < last)
        rows = self.session.execute(statement.order_by(Record.decided_on.desc(), Record.id.desc()).limit(limit + 1))
        return [RecordRows(*row) for row in rows]


def place_of(record: Record) -> list[str]:
    """Return where a record stands among those of its authority."""
    return [record.document_no, record.subject_id, record.kind]


def _with_rows() -> WithRows:
    """Ask for records with what stands beside them; every record has both, but SQLite may begin with an inner join."""
    return (
        select(Record, Subject, Authority, Case.id, Case.submitted_at, Case.batch_id)
        .outerjoin(Subject, Subject.id == Record.subject_id)
        .outerjoin(Authority, Authority.id == Record.authority_id)
        .outerjoin(Case, Case.open_record_id == Record.id)
    )
