"""Long files land in steps: none is lost or done twice, others may write meanwhile, and who comes later waits."""

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from builders import Service, build_service
from due_works import end_waiting, list_work, open_incidents, open_tools
from page_readers import reader
from sqlalchemy import func, select

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.uscc import check_character, organisation_check
from workflow_app.models import AuditEntry, DueWork, ImportPart, Listing, Record, RecordVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.background import new_owner, run_due, run_once
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.import_foreground import import_to_end
from workflow_app.services.import_parts import CHUNK
from workflow_app.services.import_steps import IMPORT_CHUNK
from workflow_app.services.imports import AT_ONCE, ImportView, get_import, import_records, list_imports
from workflow_app.services.incidents import retry_incident
from workflow_app.services.tools import Tools

GOOD = next(penalty.cells for penalty in DEMO_PENALTIES if penalty.key == "B/1")
LONG = 2 * CHUNK + 40
ONLY_IMPORTS = {"import_chunk": IMPORT_CHUNK}


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path, penalties=())
    yield built
    built.parts.close()


def code_of(number: int) -> str:
    """Return a valid code of an invented enterprise."""
    organisation = f"MB{number:06d}"
    body = f"91410122{organisation}{organisation_check(organisation)}"
    return body + check_character(body)


def sheet(numbers: Sequence[int], **cells: str) -> bytes:
    """Return a file of decisions about as many enterprises."""
    return write_penalties(
        {
            **GOOD,
            "CF_XDR_SHXYM": code_of(number),
            "CF_XDR_MC": f"中牟第{number}建筑有限公司",
            "CF_WSH": f"牟城管罚决字〔2026〕第{number + 1000}号",
            **cells,
        }
        for number in numbers
    )


def bring_in(tools: Tools, content: bytes) -> ImportView:
    return import_records(ImportRecords("long.xlsx", io.BytesIO(content)), actor=SERVICE, tools=tools)


def again(tools: Tools, view: ImportView) -> ImportView:
    return get_import(view.id, actor=SERVICE, tools=tools)


def count(tools: Tools, *models: type) -> list[int | None]:
    with tools.database.read() as work:
        return [work.session.scalar(select(func.count()).select_from(model)) for model in models]


def step(tools: Tools) -> int:
    """Do one step of an import."""
    return run_once(tools, owner=new_owner(), limit=1, kinds=ONLY_IMPORTS)


def test_a_long_file_waits_for_the_background_and_lands_in_chunks(service: Service) -> None:
    tools = service.tools
    asked = bring_in(tools, sheet(range(LONG)))
    assert (asked.status, asked.rows, asked.passed, asked.is_finished) == ("QUEUED", LONG, 0, False)
    assert count(tools, Record) == [0]
    passed = []
    while step(tools):
        passed.append(again(tools, asked).passed)
    assert passed == [0, CHUNK, 2 * CHUNK, LONG, LONG]
    done = again(tools, asked)
    assert (done.status, done.added, done.rejected, done.by_severity) == ("DONE", LONG, 0, {"GENERAL": LONG})
    assert count(tools, Record, RecordVersion, Listing, ImportPart) == [LONG, LONG, 3 * LONG, 0]
    with tools.database.read() as work:
        entries = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "records.imported")).all()
    assert [(each.data["added"], each.data["rows"]) for each in entries] == [(LONG, LONG)]


def test_a_short_file_lands_at_once_and_waits_behind_a_long_one(service: Service) -> None:
    tools = service.tools
    assert bring_in(tools, sheet(range(AT_ONCE))).status == "DONE"
    long = bring_in(tools, sheet(range(LONG)))
    assert step(tools)
    correction = bring_in(tools, sheet([5], CF_SY="更正后的违法事实"))
    assert correction.status == "QUEUED"
    run_due(tools, kinds=ONLY_IMPORTS)
    assert (again(tools, long).unchanged, again(tools, long).added) == (AT_ONCE, LONG - AT_ONCE)
    assert (again(tools, correction).status, again(tools, correction).changed) == ("DONE", 1)
    with tools.database.read() as work:
        (record,) = work.session.scalars(select(Record).where(Record.version == 2))
    assert record.content["facts"] == "更正后的违法事实"


