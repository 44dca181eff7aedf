"""What an approval issues: how a permit stands on a day, until when it holds, and by which way it was granted."""

from datetime import date
from enum import StrEnum

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import MonthEnd, Period, Unit, due


class Status(StrEnum):
    """How a permit is kept; that its time is over is seen by the day and written nowhere."""

    VALID = "VALID"
    REVOKED = "REVOKED"
    CANCELLED = "CANCELLED"


class Standing(StrEnum):
    """How a permit stands on a day."""

    VALID = "VALID"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    CANCELLED = "CANCELLED"


class PostCheck(StrEnum):
    """How the check after a grant by pledge stands; NONE where nothing was promised (rule 2.2 step 8)."""

    NONE = "NONE"
    PENDING = "PENDING"
    PASSED = "PASSED"
    RECTIFYING = "RECTIFYING"
    RECTIFIED = "RECTIFIED"
    FAILED = "FAILED"


ENDS = (Status.REVOKED, Status.CANCELLED)
"""How a permit may end before its time: taken back by the authority, or struck off."""


def standing_of(status: str, valid_to: date | None, *, on: date) -> Standing:
    """Return how a permit stands on a day; one that was taken back is not merely over."""
    if status == Status.VALID and valid_to is not None and valid_to < on:
        return Standing.EXPIRED
    return Standing(status)


def last_day(calendar: Calendar, start: date, months: int | None) -> date | None:
    """Return the last day of a permit: the day before that of the same number (rule A21); None is without end."""
    if months is None:
        return None
    return due(calendar, Period(months, Unit.MONTHS, MonthEnd.DAY_BEFORE, shift=False), start).due_on
