"""Questions about calls to those whom an SMS did not reach."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, literal, select, update
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.call_tasks import OBSOLETE, OPEN
from workflow_app.models import Account, Authority, CallTask, Case, Subject

MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class CallRows:
    """A call, its case, and whom it is for."""

    call: CallTask
    case: Case
    subject: Subject
    account: Account
    authority: Authority


class CallTasks:
    """Who is to be called, and what came of it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def is_known(self, delivery_id: str) -> bool:
        """Tell whether an SMS has a call already."""
        return self.session.scalar(select(literal(1)).where(CallTask.delivery_id == delivery_id)) is not None

    def find(self, call_id: str) -> CallRows | None:
        """Return a call, or None."""
        row = self.session.execute(_ROWS.where(CallTask.id == call_id)).first()
        return CallRows(*row) if row else None

    def lock(self, call_id: str) -> CallTask | None:
        """Return a call held until commit, or None."""
        return self.session.get(CallTask, call_id, with_for_update=True, populate_existing=True)

    def list_at(
        self, authority_ids: Collection[str], *, ended: bool, apart_from: Collection[str], after: str | None, limit: int
    ) -> Sequence[CallRows]:
        """Return up to `limit + 1` calls at some authorities, those ended the latest first.

        Of those open the oldest for each person and case, by age: one call settles them all.
        """
        rows = _ROWS.where(CallTask.authority_id.in_(authority_ids), Case.subject_id.not_in(apart_from))
        if ended:
            rows = rows.where(CallTask.status != OPEN).order_by(CallTask.id.desc())
            rows = rows.where(CallTask.id < after) if after else rows
        else:
            rows = rows.where(CallTask.status == OPEN, _is_first()).order_by(CallTask.id)
            rows = rows.where(CallTask.id > after) if after else rows
        return [CallRows(*row) for row in self.session.execute(rows.limit(limit + 1))]

    def count_open(self, authority_ids: Collection[str], *, apart_from: Collection[str]) -> int:
        """Count whom some authorities are to call, up to a thousand."""
        found = select(literal(1)).select_from(CallTask).join(Case, Case.id == CallTask.case_id)
        found = found.where(CallTask.authority_id.in_(authority_ids), CallTask.status == OPEN, _is_first())
        found = found.where(Case.subject_id.not_in(apart_from)).limit(MOST_COUNTED)
        return self.session.scalar(select(func.count()).select_from(found.subquery())) or 0

    def of_person(self, case_id: str, account_id: str) -> Sequence[CallTask]:
        """Return what one person is still to be told about a case, the oldest first."""
        rows = select(CallTask).where(CallTask.case_id == case_id, CallTask.account_id == account_id)
        return self.session.scalars(rows.where(CallTask.status == OPEN).order_by(CallTask.id)).all()

    def arrived(self, delivery_ids: Collection[str], *, now: datetime) -> None:
        """Let calls rest whose SMS arrived after all."""
        mine = (CallTask.delivery_id.in_(delivery_ids), CallTask.status == OPEN)
        self.session.execute(update(CallTask).where(*mine).values(status=OBSOLETE, ended_at=now))


def _is_first() -> ColumnElement[bool]:
    """Tell of an open call that no earlier one is open for the same person and case."""
    earlier = aliased(CallTask)
    same = and_(earlier.case_id == CallTask.case_id, earlier.account_id == CallTask.account_id)
    return ~exists().where(same, earlier.status == OPEN, earlier.id < CallTask.id)


_ROWS = (
    select(CallTask, Case, Subject, Account, Authority)
    .join(Case, Case.id == CallTask.case_id)
    .join(Subject, Subject.id == Case.subject_id)
    .join(Account, Account.id == CallTask.account_id)
    .join(Authority, Authority.id == CallTask.authority_id)
)
