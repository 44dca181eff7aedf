"""Cases per second over HTTP: the service on both databases, and the bare script beside it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from trial_postgres import TrialPostgres

from benchmarks import bare_script, clients, servers, stories
from benchmarks.clients import Load
from benchmarks.places import Place, new_place, without_ours

AT_ONCE = (1, 4, 16)
ROUNDS = 4
WARM_UP = 8  # clients, so that every thread of every worker has loaded what it needs


@dataclass(frozen=True, slots=True)
class Plan:
    """How long each server is measured at each number of clients, in seconds, and how many records are imported."""

    seconds: float
    records: int


@dataclass
class Stand:
    """One running server under one story, and what was measured of it."""

    name: str
    story: stories.Story
    server: servers.Server
    size: Callable[[], int]
    loads: dict[int, Load] = field(default_factory=lambda: {count: Load(count) for count in AT_ONCE})
    bytes_per_case: float = 0.0
    memory: list[float] = field(default_factory=list)

    def drive(self, *, at_once: int, seconds: float) -> Load:
        """Let clients work for a while."""
        used = self.server.cpu()
        load = clients.run(self.story, self.server.port, clients=at_once, seconds=seconds, stop=stories.NoMoreWorkError)
        load.server_cpu = self.server.cpu() - used
        return load


def measure_approval(plan: Plan, folder: Path, *, with_bare: bool) -> list[Stand]:
    """Measure the two-step approval on both databases, with the bare script at the same time of day."""
    with ExitStack() as stack:
        stands = [stack.enter_context(_bare(folder, form_with_opening=each)) for each in (False, True) if with_bare]
        stands += [
            stack.enter_context(_service(kind, "two_step_approval", folder, records=0))
            for kind in ("sqlite", "postgresql")
        ]
        return _measured(stands, plan)


def measure_repair(plan: Plan, folder: Path) -> list[Stand]:
    """Measure the credit repair on both databases."""
    with ExitStack() as stack:
        stands = [
            stack.enter_context(_service(kind, "credit_repair", folder, records=plan.records))
            for kind in ("sqlite", "postgresql")
        ]
        return _measured(stands, plan)


@contextmanager
def _service(kind: str, story: str, folder: Path, *, records: int) -> Iterator[Stand]:
    """Serve a fresh installation."""
    place_folder = folder / f"{story}-{kind}"
    postgres = TrialPostgres(folder).start() if kind == "postgresql" else None
    with new_place(kind, place_folder, postgres, records=records) as place:
        environment = without_ours(os.environ) | place.environment
        with servers.serve("benchmarks.wsgi:make()", environment, place_folder / "server.log") as server:
            yield Stand(f"{story}, {kind}", getattr(stories, story)(place), server, place.size)


@contextmanager
def _bare(folder: Path, *, form_with_opening: bool) -> Iterator[Stand]:
    """Serve the bare script on SQLite."""
    name = "bare script, 3 requests" if form_with_opening else "bare script, 4 requests"
    place_folder = folder / name.replace(" ", "-").replace(",", "")
    place_folder.mkdir()
    place = Place("sqlite", place_folder, f"sqlite:///{place_folder / 'bare.sqlite3'}")
    bare_script.prepare(place.url)
    environment = without_ours(os.environ) | {"BARE_DATABASE": place.url}
    with servers.serve("benchmarks.bare_script:make()", environment, place_folder / "server.log") as server:
        yield Stand(name, stories.bare(form_with_opening=form_with_opening), server, place.size)


def _measured(stands: Sequence[Stand], plan: Plan) -> list[Stand]:
    """Take turns: what else the machine does meets all of them alike, so that their ratio holds."""
    for stand in stands:
        stand.drive(at_once=WARM_UP, seconds=min(2.0, plan.seconds / 2))
    before = [stand.size() for stand in stands]
    for count in AT_ONCE:
        for _ in range(ROUNDS):
            for stand in stands:
                stand.loads[count].add(stand.drive(at_once=count, seconds=plan.seconds / ROUNDS))
    for stand, size in zip(stands, before, strict=True):
        cases = sum(load.completed for load in stand.loads.values())
        stand.bytes_per_case = (stand.size() - size) / max(cases, 1)
        stand.memory = stand.server.memory()
    return list(stands)
