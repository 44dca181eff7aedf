"""Business time: real, fixed, or moved in a demonstration."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.time import machine_now

READ_AGAIN_SECONDS = 1.0


class RealClock:
    """Business time is machine time."""

    def now(self) -> datetime:
        """Return the instant in UTC."""
        return machine_now()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Business time stands still at one instant."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant in UTC."""
        return self.instant


class MovedClock:
    """Business time is machine time plus an offset that a demonstration moves forward.

    `read_offset` asks the database, at most once a second, so that all processes follow one another.
    """

    def __init__(self, read_offset: Callable[[], timedelta] = timedelta) -> None:
        self._read_offset = read_offset
        self._offset = timedelta()
        self._read_at = -READ_AGAIN_SECONDS

    def now(self) -> datetime:
        """Return the moved instant in UTC."""
        if time.monotonic() - self._read_at >= READ_AGAIN_SECONDS:
            self.refresh()
        return machine_now() + self._offset

    def refresh(self) -> None:
        """Read the offset now; whoever moved time calls this."""
        self._read_at = time.monotonic()
        self._offset = self._read_offset()
