"""Clocks follow the calendar: after a change of days, and after an outage, each is computed anew from its own basis.

What was started stays as it was started: the same first day, length and pauses, by the calendar of today. A day that
has passed in the meantime is never made the last one: nobody is late because a calendar was changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.outages import Extension, Span, extend
from workflow_app.domain.periods import Due, Pause, Period, Unit, due
from workflow_app.domain.time import local_date
from workflow_app.models import CaseClock
from workflow_app.repositories.clock_work import PAUSED, place_clocks
from workflow_app.repositories.unit_of_work import UnitOfWork

_HOURS = (Unit.HOURS, Unit.MINUTES)


@dataclass(frozen=True, slots=True)
class Rules:
    """By what a clock is computed: the calendar of its authority, the outages, and the business day."""

    calendar: Calendar
    spans: Sequence[Span]
    today: date

    def of(self, started_on: date, period: Period, *, old: date, pauses: tuple[Pause, ...] = ()) -> "Computed":
        """Return the day on which a period ends now that ended on `old` before."""
        found = due(self.calendar, period, started_on, pauses=_closed(pauses, self.today))
        moved, extensions = extend(found, self.spans, self.calendar)
        floor = min(old, self.calendar.on_or_after(self.today))
        if moved.due_on < floor:
            moved = Due(moved.start, floor, moved.provisional, moved.counted, moved.skipped, moved.inclusive)
        return Computed(moved, extensions)


@dataclass(frozen=True, slots=True)
class Computed:
    """A due day, and by which outages it was extended."""

    due: Due
    extensions: tuple[Extension, ...]

    def basis(self, before: Mapping[str, object]) -> dict[str, object]:
        """Return what explains the day; what else was noted before stays."""
        kept = {name: value for name, value in before.items() if name != "outages"}
        told = kept | {
            "counted": len(self.due.counted),
            "skipped": [{"date": each.day.isoformat(), "why": each.why} for each in self.due.skipped],
        }
        return told | {"outages": [_as_json(each) for each in self.extensions]} if self.extensions else told


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
    clock.basis = computed.basis(clock.basis)
    place_clocks(unit, [(clock, computed.due)], calendar=calendar, now=now)
    return clock.due_at != old


def compute(clock: CaseClock, rules: Rules, pauses: tuple[Pause, ...] = ()) -> Computed | None:
    """Return when a clock ends by the rules of today, or None where days do not matter to it."""
    period = Period.parse(clock.amount, clock.unit)
    if period.unit in _HOURS:
        return None
    return rules.of(clock.started_on, period, old=clock.due_on, pauses=pauses)


def _closed(pauses: tuple[Pause, ...], today: date) -> tuple[Pause, ...]:
    """Return pauses as if those still open ended today: when the clock runs again it is computed once more."""
    return tuple(each if each.until is not None else Pause(each.start, max(each.start, today)) for each in pauses)


def _as_json(extension: Extension) -> dict[str, object]:
    span = extension.span
    return {
        "id": span.id,
        "from": span.starts_at.isoformat(),
        "to": span.ends_at.isoformat(),
        "zh": span.text_zh,
        "en": span.text_en,
        "was": extension.was.isoformat(),
        "due_on": extension.due_on.isoformat(),
    }
