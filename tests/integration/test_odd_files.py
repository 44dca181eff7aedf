"""Files as offices really send them: what can be read lands, and of everything else it is said clearly what to do."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from builders import settings
from xlsxwriter.worksheet import Worksheet

from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.penalty_columns import PENALTY_COLUMNS
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.sheets import Cell
from workflow_app.parts import build
from workflow_app.services.import_views import FindingView
from workflow_app.services.imports import ImportView, import_records
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tools import Tools

GOOD = next(penalty.cells for penalty in DEMO_PENALTIES if penalty.key == "B/1")
PERSON = next(penalty.cells for penalty in DEMO_PENALTIES if penalty.key == "H1/6")
NAMES = [column.header for column in PENALTY_COLUMNS]
CODES = [column.code for column in PENALTY_COLUMNS]
AT = {code: number for number, code in enumerate(CODES)}
Write = Callable[[Worksheet], None]


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    parts = build(settings(database_url, tmp_path))
    seed_installation(parts.tools, seed_days=seed_days)
    yield parts.tools
    parts.close()


def bring_in(tools: Tools, content: bytes, name: str = "处罚.xlsx") -> ImportView:
    return import_records(ImportRecords(name, io.BytesIO(content)), actor=SERVICE, tools=tools)


def refusal(tools: Tools, content: bytes, name: str = "处罚.xlsx") -> list[tuple[str, object]]:
    with pytest.raises(InvalidError) as refused:
        bring_in(tools, content, name)
    error = refused.value
    return [(each.code, each.values.get("reason")) for each in error.errors] or [(error.code, None)]


def workbook(*sheets: Write, hidden: tuple[int, ...] = ()) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for number, write in enumerate(sheets):
            sheet = book.add_worksheet()
            write(sheet)
            if number in hidden:
                sheet.hide()
    return stream.getvalue()


def text_of(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def rows_at(sheet: Worksheet, row: int, *penalties: dict[str, Cell]) -> None:
    for number, cells in enumerate(penalties):
        for code, cell in cells.items():
            sheet.write_string(row + number, AT[code], text_of(cell))


def table(*penalties: dict[str, Cell], at: int = 0) -> Write:
    def write(sheet: Worksheet) -> None:
        sheet.write_row(at, 0, NAMES)
        rows_at(sheet, at + 1, *penalties)

    return write


def csv_of(*penalties: dict[str, Cell]) -> str:
    lines = [NAMES, *([text_of(each.get(code)) for code in CODES] for each in penalties)]
    return "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)


def only(findings: tuple[FindingView, ...]) -> FindingView:
    (found,) = findings
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_lands_in_every_encoding_that_offices_use(tools: Tools, encoding: str) -> None:
    done = bring_in(tools, csv_of(GOOD).encode(encoding), "处罚.csv")
    assert (done.added, done.findings) == (1, ())


@pytest.mark.parametrize(
    "spoilt",
    [
        csv_of(GOOD).encode().decode("gb18030", errors="replace").encode(),
        csv_of(GOOD).encode().decode("latin-1").encode(),
        csv_of(GOOD).encode("gb18030").decode("latin-1").encode(),
    ],
)
def test_characters_that_were_spoilt_before_are_called_so(tools: Tools, spoilt: bytes) -> None:
    assert refusal(tools, spoilt, "处罚.csv") == [("MOJIBAKE", None)]


@pytest.mark.parametrize(("content", "name"), [(b"", "a.csv"), (b"", "a.xlsx"), (b"\xef\xbb\xbf\r\n \r\n", "a.csv")])
def test_an_empty_file_is_called_empty(tools: Tools, content: bytes, name: str) -> None:
    assert refusal(tools, content, name) == [("FILE_EMPTY", None)]


def test_a_header_without_rows_is_called_so(tools: Tools) -> None:
    assert refusal(tools, workbook(table())) == [("NO_ROWS", None)]
    assert refusal(tools, workbook(lambda _: None)) == [("FILE_EMPTY", None)]


def test_more_than_fifty_thousand_rows_are_too_many(tools: Tools) -> None:
    content = csv_of(GOOD) + "\r\n,,,,,,,," * 50_001
    assert refusal(tools, content.encode(), "处罚.csv") == [("TOO_MANY_ROWS", None)]


def test_hidden_sheets_are_not_read(tools: Tools) -> None:
    other = {**GOOD, "CF_WSH": "牟城管罚决字〔2026〕第998号"}
    assert bring_in(tools, workbook(table(GOOD), table(other), hidden=(1,))).rows == 1
    assert refusal(tools, workbook(lambda _: None, table(other), hidden=(1,))) == [
        ("SPREADSHEET_UNREADABLE", "ONLY_HIDDEN_SHEETS")
    ]


def test_the_cells_under_a_merged_one_are_named(tools: Tools) -> None:
    def write(sheet: Worksheet) -> None:
        table(GOOD, {**GOOD, "CF_WSH": "牟城管罚决字〔2026〕第998号", "CF_SY": None})(sheet)
        sheet.merge_range(1, AT["CF_SY"], 2, AT["CF_SY"], text_of(GOOD["CF_SY"]))

    done = bring_in(tools, workbook(write))
    found = only(done.findings)
    assert (done.added, found.sheet, found.row, found.column, found.code) == (1, "Sheet1", 3, "CF_SY", "MERGED")
    assert found.values == {"area": "P2:P3"}


def test_a_header_of_two_rows_is_read_as_one(tools: Tools) -> None:
    grouped = [code for code in CODES if code.startswith("CF_XDR_") and code not in {"CF_XDR_MC", "CF_XDR_LB"}]

    def write(sheet: Worksheet) -> None:
        for code, name in zip(CODES, NAMES, strict=True):
            if code in grouped:
                sheet.write_string(2, AT[code], name)
            else:
                sheet.merge_range(1, AT[code], 2, AT[code], name)
        sheet.merge_range(0, 0, 0, len(NAMES) - 1, "行政处罚信息公示表")
        rows_at(sheet, 3, GOOD)

    assert bring_in(tools, workbook(write)).added == 1


def test_a_header_that_comes_again_is_no_row(tools: Tools) -> None:
    def write(sheet: Worksheet) -> None:
        table(GOOD)(sheet)
        table({**GOOD, "CF_WSH": "牟城管罚决字〔2026〕第998号"}, at=3)(sheet)

    done = bring_in(tools, workbook(write))
    assert (done.rows, done.added) == (2, 2)


def test_a_date_that_became_a_number_is_named_with_the_day_it_may_mean(tools: Tools) -> None:
    def write(sheet: Worksheet) -> None:
        table(GOOD)(sheet)
        sheet.write_number(1, AT["CF_JDRQ"], 46150)

    found = only(bring_in(tools, workbook(write)).findings)
    assert (found.column, found.code, found.values) == ("CF_JDRQ", "DATE_AS_NUMBER", {"meant": "2026-05-08"})


def test_a_code_that_became_a_number_is_named_and_masked_where_it_is_a_persons(tools: Tools) -> None:
    def write(sheet: Worksheet) -> None:
        table(PERSON)(sheet)
        sheet.write_number(1, AT["CF_XDR_ZJHM"], 410101198001010011)

    found = only(bring_in(tools, workbook(write)).findings)
    assert (found.column, found.code) == ("CF_XDR_ZJHM", "ID_AS_NUMBER")
    assert "19800101" not in found.value


def test_a_renamed_and_a_missing_column_are_both_named(tools: Tools) -> None:
    def write(sheet: Worksheet) -> None:
        renamed = {"处罚决定日期": "处罚决定的日期", "违法事实": "情况"}
        sheet.write_row(0, 0, [renamed.get(name, name) for name in NAMES])
        rows_at(sheet, 1, GOOD)

    assert refusal(tools, workbook(write)) == [("COLUMN_MISSING", None), ("COLUMN_RENAMED", None)]


def test_s64_a_small_fine_of_a_person_by_simple_procedure_is_not_reported(tools: Tools) -> None:
    small = {**PERSON, "CF_NR_FK": "0.005", "CF_NR": "罚款人民币50元", "XN_CFCX": "简易程序"}
    done = bring_in(tools, write_penalties([small]))
    found = only(done.findings)
    assert (done.status, done.added, done.skipped, done.rejected) == ("DONE", 0, 1, 0)
    assert (found.code, found.warning, found.values) == ("NOT_REPORTED", True, {"maximum": "50"})
    more = {**small, "CF_NR_FK": "0.0051"}
    assert bring_in(tools, write_penalties([more])).added == 1
    by_firm = {**GOOD, "CF_NR_FK": "0.005", "XN_CFCX": "简易程序"}
    assert bring_in(tools, write_penalties([by_firm])).added == 1


def test_an_end_of_publicity_that_our_rules_do_not_give_is_a_warning_and_ours_counts(tools: Tools) -> None:
    done = bring_in(tools, write_penalties([{**GOOD, "CF_GSJZQ": date(2029, 5, 8)}]))
    found = only(done.findings)
    assert (found.code, found.value, found.values) == ("STATED_END_DIFFERS", "2029-05-08", {"computed": "2027-05-08"})
    other = {**GOOD, "CF_GSJZQ": date(2027, 5, 8), "CF_WSH": "牟城管罚决字〔2026〕第998号"}
    assert bring_in(tools, write_penalties([other])).findings == ()


def test_the_name_of_an_authority_that_is_not_that_of_its_code_is_a_warning(tools: Tools) -> None:
    found = only(bring_in(tools, write_penalties([{**GOOD, "CF_CFJG": "中牟县城管局"}])).findings)
    assert (found.code, found.values) == ("AUTHORITY_NAME_DIFFERS", {"known": "中牟县城市管理局"})


def test_s37_a_wrong_check_character_is_refused_and_the_right_one_named(tools: Tools) -> None:
    done = bring_in(tools, write_penalties([{**GOOD, "CF_XDR_SHXYM": "91410100MA3X00002F"}]))
    found = only(done.findings)
    assert (found.column, found.code, found.values) == ("CF_XDR_SHXYM", "USCC_CHECK", {"expected": "E", "found": "F"})
    assert done.added == 0
