"""The days of a case as a budget: what each step may take of the limit of the result, what it took, what is left."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import Pause
from workflow_app.domain.process_facts import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One step in working days; `status` is todo, current, done or skipped, `legal` a legal limit of its own."""

    element: str
    words: Words
    planned: int
    used: int
    status: str
    legal: int | None = None

    @property
    def over(self) -> int:
        """Return by how many days it took longer than planned."""
        return max(self.used - self.planned, 0)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that may happen to a case, and whether it lets the clock of the result stand still."""

    code: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """The working days of a case: in all, used so far by the clock, step by step, and what may stop the clock.

    `origin` is where the rule about stopping stands, `basis` the rules under which the case runs.
    """

    total: int
    used: int
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    origin: str
    basis: Words | None
    is_over: bool

    @property
    def rest(self) -> int:
        """Return what no step is planned to need; negative where they need more than there is."""
        return self.total - sum(part.planned for part in self.parts)

    @property
    def left(self) -> int:
        """Return how many days of the whole are left."""
        return max(self.total - self.used, 0)


def days_used(calendar: Calendar, spans: Iterable[tuple[date, date]], pauses: Collection[Pause] = ()) -> int:
    """Return the working days of spans: the first day of each does not count, the last does, nor what was paused.

    A pause that is open has lasted until the end of a span.
    """
    return sum(
        calendar.working_days_between(start, end) - _standing_still(calendar, start, end, pauses)
        for start, end in spans
        if end > start
    )


def _standing_still(calendar: Calendar, start: date, end: date, pauses: Collection[Pause]) -> int:
    """Return how many working days of a span a clock stood still."""
    closed = [each if each.until else Pause(each.start, max(end + timedelta(days=1), each.start)) for each in pauses]
    days = (date.fromordinal(number) for number in range(start.toordinal() + 1, end.toordinal() + 1))
    return sum(calendar.is_working(day) and any(pause.covers(day) for pause in closed) for day in days)
