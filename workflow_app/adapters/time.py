"""Business time: real, fixed, or moved in a demonstration."""

import threading
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

    `read_offset` asks the database, at most once a second, so that all processes follow one another. Before it has
    answered once nobody is told a time: that of the machine would be another one, months away.
    """

    def __init__(self, read_offset: Callable[[], timedelta] = timedelta) -> None:
        self._read_offset = read_offset
        self._offset: timedelta | None = None
        self._read_at = 0.0
        self._first = threading.Lock()

    def now(self) -> datetime:
        """Return the moved instant in UTC; raises what the database raises where it was never asked in peace."""
        offset = self._offset
        if offset is None:
            offset = self._begin()
        elif time.monotonic() - self._read_at >= READ_AGAIN_SECONDS:
            offset = self.refresh()
        return machine_now() + offset

    def refresh(self) -> timedelta:
        """Read the offset now and return it; whoever moved time calls this."""
        self._read_at = time.monotonic()
        self._offset = offset = self._read_offset()
        return offset

    def _begin(self) -> timedelta:
        """Read the offset first; who comes meanwhile waits for it."""
        with self._first:
            return self.refresh() if self._offset is None else self._offset
