"""Business time: real, fixed, or moved in a demonstration."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.time import machine_now


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
    """Business time is machine time plus an offset that a demonstration moves forward."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Return the moved instant in UTC."""
        return machine_now() + self.offset
