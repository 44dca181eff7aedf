"""Calendars of authorities, kept in memory as long as their version in the database stays."""

import threading

from workflow_app.domain.calendar import Calendar
from workflow_app.models import Authority
from workflow_app.repositories.authorities import Authorities


class CalendarCache:
    """One calendar per authority and version; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, Calendar]] = {}
        self._lock = threading.Lock()

    def get(self, authority: Authority, authorities: Authorities) -> Calendar:
        """Return the calendar of an authority, asking the database only when its version has moved."""
        kept = self._kept.get(authority.id)
        if kept is not None and kept[0] == authority.calendar_version:
            return kept[1]
        calendar = authorities.calendar(authority.id)
        with self._lock:
            self._kept[authority.id] = (authority.calendar_version, calendar)
        return calendar
