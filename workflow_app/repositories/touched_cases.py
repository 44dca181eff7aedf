"""Which open cases a change of days touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain.objections import Status
from workflow_app.domain.time import end_of_day
from workflow_app.models import Case, CaseClock, Objection, Task

RUNS = ("RUNNING", "EXPIRED", "PAUSED")
ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an authority's calendar that are not what they were."""

    authority_id: str
    first: date
    last: date


class TouchedCases:
    """Open cases whose periods reach into changed days."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_ids(self, days: Days, *, after: str | None, limit: int) -> Sequence[str]:
        """Return the next cases with a clock, an open task or an objection to be judged that the days touch, by id."""
        clocks = select(CaseClock.id).where(CaseClock.case_id == Case.id, _clock_touched(days))
        tasks = select(Task.id).where(
            Task.case_id == Case.id,
            Task.status == "OPEN",
            Task.due_on >= days.first,
            Task.opened_at < end_of_day(days.last),
        )
        objections = select(Objection.id).where(
            Objection.case_id == Case.id,
            Objection.status == Status.RECEIVED,
            Objection.accept_due_on >= days.first,
            Objection.received_at < end_of_day(days.last),
        )
        statement = select(Case.id).where(
            Case.authority_id == days.authority_id,
            Case.status != ENDED,
            or_(clocks.exists(), tasks.exists(), objections.exists()),
        )
        if after is not None:
            statement = statement.where(Case.id > after)
        return self.session.scalars(statement.order_by(Case.id).limit(limit)).all()

    def list_clocks(self, days: Days, *, limit: int) -> Sequence[CaseClock]:
        """Return running and paused clocks that the days touch."""
        statement = (
            select(CaseClock)
            .join(Case, Case.id == CaseClock.case_id)
            .where(Case.authority_id == days.authority_id, Case.status != ENDED, _clock_touched(days))
        )
        return self.session.scalars(statement.order_by(CaseClock.id).limit(limit)).all()


def _clock_touched(days: Days) -> ColumnElement[bool]:
    """Tell whether a running clock reaches into the days, or into a year that was not published when it started."""
    reaches = and_(CaseClock.started_on <= days.last, CaseClock.due_on >= days.first)
    return and_(CaseClock.status.in_(RUNS), or_(reaches, CaseClock.provisional.is_(True)))
