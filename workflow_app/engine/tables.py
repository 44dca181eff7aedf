"""What a decision table is: its columns, its rules, and how many of them may apply."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workflow_app.engine.cells import Cell, Formula

ANYTHING = Cell("")


class HitPolicy(StrEnum):
    """How many rules may apply: exactly one, the first of those that do, or all of them together."""

    UNIQUE = "UNIQUE"
    FIRST = "FIRST"
    COLLECT = "COLLECT"


class Aggregation(StrEnum):
    """What becomes of everything that was collected; without one it stays a list."""

    SUM = "SUM"
    COUNT = "COUNT"
    MIN = "MIN"
    MAX = "MAX"


class ValueType(StrEnum):
    """What stands in a column."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"

    def fits(self, value: object) -> bool:
        """Tell whether a value is of this type; nothing (`null`) is of every type."""
        classes = {"string": str, "number": (int, Decimal), "boolean": bool, "date": date}
        is_number = self != ValueType.NUMBER or not isinstance(value, bool)
        return value is None or (is_number and isinstance(value, classes[self.value]))  # type: ignore[arg-type]  # a class or a tuple of them


@dataclass(frozen=True, slots=True)
class Column:
    """One column: an input looks at its formula, an output sets the routing value of its name.

    `allowed` are the only values that its cells may name, where it says so.
    """

    name: str
    label: str
    label_en: str
    kind: ValueType
    formula: Formula | None = None
    allowed: Cell = ANYTHING

    @property
    def called(self) -> dict[str, str]:
        """Return what findings about its cells call it."""
        return {"cell": self.label, "cell_en": self.label_en}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row, numbered from 1 as the table shows it; the note is for people."""

    number: int
    tests: tuple[Cell, ...]
    values: tuple[Formula, ...]
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A table of a bundle; shared between threads, never changed."""

    key: str
    name: str
    name_en: str
    hit_policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rules: tuple[Rule, ...]
