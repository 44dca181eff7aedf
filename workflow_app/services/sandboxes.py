"""Throwaway installations in which drafts are walked through: made once, copied for each walk, gone when it is left.

A sandbox is a folder with a database of its own; it is seeded like a new installation and knows nothing of this one.
What is kept of a walk are its acts, so a sandbox is only a shortcut: another process makes the same from the same acts.
"""

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_walks import Act
from workflow_app.domain.replays import Came
from workflow_app.domain.seeds.walk_cast import WALK_START
from workflow_app.services.sandbox_grounds import NAME, NEW_INSTALLATION, Ground, Grounds

if TYPE_CHECKING:
    from workflow_app.services.process_tests import Result
    from workflow_app.services.replay_reading import Past
    from workflow_app.services.tools import Tools

KEPT = 4
"""How many sandboxes a process keeps at hand: each is a few megabytes on the disk."""
GREEN = 20
"""Bundles of which a process remembers that their tests were green."""
DATABASE = "sandbox.sqlite3"


@dataclass(slots=True)
class SandboxClock:
    """Business time that only a walk moves."""

    instant: datetime = WALK_START

    def now(self) -> datetime:
        """Return the instant in UTC."""
        return self.instant.astimezone(UTC)


@dataclass(slots=True)
class Sandbox:
    """A place where a case is walked: its services, its time, its people, and what was done in it so far.

    `moved` tells from which element to which tokens went.
    """

    tools: "Tools"
    clock: SandboxClock
    people: dict[str, Actor]
    done: list[Act] = field(default_factory=list)
    case_id: str = ""
    key: str = ""
    moved: set[tuple[str, str]] = field(default_factory=set)
    close: Callable[[], None] = lambda: None


Make = Callable[[Path, SandboxClock], "Tools"]
Prepare = Callable[["Tools", Ground], None]
Replay = Callable[["Past", Mapping[str, bytes], Ground, "Tools"], Came]


class Sandboxes:
    """Makes sandboxes; `make` builds the collaborators on a folder, `prepare` fills an empty database for the first.

    Who hands over the grounds throws them away as well.

    `replay` takes a finished case through a bundle. It is handed over because it needs the background, to which it is
    work itself.
    """

    def __init__(self, make: Make, prepare: Prepare, replay: Replay, grounds: Grounds | None = None) -> None:
        self._make, self._prepare, self.replay = make, prepare, replay
        self._grounds, self._is_owner = grounds or Grounds(), grounds is None
        self._kept: OrderedDict[tuple[str, str], Sandbox] = OrderedDict()
        self._lock = threading.Lock()
        self._green: OrderedDict[str, tuple[Result, ...]] = OrderedDict()

    def new(self, people: Callable[["Tools"], dict[str, Actor]], ground: Ground = NEW_INSTALLATION) -> Sandbox:
        """Return a fresh one; the first on its ground takes some seconds, as a database is made for it."""
        place, clock = tempfile.TemporaryDirectory(prefix=NAME), SandboxClock()
        self._grounds.lay(ground, Path(place.name), lambda folder: self._fill(folder, ground))
        moved: set[tuple[str, str]] = set()
        tools = replace(self._make(Path(place.name), clock), on_step=lambda step: moved.update(step.moved))

        def close() -> None:
            tools.database.close()
            place.cleanup()

        return Sandbox(tools, clock, people(tools), moved=moved, close=close)

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

    def find_green(self, content_hash: str) -> "tuple[Result, ...] | None":
        """Return what came of the tests of a bundle where all were green: the same files come to the same."""
        with self._lock:
            return self._green.get(content_hash)

    def note_green(self, content_hash: str, results: "tuple[Result, ...]") -> None:
        """Remember that all tests of a bundle were green; who confirms need not wait as long as who submitted."""
        with self._lock:
            self._green[content_hash] = results
            if len(self._green) > GREEN:
                self._green.popitem(last=False)

    def close(self) -> None:
        """Throw every sandbox away."""
        with self._lock:
            kept, self._kept = list(self._kept.values()), OrderedDict()
        for each in kept:
            each.close()
        if self._is_owner:
            self._grounds.close()

    def _fill(self, folder: Path, ground: Ground) -> None:
        """Fill the folder that others on the same ground are copied from."""
        tools = self._make(folder, SandboxClock())
        try:
            self._prepare(tools, ground)
        finally:
            tools.database.close()
