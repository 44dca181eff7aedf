"""One pass over a part of a workbook before the reader sees it, by a parser that cannot be talked into memory.

The reader reserves what a part claims: the rectangle up to the last cell, and as many strings as the table says it has.
A claim it cannot keep ends the whole process, so claims are compared with what is there.
"""

import re
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from workflow_app.adapters.spreadsheets_limits import Limits, refused, unreadable

_REFERENCE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})")
_AREA = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9}):([A-Za-z]{1,7})([0-9]{1,9})")
_FILLED = frozenset({"v", "is", "f"})
_FILLING = frozenset({"array", "dataTable"})
_MOST_FILLED = 1_000
"""Far more than a person writes into one sheet; each is looked at for every row it covers."""
_CLAIMS = ("count", "uniqueCount")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of merged cells, rows and columns from 0, and how the file writes it."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a sheet its values do not tell: formula cells as (row, column) from 0, merged areas, and how far it goes.

    `filled` are the areas that one formula or one table of data fills. `span` is how many cells lie between the first
    and the last row and column that hold anything.
    """

    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Area, ...] = ()
    filled: tuple[Area, ...] = ()
    span: int = 0


class PartScan:
    """Walks the elements of one part and notes formula cells and merged areas."""

    def __init__(self, limits: Limits, size: int) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self.merged: list[Area] = []
        self.filled: list[Area] = []
        self.last = (0, 0)
        self._limits = limits
        self._size = size
        self._row = 0
        self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at one start tag; raises InvalidError where it claims or holds too much."""
        if ":" in name:
            name = name.rpartition(":")[2]
        if "count" in attributes or "uniqueCount" in attributes:
            self._check_claims(attributes)
        if name == "row":
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            self._place(attributes.get("r"))
        elif name in _FILLED and self._column:
            self._check_place()
            if name == "f":
                self.formulas.add((self._row - 1, self._column - 1))
                self._fill(attributes)
        elif name == "mergeCell":
            self._note(self.merged, attributes.get("ref", ""))

    def _fill(self, attributes: dict[str, str]) -> None:
        """Note the area that the formula of this one cell fills: only the first of its cells says so."""
        if attributes.get("t") in _FILLING and ":" in attributes.get("ref", ""):
            if len(self.filled) >= _MOST_FILLED:
                raise unreadable("NOT_A_WORKBOOK")
            self._note(self.filled, attributes["ref"])

    def _note(self, areas: list[Area], text: str) -> None:
        """Note an area, as far as it lies within the limits."""
        found = _AREA.fullmatch(text)
        if found is None:
            raise unreadable("NOT_A_WORKBOOK")
        if len(areas) >= self._limits.rows:
            return
        left, right = _column_number(found[1]) - 1, _column_number(found[3]) - 1
        bottom = min(int(found[4]), self._limits.rows) - 1
        areas.append(Area(int(found[2]) - 1, left, bottom, min(right, self._limits.columns - 1), text))

    def _check_claims(self, attributes: dict[str, str]) -> None:
        """Refuse a table that says it has more entries than the part has bytes."""
        if any(_number(attributes.get(claim, "0")) > self._size for claim in _CLAIMS):
            raise unreadable("FALSE_COUNT")

    def _place(self, reference: str | None) -> None:
        """Note where a cell is: where it says, or beside the one before."""
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise unreadable("NOT_A_WORKBOOK")
        self._column, self._row = _column_number(found[1]), int(found[2])

    def _check_place(self) -> None:
        """Refuse a filled cell outside the limits."""
        if self._row > self._limits.rows:
            raise refused("TOO_MANY_ROWS", maximum=self._limits.rows)
        if self._column > self._limits.columns:
            raise refused("TOO_MANY_COLUMNS", maximum=self._limits.columns)
        self.last = (max(self.last[0], self._row), max(self.last[1], self._column))


def scan(xml: bytes, limits: Limits) -> Marks:
    """Return what the values of a part do not tell; raises InvalidError for what is too much or torn, and entities."""
    found = PartScan(limits, len(xml))
    parser = ParserCreate()
    parser.StartElementHandler = found.start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes no keywords
    except (ExpatError, LookupError) as error:
        raise unreadable("NOT_A_WORKBOOK") from error
    return Marks(frozenset(found.formulas), tuple(found.merged), tuple(found.filled), found.last[0] * found.last[1])


def _refuse_doctype(*_: object) -> None:
    """Refuse a document type: no spreadsheet program writes one, and entities live there."""
    raise unreadable("DOCTYPE")


def _number(text: str) -> int:
    """Return a count or row number; raises InvalidError for anything else."""
    if not re.fullmatch(r"\s*[0-9]{1,18}\s*", text, re.ASCII):
        raise unreadable("NOT_A_WORKBOOK")
    return int(text)


def _column_number(letters: str) -> int:
    """Return A as 1, Z as 26, AA as 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
