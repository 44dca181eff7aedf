"""Questions about pledges."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, literal, or_, select, true, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.pledges import PledgeStatus, Scope
from workflow_app.domain.time import end_of_day, start_of_day
from workflow_app.models import Authority, Pledge, PledgeBreach, PledgeItem, Record, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.pages import instant, mark
from workflow_app.repositories.public_finding import asked_for, says

Columns = Select[Pledge, Subject, Authority, Record]
WITHDRAWN = "WITHDRAWN"
"""What a pledge is whose case ended without a decision: it is not public any more (S04)."""


@dataclass(frozen=True, slots=True)
class PledgeRows:
    """A pledge with who gave it, to whom, and the record it is about."""

    pledge: Pledge
    subject: Subject
    authority: Authority
    record: Record | None


@dataclass(frozen=True, slots=True)
class PublicFilter:
    """What the public narrows a search by: the kind, the standing, and the days of signing, both inclusive."""

    kind: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None


class Pledges:
    """Signed promises."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of_case(self, case_id: str) -> Sequence[Pledge]:
        """Return the pledges signed in a case."""
        return self.session.scalars(select(Pledge).where(Pledge.case_id == case_id).order_by(Pledge.id)).all()

    def of_cases(self, case_ids: Collection[str]) -> Sequence[Pledge]:
        """Return the pledges signed in several cases."""
        return self.session.scalars(select(Pledge).where(Pledge.case_id.in_(case_ids)).order_by(Pledge.id)).all()

    def get(self, pledge_id: str, *, lock: bool = False) -> Pledge:
        """Return a pledge of whatever scope, held until commit if asked; raises NotFoundError PLEDGE_UNKNOWN."""
        statement = select(Pledge).where(Pledge.id == pledge_id)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("PLEDGE_UNKNOWN")
        return row

    def of_subjects(self, subject_ids: Collection[str], *, limit: int) -> Sequence[PledgeRows]:
        """Return the pledges of subjects, the newest first: their archive."""
        statement = _rows().where(Pledge.subject_id.in_(subject_ids)).order_by(Pledge.id.desc()).limit(limit)
        return [PledgeRows(*row) for row in self.session.execute(statement)]

    def of_staff(
        self, account_id: str, *, authority_ids: Collection[str] | None, limit: int
    ) -> Sequence[tuple[Pledge, Authority]]:
        """Return one's own pledges of the staff, and all those of some authorities (None: of every one)."""
        theirs = Pledge.signed_by == account_id
        kept = or_(theirs, Pledge.authority_id.in_(authority_ids)) if authority_ids is not None else true()
        wanted = select(Pledge, Authority).join(Authority, Authority.id == Pledge.authority_id)
        found = wanted.where(Pledge.scope == Scope.STAFF, kept).order_by(Pledge.id.desc()).limit(limit)
        return [(row[0], row[1]) for row in self.session.execute(found)]

    def search(
        self, q: str, *, authority_ids: Collection[str], to_publish: bool, cursor: str | None, limit: int
    ) -> Sequence[PledgeRows]:
        """Return up to `limit + 1` pledges of subjects at some authorities that answer the words, the newest first.

        Those `to_publish` are signed and not public yet.
        """
        statement = _rows().where(Pledge.authority_id.in_(authority_ids))
        text = asked_for(q)
        if text:
            statement = statement.where(_answers(text))
        if to_publish:
            statement = statement.where(Pledge.status == PledgeStatus.SIGNED)
        if cursor:
            statement = statement.where(Pledge.id < mark(cursor, str)[1])
        rows = self.session.execute(statement.order_by(Pledge.id.desc()).limit(limit + 1))
        return [PledgeRows(*row) for row in rows]

    def rows_of(self, pledge_id: str) -> PledgeRows:
        """Return a pledge of a subject with what belongs to it; raises NotFoundError PLEDGE_UNKNOWN."""
        row = self.session.execute(_rows().where(Pledge.id == pledge_id)).one_or_none()
        if row is None:
            raise NotFoundError("PLEDGE_UNKNOWN")
        return PledgeRows(*row)

    def items_of(self, pledge_ids: Collection[str]) -> Sequence[PledgeItem]:
        """Return the items of pledges, in the order in which they were signed."""
        wanted = select(PledgeItem).where(PledgeItem.pledge_id.in_(pledge_ids))
        return self.session.scalars(wanted.order_by(PledgeItem.pledge_id, PledgeItem.position)).all()

    def get_public(self, pledge_id: str, *, on: date) -> PledgeRows:
        """Return a pledge that is public on a day; raises NotFoundError PLEDGE_UNKNOWN for every other."""
        row = self.session.execute(_public(on=on).where(Pledge.id == pledge_id)).one_or_none()
        if row is None:
            raise NotFoundError("PLEDGE_UNKNOWN")
        return PledgeRows(*row)

    def list_public_of_record(self, record_id: str, *, on: date) -> Sequence[PledgeRows]:
        """Return the public pledges about a record, the newest first."""
        rows = self.session.execute(_public(on=on).where(Pledge.record_id == record_id).order_by(Pledge.id.desc()))
        return [PledgeRows(*row) for row in rows]

    def search_public(
        self, q: str, *, on: date, wanted: PublicFilter | None = None, cursor: str | None = None, limit: int = 50
    ) -> Sequence[PledgeRows]:
        """Return up to `limit + 1` public pledges whose public name, code or number answers the words, newest first."""
        statement = _narrowed(_public(on=on), wanted or PublicFilter())
        text = asked_for(q)
        if text:
            statement = statement.where(_answers(text))
        if cursor:
            published_at, pledge_id = mark(cursor, instant)
            last = tuple_(literal(published_at, UtcDateTime()), literal(pledge_id, Pledge.id.type))
            statement = statement.where(tuple_(Pledge.published_at, Pledge.id) < last)
        rows = self.session.execute(statement.order_by(Pledge.published_at.desc(), Pledge.id.desc()).limit(limit + 1))
        return [PledgeRows(*row) for row in rows]


def is_public(pledge: Pledge, *, on: date) -> bool:
    """Tell whether a pledge is public on a day: from its signing to the last day of its display, unless withdrawn."""
    return pledge.published_at is not None and pledge.status != WITHDRAWN and not is_over(pledge, on=on)


def is_over(pledge: Pledge, *, on: date) -> bool:
    """Tell whether the display of a pledge has come to its end."""
    return pledge.public_until is not None and pledge.public_until < on


def _answers(text: str) -> ColumnElement[bool]:
    """Return the condition under which a pledge answers the words: whose it is, what it is about, or its number."""
    titled = Pledge.title.contains(text, autoescape=True)
    return or_(says(text), Pledge.number.contains(text, autoescape=True), titled)


def _narrowed(statement: Columns, wanted: PublicFilter) -> Columns:
    if wanted.kind:
        statement = statement.where(Pledge.kind == wanted.kind)
    if wanted.status:
        statement = statement.where(_stands(wanted.status))
    if wanted.since is not None:
        statement = statement.where(Pledge.signed_at >= start_of_day(wanted.since))
    if wanted.until is not None:
        statement = statement.where(Pledge.signed_at < end_of_day(wanted.until))
    return statement


def _stands(status: str) -> ColumnElement[bool]:
    """Return the condition under which a pledge stands so before the public, as `public_standing` tells it of one."""
    on_record = select(PledgeBreach.pledge_id).where(PledgeBreach.record_id.is_not(None))
    recorded = and_(Pledge.status == PledgeStatus.BREACH_CONFIRMED, Pledge.id.in_(on_record))
    unrecorded = and_(Pledge.status == PledgeStatus.BREACH_CONFIRMED, Pledge.id.not_in(on_record))
    if status == PledgeStatus.BREACH_CONFIRMED:
        return recorded
    if status == PledgeStatus.IN_FULFILMENT:
        return or_(Pledge.status.in_([PledgeStatus.IN_FULFILMENT, PledgeStatus.BREACH_ALLEGED]), unrecorded)
    return false() if status == PledgeStatus.BREACH_ALLEGED else Pledge.status == status


def _rows() -> Columns:
    """Ask for pledges of subjects; those of the staff are nobody's and never found this way (scenario S63)."""
    return (
        select(Pledge, Subject, Authority, Record)
        .join(Subject, Subject.id == Pledge.subject_id)
        .join(Authority, Authority.id == Pledge.authority_id)
        .outerjoin(Record, Record.id == Pledge.record_id)
        .where(Pledge.scope == Scope.SUBJECT)
    )


def _public(*, on: date) -> Columns:
    """Ask for pledges that are public on a day, as `is_public` tells it of one (rule A9)."""
    return (
        _rows()
        .where(Pledge.published_at.is_not(None), Pledge.status != WITHDRAWN)
        .where(or_(Pledge.public_until.is_(None), Pledge.public_until >= on))
    )
