"""Compute when a period ends, for anybody who asks."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.periods import Due, Period, Unit, due
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class ComputeClock:
    """A period of exactly one unit from a day, by the calendar of an authority (the first one, if none is named)."""

    start: date
    working_days: int | None = None
    calendar_days: int | None = None
    months: int | None = None
    authority: str | None = None


def compute_clock(command: ComputeClock, *, tools: Tools) -> Due:
    """Return the due day with what explains it; raises InvalidError, or NotFoundError AUTHORITY_UNKNOWN."""
    period = _period(command)
    with tools.database.read() as work:
        calendar = tools.calendars.get(_authority(work, command.authority), work.authorities)
    return due(calendar, period, command.start)


def _authority(work: UnitOfWork, code: str | None) -> Authority:
    """Return the authority of a code, or the first of this installation."""
    first = next(iter(work.authorities.list_all()), None) if code is None else work.authorities.find_by_code(code)
    if first is None:
        raise NotFoundError("AUTHORITY_UNKNOWN")
    return first


def _period(command: ComputeClock) -> Period:
    """Return the one period that was given."""
    amounts = {
        Unit.WORKING_DAYS: command.working_days,
        Unit.CALENDAR_DAYS: command.calendar_days,
        Unit.MONTHS: command.months,
    }
    given = [Period(amount, unit) for unit, amount in amounts.items() if amount is not None]
    if len(given) != 1:
        raise InvalidError(FieldError("/working_days", "EXACTLY_ONE_PERIOD"))
    return given[0]
