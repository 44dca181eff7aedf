"""Questions about clocks: their pauses, and what moves with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from workflow_app.domain.inbox import NO_LIMIT
from workflow_app.domain.periods import Pause
from workflow_app.models import CaseClock, CaseClockPause, DueWork, Wait

END_OF_TIME = NO_LIMIT
"""When a task without a limit, and a clock that is paused, is due."""
TIMER = "timer"
WARNING_KIND = "clock_warning"
DUE_KIND = "clock_due"
MOMENTS = (WARNING_KIND, DUE_KIND)
"""Kinds of due work that are the next moment of a clock: one to warn of, or the first instant that is too late."""

_TIMERS = (
    update(DueWork)
    .where(DueWork.case_id == bindparam("of_case"), DueWork.status == "PENDING")
    .where(DueWork.clock_id == bindparam("of_clock"), DueWork.kind == TIMER)
    .values(due_at=bindparam("at"))
)
_MOMENTS = (
    update(DueWork)
    .where(DueWork.case_id == bindparam("of_case"), DueWork.status == "PENDING")
    .where(DueWork.clock_id == bindparam("of_clock"), or_(*(DueWork.kind == kind for kind in MOMENTS)))
    .values(due_at=bindparam("moment_at"), kind=bindparam("moment_kind"))
)
_WAITS = (
    update(Wait)
    .where(Wait.case_id == bindparam("of_case"), Wait.status == "OPEN", Wait.clock == bindparam("of_key"))
    .values(due_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class Move:
    """A clock that is due at another instant, and its next moment with the kind of due work that this is."""

    clock: CaseClock
    moment_at: datetime = END_OF_TIME
    moment_kind: str = WARNING_KIND


class Clocks:
    """Clocks, their pauses, and the timers and warnings that go by them.

    Only what is PENDING moves: work in somebody's hands looks at the clock again before it does anything.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, clock_id: str) -> CaseClock | None:
        """Return a clock as it is now, or None; ask after its case is locked."""
        return self.session.get(CaseClock, clock_id, populate_existing=True)

    def list_pauses(self, clock_ids: Collection[str]) -> Sequence[CaseClockPause]:
        """Return the pauses of clocks, open ones too, in the order they began."""
        statement = select(CaseClockPause).where(CaseClockPause.clock_id.in_(clock_ids)).order_by(CaseClockPause.id)
        return self.session.scalars(statement).all()

    def pauses(self, clock_ids: Collection[str]) -> Mapping[str, tuple[Pause, ...]]:
        """Return the pauses of each clock that has any, as calendars count them."""
        found: dict[str, tuple[Pause, ...]] = {}
        for row in self.list_pauses(clock_ids):
            found[row.clock_id] = (*found.get(row.clock_id, ()), Pause(row.started_on, row.ended_on))
        return found

    def move(self, moves: Sequence[Move]) -> None:
        """Let the timers, waits and moments of clocks follow their due instants: three statements for all of them."""
        values = [
            {
                "of_case": each.clock.case_id,
                "of_clock": each.clock.id,
                "of_key": each.clock.key,
                "at": each.clock.due_at,
                "moment_at": each.moment_at,
                "moment_kind": each.moment_kind,
            }
            for each in moves
        ]
        if values:
            connection = self.session.connection()
            for statement in (_TIMERS, _MOMENTS, _WAITS):
                connection.execute(statement, values)

    def end_moments(self, case_id: str, clock_ids: Collection[str], *, now: datetime) -> None:
        """End the moments of clocks that have stopped."""
        ended = (
            update(DueWork)
            .where(DueWork.case_id == case_id, DueWork.status == "PENDING", DueWork.kind.in_(MOMENTS))
            .where(DueWork.clock_id.in_(clock_ids))
            .values(status="DONE", done_at=now)
        )
        self.session.execute(ended, execution_options={"synchronize_session": False})

    def replace(self, old: CaseClock, new: CaseClock) -> None:
        """Let the timers that went by a clock go by the one that is started afresh in its place."""
        timers = (
            update(DueWork)
            .where(DueWork.case_id == old.case_id, DueWork.status == "PENDING", DueWork.kind == TIMER)
            .where(DueWork.clock_id == old.id)
            .values(clock_id=new.id, due_at=new.due_at)
        )
        waits = (
            update(Wait)
            .where(Wait.case_id == old.case_id, Wait.status == "OPEN", Wait.clock == old.key)
            .values(due_at=new.due_at)
        )
        for statement in (timers, waits):
            self.session.execute(statement, execution_options={"synchronize_session": False})
