"""Questions about records and the imports they came with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, defer

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Authority, Case, Listing, Record, RecordImport, Site, Subject
from workflow_app.repositories.listings import ON_SHOW
from workflow_app.repositories.pages import mark
from workflow_app.repositories.public_names import is_called

SHOWN = ("SHOWN", "REMOVING")
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class RecordRows:
    """A record with its subject, its authority, the case that is open about it, and when that was handed in."""

    record: Record
    subject: Subject
    authority: Authority
    open_case_id: str | None
    open_case_submitted_at: datetime | None


class Records:
    """Adverse records and imports."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, record_id: str) -> RecordRows:
        """Return a record with what stands beside it; raises NotFoundError RECORD_UNKNOWN."""
        row = self.session.execute(_with_rows().where(Record.id == record_id)).one_or_none()
        if row is None:
            raise NotFoundError("RECORD_UNKNOWN")
        return RecordRows(*row)

    def lock(self, record_id: str) -> Record:
        """Return a record, held until commit; raises NotFoundError RECORD_UNKNOWN."""
        statement = select(Record).where(Record.id == record_id).with_for_update()
        row = self.session.scalar(statement.execution_options(populate_existing=True))
        if row is None:
            raise NotFoundError("RECORD_UNKNOWN")
        return row

    def find_by_number(self, document_nos: Collection[str], *, authority_ids: Collection[str]) -> Sequence[Record]:
        """Return the records of authorities that carry one of the numbers."""
        return self.session.scalars(
            select(Record).where(Record.authority_id.in_(authority_ids), Record.document_no.in_(document_nos))
        ).all()

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
        text = q.strip()[:LONGEST_QUERY]
        if text:
            statement = statement.where(
                or_(
                    is_called(text),
                    Subject.uscc == text.upper(),
                    Record.document_no.contains(text, autoescape=True),
                )
            )
        return self._page(statement, cursor, limit)

    def take_turn(self) -> None:
        """Let one import land at a time: whoever comes second waits, and then sees what the first one wrote.

        Raises BusyError where that takes too long.
        """
        statement = select(Site.id).where(Site.connector == "OWN").with_for_update(key_share=True)
        self.session.execute(statement)

    def get_import(self, import_id: str) -> RecordImport:
        """Return an import; raises NotFoundError IMPORT_UNKNOWN."""
        row = self.session.get(RecordImport, import_id)
        if row is None:
            raise NotFoundError("IMPORT_UNKNOWN")
        return row

    def list_imports(self, authority_ids: Collection[str], *, limit: int = 50) -> Sequence[RecordImport]:
        """Return the newest imports of authorities, without what was found in them."""
        statement = select(RecordImport).where(RecordImport.authority_id.in_(authority_ids))
        statement = statement.options(defer(RecordImport.findings, raiseload=True))
        return self.session.scalars(statement.order_by(RecordImport.id.desc()).limit(limit)).all()

    def _page(
        self, statement: Select[Record, Subject, Authority, str | None, datetime | None], cursor: str | None, limit: int
    ) -> Sequence[RecordRows]:
        """Return a page in the order of decision, newest first."""
        if cursor:
            decided_on, record_id = mark(cursor, date.fromisoformat)
            last = tuple_(literal(decided_on, Record.decided_on.type), literal(record_id, Record.id.type))
            statement = statement.where(tuple_(Record.decided_on, Record.id) < last)
        rows = self.session.execute(statement.order_by(Record.decided_on.desc(), Record.id.desc()).limit(limit + 1))
        return [RecordRows(*row) for row in rows]


def _with_rows() -> Select[Record, Subject, Authority, str | None, datetime | None]:
    """Ask for records with what stands beside them; every record has both, but SQLite may begin with an inner join."""
    return (
        select(Record, Subject, Authority, Case.id, Case.submitted_at)
        .outerjoin(Subject, Subject.id == Record.subject_id)
        .outerjoin(Authority, Authority.id == Record.authority_id)
        .outerjoin(Case, Case.open_record_id == Record.id)
    )
