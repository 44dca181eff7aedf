"""Rows of a spreadsheet as plain values, whatever kind of file they came from."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes; what it shows is not what was decided, so it is never taken as a value."""

    shown: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that lies under another one; `area` is what was merged, as A2:C3. Nobody knows what it should say."""

    area: str


Cell = str | int | float | bool | Decimal | date | datetime | time | timedelta | Formula | Merged | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the sheet's name, the row number people see (from 1), and its cells from column A."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written in the row."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)
