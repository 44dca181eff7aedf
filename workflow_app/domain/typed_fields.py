"""Fields as somebody typed them, read one by one; every fault is kept, so that all are told at once."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.money import read_amount

LONGEST = 200
_FIRST_YEAR, _LAST_YEAR = 1990, 2199
_MOST_YUAN = Decimal(10) ** 13


@dataclass(slots=True)
class TypedFields:
    """What was typed, by field; `finish` raises InvalidError with every fault that was met."""

    given: Mapping[str, str]
    errors: list[FieldError] = field(default_factory=list)

    def text(self, name: str, *, longest: int = LONGEST, shortest: int = 1) -> str:
        """Return a text that must be there."""
        found = self.given.get(name, "").strip()
        if not found and shortest:
            self.refuse(name, "REQUIRED")
        elif len(found) > longest:
            self.refuse(name, "TOO_LONG", maximum=longest)
        elif len(found) < shortest:
            self.refuse(name, "TOO_SHORT", minimum=shortest)
        return found

    def choice(self, name: str, among: Collection[str], *, needed: bool = False) -> str | None:
        """Return one of some words, or None where nothing was chosen."""
        found = self.given.get(name, "").strip() or None
        if found is None and needed:
            self.refuse(name, "REQUIRED")
        elif found is not None and found not in among:
            self.refuse(name, "NOT_A_CHOICE")
        return found

    def matching(self, name: str, pattern: str) -> str:
        """Return a text of a certain shape."""
        found = self.text(name)
        if found and not re.fullmatch(pattern, found):
            self.refuse(name, "PATTERN")
        return found

    def whole(self, name: str, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        found = self.given.get(name, "").strip()
        if not found:
            self.refuse(name, "REQUIRED")
            return least
        if not re.fullmatch(r"\d{1,9}", found, re.ASCII) or not least <= int(found) <= most:
            self.refuse(name, "NOT_WITHIN", minimum=least, maximum=most)
            return least
        return int(found)

    def yuan(self, name: str) -> Decimal | None:
        """Return an amount, or None where none was typed."""
        found = self.given.get(name, "").strip()
        if not found:
            return None
        amount = read_amount(found)
        if amount is None or not 0 <= amount < _MOST_YUAN or amount != round(amount, 2):
            self.refuse(name, "AMOUNT")
            return None
        return amount

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """Return a day, or None where none was typed and none is needed."""
        found = self.given.get(name, "").strip()
        if not found:
            if needed:
                self.refuse(name, "REQUIRED")
            return None
        try:
            day = date.fromisoformat(found)
        except ValueError:
            day = None
        if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.refuse(name, "INVALID_DATE")
            return None
        return day

    def ticked(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return self.given.get(name, "") in {"on", "true", "1"}

    def refuse(self, name: str, code: str, **values: object) -> None:
        """Keep one fault."""
        self.errors.append(FieldError(f"/{name}", code, values))

    def finish(self) -> None:
        """Raise InvalidError where anything was wrong."""
        if self.errors:
            raise InvalidError(*self.errors)
