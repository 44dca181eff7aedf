"""How far a demonstration has moved business time; kept in the database, so that every process follows."""

from datetime import timedelta

from workflow_app.repositories.database import Database
from workflow_app.repositories.schema import has_settings

DEMO_CLOCK = "demo_clock"


class ClockOffset:
    """Reads the offset of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_set_up = False

    def read(self) -> timedelta:
        """Return the offset, nought where time was never moved or the database is not set up yet.

        One of an older version has its offset too: what is served from it before it was brought up to date is at its
        own time, not at that of the machine.
        """
        self._is_set_up = self._is_set_up or has_settings(self._database)
        if not self._is_set_up:
            return timedelta()
        with self._database.read() as work:
            kept = work.settings.find(DEMO_CLOCK)
        return timedelta(seconds=kept["offset_seconds"]) if kept else timedelta()
