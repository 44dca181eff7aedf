"""When people are warned of a clock: half time, two working days before, the day itself (rule K10)."""

from datetime import date, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import Due

_WORKING_DAYS_BEFORE = 2


def warning_days(calendar: Calendar, due: Due) -> tuple[date, ...]:
    """Return the working days on which to warn, in order; those that coincide are one, none is the first day."""
    early = due.due_on
    for _ in range(_WORKING_DAYS_BEFORE):
        early = calendar.previous_working_day(early)
    last = _on_or_before(calendar, due.due_on)
    days = {_on_or_before(calendar, _half_time(due)), early, last}
    return tuple(sorted(day for day in days if day > due.start))


def _half_time(due: Due) -> date:
    """Return the day on which half of what is counted has passed; of a period of months, half of its days."""
    if due.counted:
        half = len(due.counted) // 2
        return due.counted[half - 1] if half else due.start
    return due.start + timedelta(days=(due.due_on - due.start).days // 2)


def _on_or_before(calendar: Calendar, day: date) -> date:
    """Return the day itself or the last working day before it."""
    return day if calendar.is_working(day) else calendar.previous_working_day(day)
