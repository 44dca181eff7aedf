"""The calendar by which pages count how many working days are left."""

from workflow_app.domain.calendar import Calendar
from workflow_app.services.tools import Tools


def office_calendar(*, tools: Tools) -> Calendar:
    """Return the calendar of the first authority; one statement, the days themselves are kept in memory."""
    with tools.database.read() as work:
        authorities = work.authorities.list_all()
        if not authorities:
            return Calendar({}, frozenset())
        return tools.calendars.get(authorities[0], work.authorities)
