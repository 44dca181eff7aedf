"""`python -m benchmarks.inbox [--tasks N …] [--only sqlite]`: inboxes and searches, few and many open tasks."""

import argparse
import logging
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # the trial PostgreSQL lives with the tests

from office import Office
from trial_postgres import TrialPostgres, new_run_folder

from benchmarks import tables
from benchmarks.full_inboxes import fill
from benchmarks.turns import in_turns
from workflow_app.adapters.logs import configure_logs
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.inbox import Urgency
from workflow_app.repositories.engine import migrate
from workflow_app.services.cases import list_cases
from workflow_app.services.inbox import count_tasks, list_tasks

TASKS = (1_000, 1_000_000)
KINDS = ("postgresql", "sqlite")
TURNS = 60
HEADER = ("database", "what", "open tasks", "p50 ms", "p95 ms", "times the smallest, p50", "p95")
Asked = Callable[[], object]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=list(TASKS))
    parser.add_argument("--only", choices=KINDS, action="append")
    arguments = parser.parse_args()
    configure_logs(level=logging.WARNING)
    folder = new_run_folder()
    try:
        for kind in arguments.only or KINDS:
            tables.show(
                "Inboxes and searches in process", HEADER, rows_of(kind, measure(kind, folder, arguments.tasks))
            )
    finally:
        TrialPostgres(folder).stop()
        shutil.rmtree(folder, ignore_errors=True)


def measure(kind: str, folder: Path, counts: Sequence[int]) -> dict[int, dict[str, list[float]]]:
    """Return how many milliseconds each question took before so many open tasks; the sizes take turns."""
    with ExitStack() as stack:
        asked = {count: questions(stack.enter_context(_filled(kind, folder, count))) for count in counts}
        return in_turns(asked, counts, turns=TURNS)


@contextmanager
def _filled(kind: str, folder: Path, count: int) -> Iterator[Office]:
    """Give an office with so many open tasks."""
    place = folder / f"inbox-{kind}-{count}"
    place.mkdir()
    url = f"sqlite:///{place / 'inbox.sqlite3'}"
    if kind == "postgresql":
        postgres = TrialPostgres(folder).start()
        url = postgres.url(postgres.create_database())
    migrate(url)
    office = Office(url, place)
    try:
        office.import_sample()
        began = time.monotonic()
        fill(office, count)
        print(f"{kind}: {count:,} open tasks made in {time.monotonic() - began:.0f} s")
        yield office
    finally:
        office.close()


def questions(office: Office) -> Mapping[str, Asked]:
    """Return what a reviewer asks of the desk."""
    who, tools = office.people["first_reviewer"], office.tools

    def listed(scope: str, due: Urgency | None = None) -> Asked:
        return lambda: list_tasks(TaskFilter(scope=scope, due=due, limit=25), actor=who, tools=tools)

    def found(words: str) -> Asked:
        return lambda: list_cases(CaseFilter(q=words, limit=25), actor=who, tools=tools)

    return {
        "counts of an inbox": lambda: count_tasks("group", actor=who, tools=tools),
        "counts of what waits for others": lambda: count_tasks("waiting", actor=who, tools=tools),
        "my section, first page": listed("group"),
        "my section, two days": listed("group", Urgency.SOON),
        "my section, paused": listed("group", Urgency.PAUSED),
        "mine, first page": listed("mine"),
        "waiting for others": listed("waiting"),
        "done": listed("done"),
        "search: a name that one has": found("第77号运输"),
        "search: part of every name": found("运输"),
        "search: end of a code": found("1000077"),
        "search: end of a decision number": found("第77号"),
        "search: number of a case": found("修复-2027-77"),
        "search: nothing": found("没有这家企业"),
    }


def rows_of(kind: str, measured: Mapping[int, Mapping[str, Sequence[float]]]) -> Iterator[Sequence[str]]:
    """Yield each question before few and before many tasks; ratios say more than times on a machine with others."""
    least = min(measured)
    for name in measured[least]:
        first = _middle_and_end(measured[least][name])
        for count, times in sorted(measured.items()):
            middle, end = _middle_and_end(times[name])
            ratios = (f"{middle / first[0]:.2f}", f"{end / first[1]:.2f}")
            yield kind, name, f"{count:,}", f"{middle:.1f}", f"{end:.1f}", *ratios


def _middle_and_end(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