def test_the_same_long_file_sent_twice_at_once_is_one_effect(service: Service) -> None:
    tools, content = service.tools, sheet(range(LONG))
    with ThreadPoolExecutor(2) as pool:
        asked = list(pool.map(lambda _: bring_in(tools, content), range(2)))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: run_due(tools, kinds=ONLY_IMPORTS), range(2)))
    run_due(tools, kinds=ONLY_IMPORTS)
    assert sorted((again(tools, each).added, again(tools, each).unchanged) for each in asked) == [(0, LONG), (LONG, 0)]
    assert count(tools, Record, RecordVersion) == [LONG, LONG]


def test_rows_that_come_back_are_those_of_all_chunks(service: Service) -> None:
    tools = service.tools
    bad = {3, CHUNK + 3, 2 * CHUNK + 3}
    rows = [
        {**GOOD, "CF_XDR_SHXYM": code_of(each), "CF_WSH": f"牟城管罚决字〔2026〕第{each}号"}
        | ({"CF_SY": "无"} if each in bad else {})
        for each in range(LONG)
    ]
    rows.append(dict(rows[0]))
    asked = bring_in(tools, write_penalties(rows))
    run_due(tools, kinds=ONLY_IMPORTS)
    done = again(tools, asked)
    assert (done.status, done.added, done.rejected) == ("PARTIAL", LONG - 3, 4)
    refused = [(each.row, each.code) for each in done.findings if not each.warning]
    assert refused == [*((each + 2, "PLACEHOLDER") for each in sorted(bad)), (LONG + 2, "TWICE_IN_FILE")]


