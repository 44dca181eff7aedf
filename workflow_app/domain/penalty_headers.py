"""Finding the header of a sheet of penalties, and saying plainly which column was renamed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalty_columns import COLUMN_BY_CODE, PENALTY_COLUMNS, Column, Need
from workflow_app.domain.sheets import SheetRow
from workflow_app.domain.widths import narrow

LEAST_KNOWN = 5
"""So many known names make a row a header; a title or a note above the table has none."""
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Header:
    """Which cell of a row is which column; `names` as they stand there, `unknown` ones are read past."""

    columns: Mapping[int, Column]
    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


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
