"""Dates as people and exports write them: 2026-05-08, 2026/5/8, 2026年5月8日, 20260508 (rule V-DATE)."""

import re
from datetime import date, datetime, timedelta

from workflow_app.domain.sheets import Cell
from workflow_app.domain.widths import narrow

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]00:00(?::00)?)?", re.ASCII)

_DAY_ZERO = date(1899, 12, 30)
_SERIALS = (18_000, 73_051)
"""From 1949 to the end of 2099."""


def parse_day(cell: Cell) -> date | None:
    """Return a day from a date cell or from text as exports write it; a bare number is no date."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DATE.fullmatch(narrow(cell).strip()) if isinstance(cell, str) else None
    if found is None:
        return None
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_of_serial(cell: Cell) -> date | None:
    """Return the day that a spreadsheet program may have meant by a bare number, or None for one too far away."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not _SERIALS[0] <= cell < _SERIALS[1]:
        return None
    return _DAY_ZERO + timedelta(days=int(cell))
