"""Questions about looks at what was pledged."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.pledges import PledgeStatus, Scope
from workflow_app.models import Authority, Pledge, PledgeFollowUp, PledgeItem, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.pages import instant, mark

OPEN, DONE, DROPPED = "OPEN", "DONE", "DROPPED"
IN_FORCE = PledgeStatus.IN_FULFILMENT.value


@dataclass(frozen=True, slots=True)
class FollowUpRows:
    """A look with the item and the pledge it is about; a pledge of the staff has no subject."""

    follow_up: PledgeFollowUp
    item: PledgeItem
    pledge: Pledge
    authority: Authority
    subject: Subject | None


class PledgeFollowUps:
    """Looks at items of pledges."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, follow_up_id: str, *, lock: bool = False) -> FollowUpRows:
        """Return a look, held until commit if asked; raises NotFoundError FOLLOW_UP_UNKNOWN."""
        statement = _WITH_ROWS.where(PledgeFollowUp.id == follow_up_id)
        if lock:
            locking = statement.with_for_update(of=PledgeFollowUp, key_share=True)
            statement = locking.execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("FOLLOW_UP_UNKNOWN")
        return FollowUpRows(*row)

    def of_pledge(self, pledge_id: str) -> Sequence[PledgeFollowUp]:
        """Return the looks at a pledge, in the order of their days."""
        wanted = select(PledgeFollowUp).where(PledgeFollowUp.pledge_id == pledge_id)
        return self.session.scalars(wanted.order_by(PledgeFollowUp.due_at, PledgeFollowUp.id)).all()

    def open_of(self, pledge_id: str) -> Sequence[PledgeFollowUp]:
        """Return the looks at a pledge that are still to be taken."""
        wanted = select(PledgeFollowUp).where(PledgeFollowUp.pledge_id == pledge_id, PledgeFollowUp.status == OPEN)
        return self.session.scalars(wanted).all()

    def list_open(
        self,
        authority_ids: Collection[str] | None,
        *,
        until: datetime | None,
        with_staff: bool,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Sequence[FollowUpRows]:
        """Return up to `limit + 1` looks to be taken at some authorities (None: all), those due first at the top.

        `until` leaves out what is due later; pledges of the staff are there for those who keep them only.
        """
        at: ColumnElement[Any] = PledgeFollowUp.due_at.expression
        statement = _WITH_ROWS.where(PledgeFollowUp.status == OPEN)
        if authority_ids is not None:
            statement = statement.where(PledgeFollowUp.authority_id.in_(authority_ids))
        if until is not None:
            statement = statement.where(PledgeFollowUp.due_at <= until)
        if not with_staff:
            statement = statement.where(Pledge.scope == Scope.SUBJECT)
        if cursor:
            due_at, row_id = mark(cursor, instant)
            last = tuple_(literal(due_at, UtcDateTime()), literal(row_id, PledgeFollowUp.id.type))
            statement = statement.where(tuple_(at, PledgeFollowUp.id) > last)
        rows = self.session.execute(statement.order_by(at, PledgeFollowUp.id).limit(limit + 1))
        return [FollowUpRows(*row) for row in rows]

    def open_pledges(self, subject_id: str) -> Sequence[Pledge]:
        """Return a subject's pledges which are in force."""
        wanted = select(Pledge).where(Pledge.subject_id == subject_id, Pledge.status == IN_FORCE)
        return self.session.scalars(wanted.order_by(Pledge.id)).all()

    def subjects_with_open(self, subject_ids: Collection[str]) -> set[str]:
        """Return which of some subjects have a pledge that is in force."""
        wanted = select(Pledge.subject_id).where(Pledge.subject_id.in_(subject_ids), Pledge.status == IN_FORCE)
        return {each for each in self.session.scalars(wanted.distinct()) if each}

    def items_looked_at(self, pledge_id: str, *, reason: str, cause: str) -> set[str]:
        """Return at which items of a pledge a look was planned because of something, whatever became of it."""
        wanted = select(PledgeFollowUp.item_id).where(
            PledgeFollowUp.pledge_id == pledge_id, PledgeFollowUp.reason == reason, PledgeFollowUp.cause == cause
        )
        return set(self.session.scalars(wanted))


_WITH_ROWS: Select[PledgeFollowUp, PledgeItem, Pledge, Authority, Subject] = (
    select(PledgeFollowUp, PledgeItem, Pledge, Authority, Subject)
    .join(PledgeItem, PledgeItem.id == PledgeFollowUp.item_id)
    .join(Pledge, Pledge.id == PledgeFollowUp.pledge_id)
    .join(Authority, Authority.id == PledgeFollowUp.authority_id)
    .outerjoin(Subject, Subject.id == Pledge.subject_id)
)
