"""`python -m benchmarks.imports [--rows N]`: how fast a long import is, and how long other writers wait."""

import argparse
import io
import logging
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # the trial PostgreSQL lives with the tests

from trial_postgres import TrialPostgres, new_run_folder

from benchmarks import tables
from benchmarks.places import new_place, open_place
from workflow_app.adapters.logs import configure_logs
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.uscc import check_character, organisation_check
from workflow_app.services.background import run_due
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.imports import ImportView, get_import, import_records
from workflow_app.services.tools import Tools

ROWS = 20_000
PAUSE = 0.02
PER_SUBJECT = 2
HEADER = (
    "database",
    "rows",
    "answered after s",
    "landed after s",
    "processor s",
    "rows/s",
    "the same again s",
    "others: longest wait s",
)


@dataclass
class Writer:
    """Somebody else who writes a little all the while, and how long the longest of it took in seconds."""

    tools: Tools
    longest: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Write until the block is left."""
        thread = threading.Thread(target=self._write)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _write(self) -> None:
        while not self._over.wait(PAUSE):
            began = time.monotonic()
            with self.tools.database.write() as unit:
                unit.settings.set("benchmark", {"at": began})
                unit.commit()
            self.longest = max(self.longest, time.monotonic() - began)


def main() -> None:
    """Measure both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    configure_logs(level=logging.WARNING)
    folder, content = new_run_folder(), sheet(rows)
    try:
        measured = [
            measure("sqlite", folder / "sqlite", None, content),
            measure("postgresql", folder / "place", TrialPostgres(folder).start(), content),
        ]
        tables.show("Imports", HEADER, measured)
    finally:
        TrialPostgres(folder).stop()
        shutil.rmtree(folder, ignore_errors=True)


def measure(kind: str, folder: Path, postgres: TrialPostgres | None, content: bytes) -> Sequence[str]:
    """Import a file twice on one database; the second time nothing changes."""
    with new_place(kind, folder, postgres, records=0) as place:
        parts = open_place(place)
        try:
            writer = Writer(parts.tools)
            with writer.at_work():
                began, processor = time.monotonic(), time.process_time()
                asked = _ask(parts.tools, content)
                answered = time.monotonic() - began
                done = _finish(parts.tools, asked)
                landed, processor = time.monotonic() - began, time.process_time() - processor
            began = time.monotonic()
            again = _finish(parts.tools, _ask(parts.tools, content))
            repeated = time.monotonic() - began
        finally:
            parts.close()
    if (done.added, again.unchanged) != (done.rows, done.rows):
        raise RuntimeError(f"expected {done.rows} rows to land, but {done.added} did, {again.unchanged} again")
    seconds = (f"{answered:.1f}", f"{landed:.1f}", f"{processor:.1f}", f"{done.rows / landed:,.0f}", f"{repeated:.1f}")
    return kind, f"{done.rows:,}", *seconds, f"{writer.longest:.2f}"


def sheet(rows: int) -> bytes:
    """Return a file of invented decisions, two about each enterprise."""
    model = next(penalty.cells for penalty in DEMO_PENALTIES if penalty.key == "B/1")
    return write_penalties(
        {
            **model,
            "CF_XDR_SHXYM": code_of(number // PER_SUBJECT),
            "CF_XDR_MC": f"中牟第{number // PER_SUBJECT}建筑有限公司",
            "CF_WSH": f"牟城管罚决字〔2026〕第{number + 1000}号",
        }
        for number in range(rows)
    )


def code_of(number: int) -> str:
    """Return a valid code of an invented enterprise."""
    organisation = f"MB{number:06d}"
    body = f"91410122{organisation}{organisation_check(organisation)}"
    return body + check_character(body)


def _ask(tools: Tools, content: bytes) -> ImportView:
    return import_records(ImportRecords("long.xlsx", io.BytesIO(content)), actor=SERVICE, tools=tools)


def _finish(tools: Tools, asked: ImportView) -> ImportView:
    """Do what the background does for imports; what follows at other sites is not part of it."""
    run_due(tools, kinds={"import_chunk": KINDS["import_chunk"]})
    return get_import(asked.id, actor=SERVICE, tools=tools)


if __name__ == "__main__":
    main()
