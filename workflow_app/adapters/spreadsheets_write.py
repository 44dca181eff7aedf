"""Writing spreadsheets in which nothing computes and nothing links: every text stays the text it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite

import xlsxwriter

from workflow_app.domain.penalties import Parsed, RowFinding
from workflow_app.domain.penalty_columns import PENALTY_COLUMNS
from workflow_app.domain.sheets import Cell, Formula, Merged

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTH = 18


def write_sheet(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return an XLSX file of one sheet; the same rows give the same bytes."""
    return write_book([(name, header, rows)])


def write_book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Return an XLSX file of sheets, each with its name, its header and its rows."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED})
        for name, header, rows in sheets:
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(header) - 1, 0), _WIDTH)
            for at, title in enumerate(header):
                sheet.write_string(0, at, title)
            for number, cells in enumerate(rows, start=1):
                for at, cell in enumerate(cells):
                    _write(sheet, number, at, cell)
    return stream.getvalue()


def write_penalties(rows: Iterable[Mapping[str, Cell]], *, sheet: str = "行政处罚") -> bytes:
    """Return an XLSX file with the standard header; a row maps column codes to cells."""
    header = [column.header for column in PENALTY_COLUMNS]
    return write_sheet(sheet, header, ([row.get(column.code) for column in PENALTY_COLUMNS] for row in rows))


def code_and_values(finding: RowFinding) -> str:
    """Return a remark where nobody gives the sentence: column, code and values."""
    values = " ".join(f"{key}={value}" for key, value in finding.values.items())
    return f"{finding.column} {finding.code} {values}".strip()


def write_rejects(
    rejected: Iterable[Parsed],
    *,
    remarks: str = "校验说明",
    remark: Callable[[RowFinding], str] = code_and_values,
    sheet: str = "退回",
) -> bytes:
    """Return the rows that did not land, as they came, with what is wrong in a last column.

    Rows below headers that differ stand on sheets of their own, so that every cell keeps its column. Of what is given
    only refused rows are written; `remark` turns a finding into a sentence of the reader's language.
    """
    layouts: dict[tuple[str, ...], list[list[Cell]]] = {}
    for each in rejected:
        if not isinstance(each.result, tuple):
            continue
        names, source = each.header.names, each.source.cells
        cells = [source[at] if at < len(source) else None for at in range(len(names))]
        told = "；".join(remark(finding) for finding in each.result)
        layouts.setdefault(names, []).append([*cells, told])
    sheets = [
        (sheet if number == 1 else f"{sheet}{number}", [*names, remarks], rows)
        for number, (names, rows) in enumerate(layouts.items(), start=1)
    ]
    return write_book(sheets or [(sheet, [remarks], [])])


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
    """Write one cell by its type; what a formula showed is written as text."""
    if cell is None or isinstance(cell, Merged):
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, float | Decimal) and not isfinite(cell):
        sheet.write_string(row, column, str(cell))  # a file may hold such "numbers", but no program writes them
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date | datetime | time | timedelta):
        sheet.write_datetime(row, column, cell)
    else:
        sheet.write_string(row, column, cell.shown if isinstance(cell, Formula) else cell)
