"""Throwaway installations in which drafts are walked through: made once, copied for each walk, gone when it is left.

A sandbox is a folder with a database of its own; it is seeded like a new installation and knows nothing of this one.
What is kept of a walk are its acts, so a sandbox is only a shortcut: another process makes the same from the same acts.
"""

import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_walks import Act
from workflow_app.domain.seeds.walk_cast import WALK_START

if TYPE_CHECKING:
    from workflow_app.services.tools import Tools

KEPT = 4
"""How many sandboxes a process keeps at hand: each is a few megabytes on the disk."""
NAME = "workflow-app-sandbox-"
DATABASE = "sandbox.sqlite3"
_GATE = "*-gate*"


@dataclass(slots=True)
class SandboxClock:
    """Business time that only a walk moves."""

    instant: datetime = WALK_START

    def now(self) -> datetime:
        """Return the instant in UTC."""
        return self.instant.astimezone(UTC)


@dataclass(slots=True)
class Sandbox:
    """A place where a case is walked: its services, its time, its people, and what was done in it so far."""

    tools: "Tools"
    clock: SandboxClock
    people: dict[str, Actor]
    done: list[Act] = field(default_factory=list)
    case_id: str = ""
    key: str = ""
    close: Callable[[], None] = lambda: None


Make = Callable[[Path, SandboxClock], "Tools"]
Prepare = Callable[["Tools"], None]


class Sandboxes:
    """Makes sandboxes; `make` builds the collaborators on a folder, `prepare` fills an empty database for the first."""

    def __init__(self, make: Make, prepare: Prepare) -> None:
        self._make, self._prepare = make, prepare
        self._base: tempfile.TemporaryDirectory[str] | None = None
        self._kept: OrderedDict[tuple[str, str], Sandbox] = OrderedDict()
        self._lock = threading.Lock()

    def new(self, people: Callable[["Tools"], dict[str, Actor]]) -> Sandbox:
        """Return a fresh one; the first takes some seconds, as a database is made for it."""
        with self._lock:
            base = self._prepared()
        place, clock = tempfile.TemporaryDirectory(prefix=NAME), SandboxClock()
        shutil.copytree(base, place.name, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_GATE))
        tools = self._make(Path(place.name), clock)

        def close() -> None:
            tools.database.close()
            place.cleanup()

        return Sandbox(tools, clock, people(tools), close=close)

    def take(self, draft: tuple[str, str], acts: tuple[Act, ...]) -> Sandbox | None:
        """Return the sandbox of a walk that has come no further than these acts, to be given back; None without one."""
        with self._lock:
            kept = self._kept.pop(draft, None)
        if kept is not None and tuple(kept.done) != acts[: len(kept.done)]:
            kept.close()
            return None
        return kept

    def keep(self, draft: tuple[str, str], sandbox: Sandbox) -> None:
        """Keep a sandbox at hand for the next act; the one that was not used longest is thrown away."""
        with self._lock:
            gone = [self._kept.pop(draft)] if draft in self._kept else []
            self._kept[draft] = sandbox
            if len(self._kept) > KEPT:
                gone.append(self._kept.popitem(last=False)[1])
        for each in gone:
            each.close()

    def close(self) -> None:
        """Throw every sandbox away."""
        with self._lock:
            kept, self._kept = list(self._kept.values()), OrderedDict()
            base, self._base = self._base, None
        for each in kept:
            each.close()
        if base is not None:
            base.cleanup()

    def _prepared(self) -> str:
        """Return the folder that others are copied from."""
        if self._base is None:
            place = tempfile.TemporaryDirectory(prefix=NAME)
            tools = self._make(Path(place.name), SandboxClock())
            try:
                self._prepare(tools)
            finally:
                tools.database.close()
            self._base = place
        return self._base.name
