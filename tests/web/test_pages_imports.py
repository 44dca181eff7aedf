"""Importing for somebody who does it for the first time: a way to begin, and words for whatever is wrong."""

import csv
import io

import pytest
from builders import Service, penalty_sheet
from page_readers import Page, reader

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_write import write_sheet
from workflow_app.domain.penalty_columns import PENALTY_COLUMNS


def bring_in(service: Service, content: bytes, filename: str, *, expect: int = 422) -> Page:
    who = reader(service, "data_clerk")
    who.get("/desk/imports")
    return who.post("/desk/imports", {"file": (io.BytesIO(content), filename)}, expect=expect)


def as_csv(content: bytes, encoding: str) -> bytes:
    """Return a workbook as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(row.cells for row in read_rows(io.BytesIO(content), "rows.xlsx"))
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("content", "filename", "told"),
    [
        (b"", "rows.csv", "The file is empty"),
        (b"\r\n,,\r\n", "rows.csv", "The file is empty"),
        (b"", "rows.xlsx", "The file is empty"),
        (write_sheet("Sheet1", (), ()), "rows.xlsx", "The file is empty"),
        (b"a,b,c\n1,2,3\n", "rows.csv", "No heading row was found: the first row must hold the column names"),
        (b"\x89PNG", "rows.png", "neither XLSX nor CSV"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_in_words(
    service: Service, content: bytes, filename: str, told: str
) -> None:
    page = bring_in(service, content, filename)
    assert told in page.text
    assert "A rule of the service" not in page.text
    assert page.link("Download the empty template") == "/desk/imports/template.xlsx"


def test_each_column_that_is_wrong_is_named(service: Service) -> None:
    names = [column.header for column in PENALTY_COLUMNS if column.code != "CF_YJ"]
    names[names.index("行政处罚决定书文号")] = "处罚决定书文号"
    page = bring_in(service, write_sheet("行政处罚", (*names, "备注"), ()), "rows.xlsx")
    for told in (
        "“处罚决定书文号” must be called “行政处罚决定书文号”",
        "“备注” is there twice",
        "“处罚依据” is missing",
    ):
        assert told in page.text


def test_the_empty_template_is_the_heading_row_that_the_import_wants(service: Service) -> None:
    answer = reader(service, "data_clerk").get("/desk/imports/template.xlsx").answer
    (heading,) = read_rows(io.BytesIO(answer.get_data()), "template.xlsx")
    assert heading.cells == tuple(column.header for column in PENALTY_COLUMNS)
    page = bring_in(service, answer.get_data(), "template.xlsx")
    assert "Below the header stands no row" in page.text, "the header is known; nothing was filled in yet"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_that_the_page_names(service: Service, encoding: str) -> None:
    content = as_csv(penalty_sheet(["H/1"]), encoding)
    done = bring_in(service, content, "rows.csv", expect=303)
    page = reader(service, "data_clerk").get(done.location)
    assert "all rows landed" in page.text
