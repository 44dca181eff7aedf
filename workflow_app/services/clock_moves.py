"""Clocks follow the calendar: after a change of days, and after an outage, each is computed anew from its own basis.

What was started stays as it was started: the same first day, length and pauses, by the calendar of today.
"""

from datetime import datetime

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Computed, Rules
from workflow_app.domain.periods import Pause, Period, Unit
from workflow_app.domain.time import local_date
from workflow_app.models import CaseClock
from workflow_app.repositories.clock_work import PAUSED, place_clocks
from workflow_app.repositories.unit_of_work import UnitOfWork

_HOURS = (Unit.HOURS, Unit.MINUTES)


def rules_of(unit: UnitOfWork, calendar: Calendar, now: datetime) -> Rules:
    """Return by what clocks are computed today."""
    return Rules(calendar, unit.outages.list_spans(), local_date(now))


def recompute_clock(unit: UnitOfWork, clock: CaseClock, calendar: Calendar, now: datetime) -> bool:
    """Compute a clock anew from what it was started with; tell whether its last day moved.

    Its timers and warnings move along. A clock of hours or minutes runs through nights and holidays and is never moved;
    one that stands still has no last day, and is computed when it runs again.
    """
    if clock.status == PAUSED:
        return False
    computed = compute(clock, rules_of(unit, calendar, now), unit.clocks.pauses([clock.id]).get(clock.id, ()))
    if computed is None:
        return False
    old = clock.due_at
    place_clocks(unit, [(clock, computed)], calendar=calendar, now=now)
    return clock.due_at != old


def compute(clock: CaseClock, rules: Rules, pauses: tuple[Pause, ...] = ()) -> Computed | None:
    """Return when a clock ends by the rules of today, or None where days do not matter to it."""
    period = Period.parse(clock.amount, clock.unit)
    if period.unit in _HOURS:
        return None
    return rules.of(clock.started_on, period, old=clock.due_on, pauses=pauses)
