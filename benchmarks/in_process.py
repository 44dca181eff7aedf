"""One completion without HTTP: the durable step of the service beside the bare step of the library, in turns."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import event
from trial_postgres import TrialPostgres

from benchmarks.bare_script import BareEngine
from benchmarks.places import Place, new_place, open_place
from benchmarks.stories import FIRST_AGREES, FORM, NUMBERED_FORM, SECOND_AGREES, USCC
from workflow_app import engine
from workflow_app.app import create_app
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.engine import CompiledProcess, compile_process
from workflow_app.parts import Parts
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.completing import complete_task
from workflow_app.services.opening import open_case
from workflow_app.services.sessions import find_token_actor

BUNDLE = Path(__file__).parent
STEPS = (("applicant_b", FORM), ("first_reviewer", FIRST_AGREES), ("second_reviewer", SECOND_AGREES))
Times = list[float]
Lap = Callable[[Times], None]
"""Drives one case and adds how long each of its completions took."""


def measure_steps(folder: Path, *, cases: int) -> list[tuple[str, float, float]]:
    """Return name, median and 95th percentile in milliseconds of one completion, the kinds in turns."""
    process = compile_process("two_step_approval", bundle_files(BUNDLE))
    with new_place("sqlite", folder / "steps", None, records=0) as place:
        parts = open_place(place)
        laps = {
            "bare engine step: load, run, save with the stock serializer": _bare_lap(None),
            "the same and one SQLite commit": _bare_lap(_state_table(folder / "bare-steps.sqlite3")),
            "our engine step: load, run, cut, save": _engine_lap(process),
            "durable step of the service, SQLite": _durable_lap(place, parts),
        }
        times: dict[str, Times] = {name: [] for name in laps}
        for turn in range(cases + 3):
            for name, lap in laps.items():
                lap(times[name] if turn > 2 else [])
        parts.close()
    return [(name, *_middle_and_end(each)) for name, each in times.items()]


def count_statements(folder: Path) -> list[tuple[str, str, int]]:
    """Return database, step and statements from request to response, BEGIN and COMMIT not counted."""
    found = []
    for kind in ("sqlite", "postgresql"):
        postgres = TrialPostgres(folder).start() if kind == "postgresql" else None
        with new_place(kind, folder / f"statements-{kind}", postgres, records=0) as place:
            parts = open_place(place)
            found += [(kind, *row) for row in _counted(place, parts)]
            parts.close()
    return found


def _bare_lap(table: sqlite3.Connection | None) -> Lap:
    """Drive the library as its documentation does; with a table, commit each state."""
    bare = BareEngine()

    def lap(times: Times) -> None:
        state = bare.save(bare.start())
        for values in (NUMBERED_FORM, FIRST_AGREES, SECOND_AGREES):
            with _timed(times):
                case = bare.load(state)
                bare.complete(case, dict(values))
                state = bare.save(case)
                if table is not None:
                    table.execute("INSERT OR REPLACE INTO bare_case VALUES ('case', ?)", (state,))
                    table.commit()

    return lap


def _state_table(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE bare_case (id TEXT PRIMARY KEY, state BLOB)")
    return connection


def _engine_lap(process: CompiledProcess) -> Lap:
    """Drive our engine alone, with no database."""

    def lap(times: Times) -> None:
        step = engine.start(process, routing={}, run=lambda _call: {})
        for values in ({"amount": Decimal(250)}, FIRST_AGREES, SECOND_AGREES):
            with _timed(times):
                routing = {**step.routing, **values}
                step = engine.complete(
                    process, step.state, ref=step.waits[0].ref, routing=routing, run=lambda _call: {}
                )

    return lap


def _durable_lap(place: Place, parts: Parts) -> Lap:
    """Drive the service without HTTP: rights, form, engine, tasks, audit, commit."""
    tools = parts.tools
    actors = {name: find_token_actor(token, tools=tools) for name, token in place.tokens.items()}

    def lap(times: Times) -> None:
        case = open_case(OpenCase("two_step_approval", USCC, {}), actor=actors["applicant_b"], tools=tools)
        for who, values in STEPS:
            with _timed(times):
                case = complete_task(CompleteTask(case.tasks[0].id, values), actor=actors[who], tools=tools)

    return lap


def _counted(place: Place, parts: Parts) -> Iterator[tuple[str, int]]:
    """Complete two cases over the interface and count the second."""
    client = create_app(parts).test_client()

    def post(path: str, body: dict[str, Any], who: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {place.tokens[who]}"}
        answer: dict[str, Any] = client.post(f"/api/v1{path}", json=body, headers=headers).get_json()
        return answer

    for is_warm in (False, True):
        case = post("/cases", {"process": "two_step_approval", "uscc": USCC, "values": {}}, "applicant_b")
        for who, values in STEPS:
            (task,) = case["tasks"]
            with _statements(parts) as seen:
                case = post(f"/tasks/{task['id']}/complete", {"values": values}, who)
            if is_warm:
                yield task["key"], len(seen)


@contextmanager
def _statements(parts: Parts) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(parts.tools.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(parts.tools.database.engine, "before_cursor_execute", note)


@contextmanager
def _timed(times: Times) -> Iterator[None]:
    began = time.perf_counter()
    yield
    times.append((time.perf_counter() - began) * 1000)


def _middle_and_end(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
