"""Spreadsheets for sites: frozen under a number, and receipts that settle each row once."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from site_work import NECIPS, do, job_of, order_down, removal_of, set_site

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_write import write_sheet
from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.sheets import Cell
from workflow_app.domain.site_jobs import Act, Connector
from workflow_app.domain.site_receipts import HEADER, REASON, RECEIPT_NO, RESULT, ROW_NO, SHEET
from workflow_app.services.site_batch_views import BatchView, list_exchange
from workflow_app.services.site_batches import open_batch, write_batch
from workflow_app.services.site_receipts import HandIn, Settled, hand_in_receipts


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    set_site(made, Connector.FILE)
    yield made
    made.close()


def written(office: Office) -> tuple[str, BatchView]:
    """Return a removal that was written out, and the spreadsheet."""
    removal_id = order_down(office)
    office.work()
    return removal_id, write_batch(NECIPS, office.authority.id, actor=office.people["data_clerk"], tools=office.tools)


def content(office: Office, batch: BatchView) -> bytes:
    with open_batch(batch.id, actor=office.people["data_clerk"], tools=office.tools)[1] as stream:
        return stream.read()


def hand_in(office: Office, data: bytes, name: str = "回执.xlsx", who: str = "data_clerk") -> Settled:
    command = HandIn(NECIPS, office.authority.id, name, io.BytesIO(data))
    return hand_in_receipts(command, actor=office.people[who], tools=office.tools)


def receipts(*rows: tuple[str, str, str, str]) -> bytes:
    """Return a file of receipts: row number, receipt number, result, reason."""
    cells: list[list[Cell]] = [list(row) for row in rows]
    return write_sheet(SHEET, (ROW_NO, RECEIPT_NO, RESULT, REASON), cells)


def test_what_waits_is_written_out_once_and_never_changes(office: Office) -> None:
    removal_id, batch = written(office)
    first = content(office, batch)
    header, row = list(read_rows(io.BytesIO(first), "x.xlsx"))
    assert header.cells == HEADER
    assert row.cells[0] == job_of(office, removal_id).row_no == f"{batch.number}-001"
    assert job_of(office, removal_id).status == "SUBMITTED"
    with office.tools.database.write() as unit:
        unit.records.get(office.record_id()).subject.name = "改名后的公司"
        unit.commit()
    assert content(office, batch) == first
    with pytest.raises(RefusedError, match="NOTHING_TO_WRITE_OUT"):
        write_batch(NECIPS, office.authority.id, actor=office.people["data_clerk"], tools=office.tools)
    (view,) = list_exchange(actor=office.people["data_clerk"], tools=office.tools).batches
    assert view.downloads == 2


def test_a_receipt_settles_its_row_and_the_same_file_again_changes_nothing(office: Office) -> None:
    removal_id, batch = written(office)
    data = receipts((f"{batch.number}-001", "GS-1", "已撤下", ""))
    assert hand_in(office, data).done == 1
    found = removal_of(office, removal_id)
    assert (found.status, found.receipt_no, job_of(office, removal_id).status) == ("SENT", "GS-1", "DONE")
    again = hand_in(office, data, name="other name.xlsx")
    assert (again.known, again.done, again.unchanged) == (True, 0, 1)
    more = receipts((f"{batch.number}-001", "GS-1", "已撤下", ""), ("", "", "", ""))
    assert hand_in(office, more).unchanged == 1
    do(office, job_of(office, removal_id).id, Act.SEEN_GONE, who="colleague", proof=True)
    assert removal_of(office, removal_id).status == "VERIFIED"


def test_wrong_rows_are_told_by_sheet_row_column_and_value_and_hold_up_no_other(office: Office) -> None:
    removal_id, batch = written(office)
    data = receipts(
        ("NECIPS-X-0001-009", "GS-2", "已撤下", ""),
        (f"{batch.number}-001", "GS-1", "已撤下", ""),
        (f"{batch.number}-001", "", "已撤下", ""),
        (f"{batch.number}-001", "GS-1", "也许", ""),
        (f"{batch.number}-001", "", "退回", ""),
    )
    settled = hand_in(office, data)
    assert settled.done == 1
    assert [(each["sheet"], each["row"], each["column"], each["value"], each["code"]) for each in settled.problems] == [
        (SHEET, 2, ROW_NO, "NECIPS-X-0001-009", "RECEIPT_ROW_UNKNOWN"),
        (SHEET, 4, RECEIPT_NO, "", "RECEIPT_NUMBER_MISSING"),
        (SHEET, 5, RESULT, "也许", "RECEIPT_RESULT_UNKNOWN"),
        (SHEET, 6, REASON, "", "RECEIPT_REASON_MISSING"),
    ]
    assert removal_of(office, removal_id).status == "SENT"


def test_a_row_sent_back_is_begun_anew_under_a_new_number(office: Office) -> None:
    removal_id, batch = written(office)
    csv = f"{ROW_NO},{RECEIPT_NO},{RESULT},{REASON}\n{batch.number}-001,,退回,文号不符\n".encode()
    assert hand_in(office, csv, name="回执.csv").returned == 1
    job = job_of(office, removal_id)
    assert (job.status, job.reason, removal_of(office, removal_id).status) == ("RETURNED", "文号不符", "REFUSED")
    do(office, job.id, Act.SWITCHED, to_way=Connector.FILE)
    second = write_batch(NECIPS, office.authority.id, actor=office.people["data_clerk"], tools=office.tools)
    assert second.number != batch.number
    late = hand_in(office, receipts((f"{batch.number}-001", "GS-1", "已撤下", "")))
    assert [each["code"] for each in late.problems] == ["RECEIPT_ROW_UNKNOWN"]


def test_a_file_that_is_no_list_of_receipts_is_refused_with_what_to_do(office: Office) -> None:
    written(office)
    with pytest.raises(InvalidError):
        hand_in(office, b"%PDF-1.4", name="回执.pdf")
    (problem,) = hand_in(office, write_sheet("x", ("a", "b"), [["1", "2"]])).problems
    assert problem["code"] == "RECEIPT_HEADER_MISSING"


def test_only_clerks_of_the_authority_write_out_and_hand_in(office: Office) -> None:
    _, batch = written(office)
    office.hire("head", Role.SECTION_HEAD)
    with pytest.raises(ForbiddenError):
        hand_in(office, receipts(), who="head")
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY").id
    home, office.authority.id = office.authority.id, other
    stranger = office.hire("stranger", Role.DATA_CLERK)
    office.authority.id = home
    with pytest.raises(NotFoundError):
        open_batch(batch.id, actor=stranger, tools=office.tools)
    with pytest.raises(ForbiddenError):
        write_batch(NECIPS, home, actor=stranger, tools=office.tools)
