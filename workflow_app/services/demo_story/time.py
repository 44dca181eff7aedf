"""The time of the story: it stands still until it is moved, and everything due on the way is done at its instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workflow_app.domain.time import ZONE, local_date, start_of_day
from workflow_app.services.audit import plan_checkpoint
from workflow_app.services.background import run_due
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.endings import plan_endings
from workflow_app.services.handlers import Handler
from workflow_app.services.housekeeping import plan_day
from workflow_app.services.limits_over import plan_limits
from workflow_app.services.tools import Tools

RARE = frozenset({"staffing_check", "sweep"})
USUAL = {kind: handler for kind, handler in KINDS.items() if kind not in RARE}

YEAR = 2026
STORY_START = datetime(YEAR, 4, 1, 8, 30, tzinfo=ZONE)
"""The first day of the present rules: whatever is brought in falls under them."""


def at(day: str, hour: str) -> datetime:
    """Return an instant of the year of the story: `at("09-21", "10:05")`, in Shanghai."""
    return datetime.fromisoformat(f"{YEAR}-{day}T{hour}").replace(tzinfo=ZONE)


@dataclass(slots=True)
class StoryClock:
    """Business time that only the story moves."""

    instant: datetime = STORY_START

    def now(self) -> datetime:
        """Return the instant in UTC."""
        return self.instant.astimezone(UTC)


@dataclass(slots=True)
class Passing:
    """Moves the clock forward and has done what becomes due.

    For months nobody looks for people who are missing, nor for files that nobody needs; in the last days everything is
    done as in a service at work.
    """

    clock: StoryClock
    tools: Tools
    in_full_from: datetime

    def until(self, instant: datetime) -> None:
        """Come to an instant."""
        while (morning := self._next_morning()) <= instant:
            self._until(morning)
            self._plan_day()
        self._until(instant)

    def _until(self, instant: datetime) -> None:
        kinds = self._kinds()
        run_due(self.tools, kinds=kinds)
        while (due_at := self._next_due(kinds)) is not None and due_at <= instant:
            self.clock.instant = due_at
            run_due(self.tools, kinds=kinds)
        self.clock.instant = max(self.clock.instant, instant)

    def _next_morning(self) -> datetime:
        return start_of_day(local_date(self.clock.instant) + timedelta(days=1))

    def _kinds(self) -> Mapping[str, Handler]:
        return KINDS if self.clock.instant >= self.in_full_from else USUAL

    def _next_due(self, kinds: Mapping[str, Handler]) -> datetime | None:
        with self.tools.database.read() as unit:
            return unit.due_work.next_due(after=self.clock.instant, kinds=kinds.keys())

    def _plan_day(self) -> None:
        """Plan what is done once a day."""
        now = self.clock.instant
        with self.tools.database.write() as unit:
            if now >= self.in_full_from:
                plan_day(unit, now=now)
            else:
                for plan in (plan_checkpoint, plan_endings, plan_limits):
                    plan(unit, now=now)
            unit.commit()
