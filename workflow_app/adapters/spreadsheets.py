"""Reading spreadsheets into plain rows: XLSX and CSV, told apart by their bytes."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, load_workbook

from workflow_app.adapters.spreadsheets_archive import inspect
from workflow_app.adapters.spreadsheets_csv import read_csv
from workflow_app.adapters.spreadsheets_limits import DEFAULT_LIMITS, Limits, refused, unreadable
from workflow_app.adapters.spreadsheets_scan import Area, Marks
from workflow_app.domain.sheets import Cell, Formula, Merged, SheetRow

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_MOST_MERGED_ROWS = 50_000
_TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})


def read_rows(source: Path | BinaryIO, filename: str, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[SheetRow]:
    """Return the rows of every visible sheet in order, blank ones included.

    The file is checked before the first row is handed out. Raises InvalidError FILE_TOO_LARGE, ZIP_BOMB,
    TOO_MANY_ROWS, TOO_MANY_COLUMNS, TOO_MANY_CELLS or SPREADSHEET_UNREADABLE; CSV counts its rows while they are read.
    """
    data = _load(source, limits)
    if not data.strip(_NOTHING):
        raise refused("FILE_EMPTY")
    if data.startswith(_ZIP):
        return _read_workbook(data, limits)
    if data.startswith(_OLE):
        raise unreadable("OLD_OR_ENCRYPTED")
    if PurePath(filename).suffix.lower() in _TEXT_SUFFIXES:
        return read_csv(data, PurePath(filename).stem, limits)
    raise unreadable("UNKNOWN_FORMAT")


def _load(source: Path | BinaryIO, limits: Limits) -> bytes:
    """Read a file, one byte past the limit at most."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _load(stream, limits)
    data = source.read(limits.size + 1)
    if len(data) > limits.size:
        raise refused("FILE_TOO_LARGE", maximum=limits.size)
    return data


def _read_workbook(data: bytes, limits: Limits) -> Iterator[SheetRow]:
    """Open a workbook that passed inspection."""
    inspected = inspect(data, limits)
    try:
        workbook = load_workbook(BytesIO(data))
    except CalamineError as error:
        raise unreadable("NOT_A_WORKBOOK") from error
    return _workbook_rows(workbook, inspected.marks)


def _workbook_rows(workbook: CalamineWorkbook, marks: dict[str, Marks]) -> Iterator[SheetRow]:
    """Hand out the rows of the sheets that a person sees when the file is opened."""
    sheets = [each for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
    seen, is_blank = [each for each in sheets if each.visible is SheetVisibleEnum.Visible], True
    for sheet in seen:
        try:
            for row in _sheet_rows(workbook, sheet.name, marks.get(sheet.name, Marks())):
                is_blank = is_blank and row.is_blank
                yield row
        except CalamineError as error:
            raise unreadable("NOT_A_WORKBOOK") from error
    if is_blank and len(seen) < len(sheets):
        raise unreadable("ONLY_HIDDEN_SHEETS")


def _sheet_rows(workbook: CalamineWorkbook, name: str, marks: Marks) -> Iterator[SheetRow]:
    """Hand out the rows of one sheet; the reader leaves out empty columns on the left, which are put back."""
    sheet = workbook.get_sheet_by_name(name)
    left = sheet.start[1] if sheet.start else 0
    with_formulas = {row for row, _ in marks.formulas}
    merged = _by_row(marks.merged)
    filled = _Filled(marks.filled)
    for number, values in enumerate(sheet.iter_rows()):
        cells: list[Cell] = [*[None] * left, *(None if value == "" else value for value in values)]
        if number in with_formulas:
            cells = [
                Formula(str(cell or "")) if (number, at) in marks.formulas else cell for at, cell in enumerate(cells)
            ]
        cells = filled.mark(number, cells)
        for area in merged.get(number, ()):
            _mark_merged(cells, number, area)
        yield SheetRow(name, number + 1, tuple(cells))


class _Filled:
    """The areas that are filled by one formula each; what stands there is no value that somebody wrote."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = tuple(areas)

    def mark(self, number: int, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a row with those that a formula fills made formulas; an empty one stays empty."""
        for area in self._areas:
            if area.top <= number <= area.bottom:
                cells = [
                    Formula(str(cell))
                    if area.left <= at <= area.right and cell is not None and not isinstance(cell, Formula)
                    else cell
                    for at, cell in enumerate(cells)
                ]
        return cells


def _by_row(areas: Iterable[Area]) -> dict[int, list[Area]]:
    """Return the merged areas of each row."""
    found: dict[int, list[Area]] = {}
    numbered = ((number, area) for area in areas for number in range(area.top, area.bottom + 1))
    for number, area in islice(numbered, _MOST_MERGED_ROWS):
        found.setdefault(number, []).append(area)
    return found


def _mark_merged(cells: list[Cell], number: int, area: Area) -> None:
    """Mark the cells that lie under the first one of a merged area."""
    cells.extend([None] * (area.right + 1 - len(cells)))
    for at in range(area.left, area.right + 1):
        if cells[at] is None and (number, at) != (area.top, area.left):
            cells[at] = Merged(area.text)
