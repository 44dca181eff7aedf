"""Finding the header of a sheet of penalties, and saying plainly which column was renamed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalty_columns import COLUMN_BY_CODE, PENALTY_COLUMNS, Column, Need
from workflow_app.domain.sheets import SheetRow
from workflow_app.domain.widths import narrow

LEAST_KNOWN = 5
"""So many known names make a row a header; a title or a note above the table has none."""
_ALIKE = 0.75
_LOOKED_AT = 40
HEADER_WITHIN = 10
NAMED = 3
"""So many columns are named to whoever sent a file without any."""
_SPOILT = re.compile("\ufffd|锟斤拷|琛屾斂|è¡\u008c|è¡Œæ|ÐÐÕþ")
"""What 行政 becomes when its bytes are read in the wrong encoding and saved again."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which cell of a row is which column; `names` as they stand there, `unknown` ones are read past."""

    columns: Mapping[int, Column]
    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Headers:
    """Finds the header of each sheet while its rows go by.

    Where a title row has another one below it, as in forms with grouped columns, the two are read as one; a header that
    comes again further down, as in sheets that were put together, is no row of its own.
    """

    def __init__(self) -> None:
        self._found: dict[str, Header] = {}
        self._begun: dict[str, tuple[SheetRow, InvalidError]] = {}
        self._last: dict[str, SheetRow] = {}
        self._is_spoilt = False
        self._is_empty = True

    def above(self, row: SheetRow) -> Header | None:
        """Return the header that a row stands below, or None for a header and what is above it."""
        self._is_empty = self._is_empty and row.is_blank
        header = self._found.get(row.sheet)
        if header is not None and (self._complete(row) or not _is_header(row)):
            return None if self._found[row.sheet] is not header else header
        if header is None and row.number > HEADER_WITHIN:
            self._give_up(row.sheet)
            return None
        self._look(row)
        return None

    def check(self) -> None:
        """Raise InvalidError where no sheet had a header, or only half a one."""
        for sheet in list(self._begun):
            self._give_up(sheet)
        if not self._found:
            raise self._absent_header()

    def _absent_header(self) -> InvalidError:
        """Return the error for a file in which no row names the columns."""
        code = "FILE_EMPTY" if self._is_empty else "MOJIBAKE" if self._is_spoilt else "NO_HEADER"
        expected = [column.header for column in PENALTY_COLUMNS if column.need is Need.ALWAYS][:NAMED]
        return InvalidError(FieldError("/file", code, {"expected": expected}), code=code)

    def _complete(self, row: SheetRow) -> bool:
        """Tell whether a row right below a header is its lower half, and read the two as one."""
        upper = self._last.pop(row.sheet, None)
        if upper is None or row.number != upper.number + 1 or not _is_lower_half(row):
            return False
        header = recognise(_joined(upper, row))
        if header is not None:
            self._found[row.sheet] = header
        return True

    def _look(self, row: SheetRow) -> None:
        """See whether a row is a header, or the lower half of one."""
        self._is_spoilt = self._is_spoilt or any(isinstance(each, str) and _SPOILT.search(each) for each in row.cells)
        upper = self._begun.pop(row.sheet, None)
        try:
            header = recognise(_joined(upper[0], row) if upper else row)
        except InvalidError as error:
            if upper:
                raise upper[1] from error
            self._begun[row.sheet] = (row, error)
            return
        if header is not None:
            self._found[row.sheet], self._last[row.sheet] = header, row

    def _give_up(self, sheet: str) -> None:
        """Raise what was wrong with a header that nothing completed."""
        if sheet in self._begun:
            raise self._begun[sheet][1]


def _is_header(row: SheetRow) -> bool:
    """Tell whether a row consists of names of columns; most rows say by their first cell that they do not."""
    first = row.cells[0] if row.cells else None
    if isinstance(first, str) and first and _plain(first) not in _BY_NAME:
        return False
    return sum(isinstance(each, str) and _plain(each) in _BY_NAME for each in row.cells[:_LOOKED_AT]) >= LEAST_KNOWN


def _is_lower_half(row: SheetRow) -> bool:
    """Tell whether all that is written in a row are names of columns."""
    written = [each for each in row.cells if isinstance(each, str) and each.strip()]
    return bool(written) and all(_plain(each) in _BY_NAME for each in written)


def _joined(upper: SheetRow, lower: SheetRow) -> SheetRow:
    """Return two rows of a header as one: what stands below says more than the group above it."""
    pairs = zip_longest(upper.cells, lower.cells)
    cells = tuple(below if isinstance(below, str) and below.strip() else above for above, below in pairs)
    return SheetRow(lower.sheet, lower.number, cells)


def recognise(row: SheetRow) -> Header | None:
    """Return the header that a row is, or None for any other row.

    Raises InvalidError HEADER with COLUMN_MISSING, COLUMN_RENAMED (what it is called, what it should be) or
    COLUMN_TWICE, one entry per column.
    """
    names = {at: _plain(cell) for at, cell in enumerate(row.cells) if isinstance(cell, str) and cell.strip()}
    columns = {at: _BY_NAME[name] for at, name in names.items() if name in _BY_NAME}
    if len(columns) < LEAST_KNOWN:
        return None
    unknown = {
        _plain(cell): cell.strip()
        for at, cell in enumerate(row.cells)
        if isinstance(cell, str) and at in names and at not in columns
    }
    errors = (*_twice(columns), *_absent(columns, unknown))
    if errors:
        raise InvalidError(*errors, code="HEADER")
    return Header(columns, tuple("" if cell is None else str(cell) for cell in row.cells), tuple(unknown.values()))


def _twice(columns: Mapping[int, Column]) -> list[FieldError]:
    """Name the columns that stand there more than once."""
    codes = [column.code for column in columns.values()]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    return [FieldError(f"/header/{code}", "COLUMN_TWICE", {"expected": COLUMN_BY_CODE[code].header}) for code in twice]


def _absent(columns: Mapping[int, Column], unknown: Mapping[str, str]) -> list[FieldError]:
    """Name the columns that are needed and absent, and any that an unknown name is close to."""
    errors = []
    present = {column.code for column in columns.values()}
    left = dict(unknown)
    for column in PENALTY_COLUMNS:
        if column.code in present:
            continue
        alike = get_close_matches(_plain(column.header), list(left), n=1, cutoff=_ALIKE)
        if alike:
            values: dict[str, object] = {"expected": column.header, "found": left.pop(alike[0])}
            errors.append(FieldError(f"/header/{column.code}", "COLUMN_RENAMED", values))
        elif column.need is Need.ALWAYS:
            errors.append(FieldError(f"/header/{column.code}", "COLUMN_MISSING", {"expected": column.header}))
    return errors


def _plain(name: object) -> str:
    """Return a column name without blanks, marks of need and differences of width or case."""
    return re.sub(r"[\s*]", "", narrow(str(name))).lower()


_BY_NAME = {
    _plain(name): column for column in PENALTY_COLUMNS for name in (column.code, column.header, *column.aliases)
}
