"""How much a proof may cost: markings, tokens and seconds; what costs more is not decided, and says so."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

MARKINGS = 100_000
SECONDS = 5.0
TOKENS = 40
"""More tokens than these in one scope are no process of an office, and are taken for growth without end."""


class GaveUpError(Exception):
    """The budget is used up; nothing is known of what was not seen."""


@dataclass(slots=True)
class Budget:
    """What is left for one process; `now` is the computing time of the thread: a busy machine decides no less."""

    markings: int = MARKINGS
    seconds: float = SECONDS
    now: Callable[[], float] = time.thread_time
    used: int = 0
    _begun: float = field(init=False)

    def __post_init__(self) -> None:
        self._begun = self.now()

    def spend(self) -> None:
        """Count one marking; raises GaveUpError."""
        self.used += 1
        if self.used > self.markings or self.now() - self._begun > self.seconds:
            raise GaveUpError
