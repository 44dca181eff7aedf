"""Spreadsheets: what is read, what is refused before it is opened, and what is written."""

import re
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_limits import Limits
from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.adapters.spreadsheets_write import write_rejects, write_sheet
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.penalties import PenaltyRow, read_penalties
from workflow_app.domain.sheets import Formula, SheetRow

TODAY = date(2026, 9, 29)
CSV = '名称,金额\r\n"中牟,宏运",2\r\n'


def read(data: bytes, name: str = "file.xlsx", limits: Limits | None = None) -> list[SheetRow]:
    return list(read_rows(BytesIO(data), name, limits=limits or Limits()))


def refusal(data: bytes, name: str = "file.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(InvalidError) as caught:
        read(data, name, limits)
    return caught.value.code


def rewritten(data: bytes, part: str, content: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return stream.getvalue()


def sheet_with(cells: str) -> bytes:
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    return rewritten(write_sheet("一", ["a"], []), "xl/worksheets/sheet1.xml", xml.encode())


def workbook_with_formula() -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("一")
        sheet.write(2, 1, "名称")
        sheet.write_formula(3, 1, '="中牟"&"宏运"', None, "中牟宏运")
        sheet.write(3, 2, 2.5)
        hidden = workbook.add_worksheet("隐藏")
        hidden.write(0, 0, "不读")
        hidden.hide()
    return stream.getvalue()


def test_rows_keep_their_place_and_formulas_are_no_values() -> None:
    rows = read(workbook_with_formula())
    assert [row.number for row in rows if not row.is_blank] == [3, 4]
    assert {row.sheet for row in rows} == {"一"}
    assert rows[2].cells[1] == "名称"
    assert rows[3].cells[:3] == (None, Formula("中牟宏运"), 2.5)


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_every_cell_that_one_formula_fills_is_a_formula(kind: str) -> None:
    filled = f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:A2">B1:B2*1</f><v>3</v></c><c r="B1"><v>3</v></c></row>'
    rows = read(sheet_with(filled + '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>4</v></c></row>'))
    assert [row.cells for row in rows] == [(Formula("3.0"), 3.0), (Formula("4.0"), 4.0)]


def test_what_is_written_is_read_back() -> None:
    data = write_sheet("一", ["甲", "乙", "丙"], [["文", 2.5, date(2026, 5, 8)], ["=1+1", True, None]])
    rows = read(data)
    assert rows[1].cells == ("文", 2.5, date(2026, 5, 8))
    assert rows[2].cells[:2] == ("=1+1", True)


def test_nothing_that_is_written_computes_or_links() -> None:
    data = write_sheet("一", ["甲"], [['=HYPERLINK("http://example.com")'], ["http://example.com"], [Formula("=1")]])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in xml
        assert b"hyperlink" not in xml
        assert not [name for name in archive.namelist() if "externalLink" in name]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_offices_use(encoding: str) -> None:
    rows = read(CSV.encode(encoding), "处罚.csv")
    assert [row.cells for row in rows] == [("名称", "金额"), ("中牟,宏运", "2")]
    assert rows[1].number == 2


@pytest.mark.parametrize("delimiter", ["\t", ";", "，"])
def test_csv_is_parted_by_the_sign_it_uses(delimiter: str) -> None:
    rows = read(f"甲{delimiter}乙\n1{delimiter}2\n".encode(), "x.csv")
    assert rows[1].cells == ("1", "2")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"plain text", "x.xlsx"),
        (b"PK\x03\x04 torn", "x.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.xls"),
        (b"%PDF-1.7", "x.pdf"),
        (b"a,\x00b", "x.csv"),
        (b"\xff\xfe\x00", "x.csv"),
        (b"\x81\x00\xff\xff", "x.csv"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, name: str) -> None:
    assert refusal(data, name) == "SPREADSHEET_UNREADABLE"


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal(stream.getvalue()) == "SPREADSHEET_UNREADABLE"


def test_a_torn_workbook_is_refused() -> None:
    data = make_sample()
    assert refusal(data[: len(data) // 2]) == "SPREADSHEET_UNREADABLE"


def test_a_large_file_is_refused_without_reading_it_all() -> None:
    stream = BytesIO(b"x" * 1_000)
    with pytest.raises(InvalidError) as caught:
        read_rows(stream, "x.csv", limits=Limits(size=100))
    assert caught.value.code == "FILE_TOO_LARGE"
    assert stream.tell() == 101


def test_a_bomb_is_refused_without_inflating_it_into_memory() -> None:
    bomb = rewritten(write_sheet("一", ["a"], []), "xl/sharedStrings.xml", b"0" * 50_000_000)
    tracemalloc.start()
    assert refusal(bomb) == "ZIP_BOMB"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_directory_that_lies_about_a_size_is_refused() -> None:
    data = rewritten(write_sheet("一", ["a"], []), "xl/sharedStrings.xml", b"0" * 100_000)
    lying = data.replace((100_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != data
    assert refusal(lying) == "SPREADSHEET_UNREADABLE"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "TOO_MANY_ROWS"),
        ('<row r="60000"><c><v>1</v></c></row>', "TOO_MANY_ROWS"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "TOO_MANY_COLUMNS"),
        ('<row r="1"><c t=">" r="XFD1"><v>1</v></c></row>', "TOO_MANY_COLUMNS"),
        ("<row r='1'><c r='XFD1'><v>1</v></c></row>", "TOO_MANY_COLUMNS"),
    ],
)
def test_one_cell_in_the_far_corner_does_not_fill_the_memory(cells: str, code: str) -> None:
    assert refusal(sheet_with(cells)) == code


def workbook_with_corners(sheets: int) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        for _ in range(sheets):
            workbook.add_worksheet().write(9, 9, "x")
    return stream.getvalue()


def test_many_sheets_with_one_cell_in_the_far_corner_do_not_take_minutes() -> None:
    limits = Limits(cells=300)
    assert len(read(workbook_with_corners(3), limits=limits)) == 30
    assert refusal(workbook_with_corners(4), limits=limits) == "TOO_MANY_CELLS"


def test_one_sheet_that_is_named_twice_is_not_read_twice() -> None:
    data = workbook_with_corners(2)
    book = zipfile.ZipFile(BytesIO(data)).read("xl/workbook.xml")
    assert refusal(rewritten(data, "xl/workbook.xml", book.replace(b"Sheet2", b"Sheet1"))) == "SPREADSHEET_UNREADABLE"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_table_that_claims_more_than_it_holds_is_refused(part: str) -> None:
    content = zipfile.ZipFile(BytesIO(make_sample())).read(part)
    claiming = re.sub(rb' (count|uniqueCount)="\d+"', rb' \1="4294967295"', content)
    assert claiming != content
    assert refusal(rewritten(make_sample(), part, claiming)) == "SPREADSHEET_UNREADABLE"


def test_a_member_that_is_there_twice_is_refused() -> None:
    stream = BytesIO(make_sample())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/SharedStrings.xml", "<sst/>")
    assert refusal(stream.getvalue()) == "SPREADSHEET_UNREADABLE"


def test_formatted_but_empty_cells_far_away_do_no_harm() -> None:
    rows = read(sheet_with('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576" s="0"/>'))
    assert [row.cells for row in rows] == [(1.0,)]


def test_csv_with_too_many_rows_or_columns_is_refused() -> None:
    assert refusal(b"a\n" * 11, "x.csv", Limits(rows=10)) == "TOO_MANY_ROWS"
    assert refusal(b"a,b,c\n", "x.csv", Limits(columns=2)) == "TOO_MANY_COLUMNS"


def test_entities_in_a_workbook_are_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'
    assert refusal(rewritten(make_sample(), "xl/workbook.xml", evil)) == "SPREADSHEET_UNREADABLE"


def test_the_sample_has_forty_rows_of_which_three_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    path.write_bytes(make_sample())
    parsed = list(read_penalties(read_rows(path, path.name), today=TODAY))
    assert len(parsed) == 40
    refused = [finding for each in parsed if isinstance(each.result, tuple) for finding in each.result]
    assert [(each.column, each.code) for each in refused] == [
        ("CF_XDR_SHXYM", "USCC_CHECK"),
        ("CF_SY", "PLACEHOLDER"),
        ("CF_XDR_MC", "FORMULA"),
    ]
    assert not [each for each in parsed if isinstance(each.result, PenaltyRow) and each.result.warnings]


def test_the_same_sample_is_made_twice() -> None:
    assert make_sample() == make_sample()


def test_refused_rows_come_back_as_they_were_with_remarks() -> None:
    parsed = list(read_penalties(read(make_sample()), today=TODAY))
    rows = read(write_rejects(parsed, remarks="说明", remark=lambda finding: f"{finding.code}!"))
    assert len(rows) == 4
    assert rows[0].cells[-1] == "说明"
    assert [row.cells[-1] for row in rows[1:]] == ["USCC_CHECK!", "PLACEHOLDER!", "FORMULA!"]
    assert rows[1].cells[:3] == parsed[37].source.cells[:3]


def test_refused_rows_can_be_corrected_and_imported_again() -> None:
    parsed = list(read_penalties(read(make_sample()), today=TODAY))
    again = list(read_penalties(read(write_rejects(parsed)), today=TODAY))
    assert [each.result[0].code for each in again if isinstance(each.result, tuple)] == [
        "USCC_CHECK",
        "PLACEHOLDER",
        "FORMULA",
    ]


def test_nothing_refused_makes_an_empty_sheet() -> None:
    assert [row.cells for row in read(write_rejects([]))] == [("校验说明",)]


def test_fifty_thousand_rows_are_read_one_by_one() -> None:
    rows = read_rows(BytesIO("\n".join(f"{number},x" for number in range(50_000)).encode()), "x.csv")
    assert sum(1 for _ in rows) == 50_000


def test_a_remark_without_a_sentence_is_code_and_values() -> None:
    parsed = list(read_penalties(read(make_sample()), today=TODAY))
    rows = read(write_rejects(parsed))
    assert re.fullmatch(r"CF_XDR_SHXYM USCC_CHECK expected=E found=F", str(rows[1].cells[-1]))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_written_as_text(number: float | Decimal) -> None:
    assert [row.cells for row in read(write_sheet("a", ["b"], [[number]]))] == [("b",), (str(number),)]
