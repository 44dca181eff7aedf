"""What is kept of an imported file, and how much of what was wrong with it is shown."""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from builders import Service, build_service
from page_readers import reader

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import InvalidError, LimitedError
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.services.import_foreground import import_to_end
from workflow_app.services.import_tally import MOST_FINDINGS
from workflow_app.services.imports import ImportView, get_import, import_records, list_imports, rejects_file
from workflow_app.services.limits import count_upload

SHA256 = 64
"""Characters of the name of what is kept."""
PERSON = "410122199001011234"
GOOD = next(penalty.cells for penalty in DEMO_PENALTIES if penalty.key == "B/1")


class Suspicious:
    """A scanner that finds something in everything."""

    verdict = "CLEAN"

    def is_clean(self, stream: BinaryIO) -> bool:
        return not stream.read()


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path)
    yield built
    built.parts.close()


def bring_in(service: Service, content: bytes, filename: str = "penalties.xlsx") -> ImportView:
    return import_to_end(ImportRecords(filename, io.BytesIO(content)), actor=SERVICE, tools=service.tools)


def kept_files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file() and len(path.name) == SHA256]


def test_nobody_can_read_on_the_disk_whom_a_refused_row_was_about(service: Service, tmp_path: Path) -> None:
    before = kept_files(tmp_path)
    facts = f"经查，当事人{PERSON}占道经营。"
    content = write_penalties([{**GOOD, "CF_SY": facts, "CF_WSH": "牟城管罚决字〔2026〕第777号"}])
    done = bring_in(service, content)
    assert [(each.code, PERSON in each.value) for each in done.findings] == [("PERSONAL_DATA", False)]
    (kept,) = [each for each in kept_files(tmp_path) if each not in before]
    assert not kept.startswith(b"PK")
    _, row = read_rows(io.BytesIO(rejects_file(done.id, actor=SERVICE, tools=service.tools)), "rejects.xlsx")
    assert facts in row.cells


def test_of_a_file_whose_rows_all_landed_nothing_is_kept(service: Service, tmp_path: Path) -> None:
    before = kept_files(tmp_path)
    done = bring_in(service, write_penalties([GOOD]))
    assert (done.status, kept_files(tmp_path)) == ("DONE", before)
    rows = read_rows(io.BytesIO(rejects_file(done.id, actor=SERVICE, tools=service.tools)), "rejects.xlsx")
    assert len(list(rows)) <= 1


def test_a_file_that_the_scanner_stops_is_not_stored(service: Service, tmp_path: Path) -> None:
    before = kept_files(tmp_path)
    stopping = replace(service.tools, scan=Suspicious())
    with pytest.raises(InvalidError) as refused:
        import_records(ImportRecords("a.xlsx", io.BytesIO(write_penalties([GOOD]))), actor=SERVICE, tools=stopping)
    assert [each.code for each in refused.value.errors] == ["MALWARE_FOUND"]
    with suppress(InvalidError):
        bring_in(service, b"no spreadsheet")
    assert kept_files(tmp_path) == before


def test_a_clerk_sends_so_much_in_an_hour_and_no_more(service: Service) -> None:
    clerk = service.actor("data_clerk")
    for _ in range(32):
        count_upload(16 * 1024 * 1024, actor=clerk, tools=service.tools)
    with pytest.raises(LimitedError):
        import_records(ImportRecords("a.csv", io.BytesIO(b"x" * 70_000)), actor=clerk, tools=service.tools)


def test_of_very_many_findings_the_first_are_shown_and_the_file_has_all(service: Service) -> None:
    count = MOST_FINDINGS + 20
    rows = [
        {**GOOD, "CF_XDR_SHXYM": "91410100MA3X00002F", "CF_WSH": f"牟城管罚决字〔2026〕第{each}号"}
        for each in range(count)
    ]
    done = bring_in(service, write_penalties(rows))
    assert (done.rejected, len(done.findings)) == (count, MOST_FINDINGS)
    back = rejects_file(done.id, actor=SERVICE, tools=service.tools)
    assert len(list(read_rows(io.BytesIO(back), "rejects.xlsx"))) == count + 1
    page = reader(service, "data_clerk").get(f"/desk/imports/{done.id}")
    assert f"Only the first {MOST_FINDINGS} findings are shown" in page.text
    listed = list_imports(actor=SERVICE, tools=service.tools)
    assert {each.findings for each in listed} == {()}
    assert len(get_import(done.id, actor=SERVICE, tools=service.tools).findings) == MOST_FINDINGS
