"""The calendar by which pages count how many working days are left."""

from workflow_app.domain.calendar import Calendar
from workflow_app.services.tools import Tools


def office_calendar(code: str | None = None, *, tools: Tools) -> Calendar:
    """Return the calendar of an authority, the first one if none is named.

    It takes one statement: the days themselves are kept in memory.
    """
    with tools.database.read() as work:
        authority = next((each for each in work.authorities.list_all() if code in (None, each.code)), None)
        if authority is None:
            return Calendar({}, frozenset())
        return tools.calendars.get(authority, work.authorities)