def test_the_page_shows_how_far_a_long_import_is_and_then_its_result(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    clerk.get("/desk/imports")
    path = clerk.post("/desk/imports", {"file": (io.BytesIO(sheet(range(LONG))), "long.xlsx")}).location
    page = clerk.get(path)
    assert page.all("//progress[not(@value)]")
    assert [each.get("hx-get") for each in page.all("//*[@hx-get]")] == [f"{path}/progress"]
    step(service.tools)
    step(service.tools)
    page = clerk.get(path)
    assert [each.get("value") for each in page.all("//progress")] == [str(CHUNK)]
    assert f"{CHUNK} of {LONG} rows" in page.text
    run_due(service.tools, kinds=ONLY_IMPORTS)
    assert clerk.get(f"{path}/progress").answer.headers["HX-Refresh"] == "true"
    assert not clerk.get(path).all("//progress")


def test_a_command_sees_an_import_to_its_end_and_says_how_far_it_is(service: Service) -> None:
    said: list[int] = []
    command = ImportRecords("long.xlsx", io.BytesIO(sheet(range(LONG))))
    done = import_to_end(command, actor=SERVICE, tools=service.tools, tell=lambda view: said.append(view.passed))
    assert (done.status, done.added) == ("DONE", LONG)
    assert said == [0, CHUNK, 2 * CHUNK, LONG, LONG]


def test_an_import_that_a_fault_has_stopped_says_so_and_holds_nobody_up(service: Service) -> None:
    tools = service.tools
    stuck = bring_in(tools, sheet(range(LONG)))
    step(tools)
    broken = {"import_chunk": replace(IMPORT_CHUNK, tell=_fall_over)}
    while not open_incidents(tools):
        run_due(tools, kinds=broken)
        end_waiting(tools)
    assert again(tools, stuck).is_stuck
    later = bring_in(tools, sheet([LONG + 1]))
    run_due(tools, kinds=ONLY_IMPORTS)
    assert again(tools, later).status == "DONE"
    with tools.database.write() as work:
        (row,) = work.due_work.list_by_status("DEAD")
        row.status, row.attempts = "PENDING", 0
        work.commit()
    run_due(tools, kinds=ONLY_IMPORTS)
    assert (again(tools, stuck).status, again(tools, stuck).added) == ("DONE", LONG)


def test_an_import_that_could_not_even_be_read_holds_nobody_up_and_goes_on_when_tried_again(service: Service) -> None:
    tools = service.tools
    stuck = bring_in(tools, sheet(range(LONG)))
    broken = {"import_chunk": replace(IMPORT_CHUNK, tell=_fall_over)}
    while not open_incidents(tools):
        run_due(tools, kinds=broken)
        end_waiting(tools)
    later = bring_in(tools, sheet([LONG + 1]))
    run_due(tools, kinds=ONLY_IMPORTS)
    assert (again(tools, stuck).status, again(tools, stuck).is_stuck) == ("QUEUED", True)
    assert [each.is_stuck for each in list_imports(actor=SERVICE, tools=tools)] == [False, True]
    assert again(tools, later).status == "DONE"
    administrator = service.actor("process_admin")
    (incident,) = open_incidents(tools)
    retry_incident(incident.id, actor=administrator, tools=tools)
    assert not again(tools, stuck).is_stuck
    run_due(tools, kinds=ONLY_IMPORTS)
    assert (again(tools, stuck).status, again(tools, stuck).added) == ("DONE", LONG)


def test_who_waits_already_goes_on_by_itself_when_a_fault_stops_the_import_before(service: Service) -> None:
    tools = service.tools
    stuck = bring_in(tools, sheet(range(LONG)))
    waiting = bring_in(tools, sheet([LONG + 1]))
    broken = {"import_chunk": replace(IMPORT_CHUNK, prepare=_fall_over_at(stuck.id))}
    for _ in range(12):
        run_due(tools, kinds=broken)
        end_waiting(tools)
    assert again(tools, stuck).is_stuck
    assert again(tools, waiting).status == "DONE"


def _fall_over_at(import_id: str) -> Callable[[UnitOfWork, DueWork, Tools], object | None]:
    """Return what falls over at one import only."""

    def prepare(work: UnitOfWork, due: DueWork, tools: Tools) -> object | None:
        if due.payload["import_id"] == import_id:
            raise OSError
        return IMPORT_CHUNK.prepare(work, due, tools)

    return prepare


def _fall_over(prepared: object, tools: Tools) -> object:
    del prepared, tools
    raise ZeroDivisionError


def test_a_process_killed_anywhere_in_an_import_loses_nothing_and_does_nothing_twice(
    service: Service, database_url: str, tmp_path: Path
) -> None:
    asked = bring_in(service.tools, sheet(range(LONG)))
    for line in (150, 3_000, 20_000, 60_000, 100_000):
        _work_in_a_child(database_url, tmp_path, line)
        end_waiting(service.tools)
    run_due(service.tools, kinds=ONLY_IMPORTS)
    done = again(service.tools, asked)
    assert (done.status, done.passed, done.added, done.by_severity) == ("DONE", LONG, LONG, {"GENERAL": LONG})
    assert count(service.tools, Record, RecordVersion, Listing, ImportPart) == [LONG, LONG, 3 * LONG, 0]
    assert not [each for each in list_work(service.tools, "DEAD") if each.kind in KINDS]


def _work_in_a_child(database_url: str, folder: Path, line: int) -> None:
    """Work in a process that kills itself when so many lines of our code have run."""
    child = os.fork()
    if child == 0:
        sys.settrace(_killer(line))
        run_due(open_tools(database_url, folder), kinds=ONLY_IMPORTS)
        os._exit(0)
    os.waitpid(child, 0)


def _killer(left: int) -> Any:  # noqa: ANN401 - the shape of a trace function
    def trace(frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 - as above
        nonlocal left
        if "/workflow_app/" not in frame.f_code.co_filename:
            return None
        left -= event == "line"
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace
