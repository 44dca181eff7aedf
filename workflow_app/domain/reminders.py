"""When people are warned of a clock: half time, two working days before, the day itself, daily after (rule K10)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import Due
from workflow_app.domain.time import local_date, start_of_day

OFFICE_OPENS = timedelta(hours=9)
"""When people are told, counted from midnight."""
_WORKING_DAYS_BEFORE = 2
_ONE_INSTANT = timedelta(microseconds=1)


class Stage(StrEnum):
    """What a moment of a clock means."""

    SOON = "SOON"
    TODAY = "TODAY"
    OVER = "OVER"
    LATE = "LATE"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant at which a clock says something; `days` is how many working days too late it is by then."""

    at: datetime
    stage: Stage
    days: int = 0


def warning_days(calendar: Calendar, due: Due) -> tuple[date, ...]:
    """Return the working days on which to warn, in order; those that coincide are one, none is the first day."""
    early = due.due_on
    for _ in range(_WORKING_DAYS_BEFORE):
        early = calendar.previous_working_day(early)
    last = _on_or_before(calendar, due.due_on)
    days = {_on_or_before(calendar, _half_time(due)), early, last}
    return tuple(sorted(day for day in days if day > due.start))


def moments(calendar: Calendar, due: Due) -> Iterator[Moment]:
    """Yield every moment of a clock in order, without end: warnings, the first instant too late, then each morning."""
    last = local_date(due.due_at - _ONE_INSTANT)
    today = _on_or_before(calendar, last)
    for day in warning_days(calendar, replace(due, due_on=last)):
        yield Moment(_opening(day), Stage.TODAY if day == today else Stage.SOON)
    yield Moment(due.due_at, Stage.OVER)
    days = 0
    while True:
        last, days = calendar.next_working_day(last), days + 1
        yield Moment(_opening(last), Stage.LATE, days)


def moments_between(calendar: Calendar, due: Due, since: datetime, until: datetime) -> tuple[Moment, ...]:
    """Return the moments of a clock from one instant to another, both included."""
    return tuple(each for each in takewhile(lambda each: each.at <= until, moments(calendar, due)) if each.at >= since)


def next_moment(calendar: Calendar, due: Due, *, after: datetime) -> Moment:
    """Return the first moment of a clock after an instant."""
    return next(each for each in moments(calendar, due) if each.at > after)


def _opening(day: date) -> datetime:
    """Return when people read what they are told on a day."""
    return start_of_day(day) + OFFICE_OPENS


def _half_time(due: Due) -> date:
    """Return the day on which half of what is counted has passed; of a period of months, half of its days."""
    if due.counted:
        half = len(due.counted) // 2
        return due.counted[half - 1] if half else due.start
    return due.start + timedelta(days=(due.due_on - due.start).days // 2)


def _on_or_before(calendar: Calendar, day: date) -> date:
    """Return the day itself or the last working day before it."""
    return day if calendar.is_working(day) else calendar.previous_working_day(day)
