"""Questions about breaches of pledges."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.breaches import PUBLIC, BreachStatus
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Authority, Case, Pledge, PledgeBreach, PledgeItem, Record, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.pages import instant, mark
from workflow_app.repositories.public_finding import asked_for, says


@dataclass(frozen=True, slots=True)
class BreachRows:
    """A breach with its pledge, whose that is, who hears it, the item and the record, where there are such."""

    breach: PledgeBreach
    pledge: Pledge
    subject: Subject
    authority: Authority
    case: Case
    item: PledgeItem | None
    record: Record | None


class PledgeBreaches:
    """Breaches of pledges."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, breach_id: str) -> PledgeBreach | None:
        """Return a breach, however it stands, or None."""
        return self.session.get(PledgeBreach, breach_id)

    def find_of_case(self, case_id: str) -> PledgeBreach | None:
        """Return the breach that a case hears, or None."""
        return self.session.scalar(select(PledgeBreach).where(PledgeBreach.case_id == case_id))

    def find_of_record(self, record_id: str) -> PledgeBreach | None:
        """Return the breach that a record came of, or None."""
        return self.session.scalar(select(PledgeBreach).where(PledgeBreach.record_id == record_id))

    def of_pledges(self, pledge_ids: Collection[str]) -> Sequence[PledgeBreach]:
        """Return the breaches of pledges, the oldest first."""
        wanted = select(PledgeBreach).where(PledgeBreach.pledge_id.in_(pledge_ids))
        return self.session.scalars(wanted.order_by(PledgeBreach.id)).all()

    def is_alleged(self, pledge_id: str) -> bool:
        """Tell whether a breach of a pledge is being heard."""
        wanted = select(PledgeBreach.id).where(
            PledgeBreach.pledge_id == pledge_id, PledgeBreach.status == BreachStatus.ALLEGED
        )
        return self.session.scalar(wanted.limit(1)) is not None

    def get_public(self, breach_id: str, *, on: date) -> BreachRows:
        """Return a confirmed breach; raises NotFoundError BREACH_UNKNOWN for every other."""
        row = self.session.execute(_public(on).where(PledgeBreach.id == breach_id)).one_or_none()
        if row is None:
            raise NotFoundError("BREACH_UNKNOWN")
        return BreachRows(*row)

    def public_of(self, pledge_ids: Collection[str], *, on: date) -> Sequence[PledgeBreach]:
        """Return the breaches of pledges that everybody may read on a day, the oldest first."""
        statement = _public(on).where(PledgeBreach.pledge_id.in_(pledge_ids)).order_by(PledgeBreach.id)
        return [row[0] for row in self.session.execute(statement)]

    def search_public(self, q: str, *, on: date, cursor: str | None = None, limit: int = 50) -> Sequence[BreachRows]:
        """Return up to `limit + 1` confirmed breaches that answer the words, the last settled first."""
        statement = _public(on)
        text = asked_for(q)
        if text:
            numbers = (Pledge.number, PledgeBreach.decision_no)
            statement = statement.where(or_(says(text), *(each.contains(text, autoescape=True) for each in numbers)))
        if cursor:
            settled_at, row_id = mark(cursor, instant)
            last = tuple_(literal(settled_at, UtcDateTime()), literal(row_id, PledgeBreach.id.type))
            statement = statement.where(tuple_(PledgeBreach.settled_at, PledgeBreach.id) < last)
        ordered = statement.order_by(PledgeBreach.settled_at.desc(), PledgeBreach.id.desc()).limit(limit + 1)
        return [BreachRows(*row) for row in self.session.execute(ordered)]


def _public(on: date) -> Select[PledgeBreach, Pledge, Subject, Authority, Case, PledgeItem, Record]:
    """Ask for the breaches that are public on a day: confirmed, with a record that rests on a document (fact 13).

    Not longer than the record is shown, and not while it is hidden.
    """
    in_time = or_(Record.max_until.is_(None), Record.max_until >= on)
    return (
        select(PledgeBreach, Pledge, Subject, Authority, Case, PledgeItem, Record)
        .join(Pledge, Pledge.id == PledgeBreach.pledge_id)
        .join(Subject, Subject.id == Pledge.subject_id)
        .join(Authority, Authority.id == Pledge.authority_id)
        .join(Case, Case.id == PledgeBreach.case_id)
        .outerjoin(PledgeItem, PledgeItem.id == PledgeBreach.item_id)
        .join(Record, Record.id == PledgeBreach.record_id)
        .where(PledgeBreach.status.in_([each.value for each in PUBLIC]), in_time, Record.hidden_at.is_(None))
    )
