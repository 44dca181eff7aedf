"""A year of a calendar as a file: taken out to be edited, and read in again."""

from typing import BinaryIO

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.calendar_changes import FIRST_YEAR, LAST_YEAR, NamedDay, named_day
from workflow_app.domain.calendar_files import ReadYear, read_year
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError
from workflow_app.services.administration import READERS
from workflow_app.services.tools import Tools


def arrangement(code: str, year: int, *, actor: Actor, tools: Tools) -> tuple[NamedDay, ...]:
    """Return the days of a year that are not what their weekday says; raises NotFoundError, InvalidError (year)."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[Role(role).value for role in READERS])
    with tools.database.read() as unit:
        calendar = tools.calendars.get(unit.authorities.get_by_code(code), unit.authorities)
    wanted = checked_year(year)
    days = sorted((day, kind) for day, kind in calendar.days.items() if day.year == wanted)
    return tuple(named_day(day, kind, calendar.names.get(day, "")) for day, kind in days)


def read_year_file(stream: BinaryIO, filename: str, year: int, *, tools: Tools) -> ReadYear:
    """Read a year's arrangement from XLSX or CSV; raises InvalidError where the file is none."""
    return read_year(tools.read_rows(stream, filename), checked_year(year))


def checked_year(year: int) -> int:
    """Return a year that a calendar may have; raises InvalidError YEAR_OUT_OF_RANGE."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidError(FieldError("/year", "YEAR_OUT_OF_RANGE", {"first": FIRST_YEAR, "last": LAST_YEAR}))
    return year
