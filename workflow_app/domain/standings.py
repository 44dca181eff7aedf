"""How far a clock has come: days used, days left, days too late (rules A3 and A22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import Pause, Period, Unit, due

_ONE_DAY = timedelta(days=1)
_COUNTED_IN_DAYS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is used and left at the end of a day, in `unit`; both together are always the whole period."""

    used: int
    left: int
    unit: Unit


def standing(calendar: Calendar, period: Period, start: date, pauses: Iterable[Pause], *, on: date) -> Standing:
    """Return what is used and left at the end of a day; a pause that is open still lasts then.

    A period of months or years is told in calendar days, for it has no other parts.
    """
    known = tuple(_closed(pause, on) for pause in pauses)
    ends = due(calendar, period, start, pauses=known)
    if period.unit in _COUNTED_IN_DAYS:
        used = sum(day <= on for day in ends.counted)
        return Standing(used, len(ends.counted) - used, period.unit)
    ran = [day for day in _days(start, ends.due_on) if not any(pause.covers(day) for pause in known)]
    used = sum(day <= on for day in ran)
    return Standing(used, len(ran) - used, Unit.CALENDAR_DAYS)


def days_late(calendar: Calendar, last: date, *, on: date) -> int:
    """Return how many working days too late a day is; 0 up to the last day."""
    return calendar.working_days_between(last, on)


def _closed(pause: Pause, on: date) -> Pause:
    """Return a pause as it looks at the end of a day: one that is open has lasted until then."""
    return pause if pause.until is not None else Pause(pause.start, max(on + _ONE_DAY, pause.start))


def _days(start: date, last: date) -> Iterable[date]:
    """Yield the days after `start` up to the last."""
    return (start + timedelta(days=number) for number in range(1, (last - start).days + 1))
