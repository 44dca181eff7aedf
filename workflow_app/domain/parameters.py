"""Dated values of rules, looked up by (key, authority, regime, data class, date); no period is written in code."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import DomainError
from workflow_app.domain.periods import Period

Value = str | int | bool | None
Snapshot = Mapping[str, Mapping[str, Value]]
"""Parameters as a case keeps them: key to value, unit, origin and first day."""


class ParameterMissingError(DomainError):
    """No value of a parameter holds on that day, or the one that holds is left open on purpose."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__("PARAMETER_MISSING", key=key, **values)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated value; an open dimension (None) holds for all, `valid_to` is the last day it holds.

    Units: those of `Unit` (a month period may name its end, `YEARS:DAY_BEFORE`), COUNT, FLAG, DAY_OF_MONTH, YUAN, TEXT.
    """

    key: str
    value: Value
    unit: str
    origin: str
    valid_from: date
    valid_to: date | None = None
    authority_id: str | None = None
    regime: str | None = None
    data_class: str | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the value holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def amount(self) -> int:
        """Return the value as a whole number; raises ParameterMissingError where it is left open or no number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise ParameterMissingError(self.key, found=self.value)
        return self.value

    @property
    def is_on(self) -> bool:
        """Return the value as a switch; raises ParameterMissingError where it is none."""
        if not isinstance(self.value, bool):
            raise ParameterMissingError(self.key, found=self.value)
        return self.value

    def period(self, *, shift: bool = True) -> Period:
        """Return the value as a period; raises ParameterMissingError where it is none."""
        try:
            return Period.parse(self.amount, self.unit, shift=shift)
        except ValueError:
            raise ParameterMissingError(self.key, unit=self.unit) from None


def lookup(
    rows: Iterable[Parameter],
    *,
    key: str,
    on: date,
    authority_id: str | None = None,
    regime: str | None = None,
    data_class: str | None = None,
) -> Parameter:
    """Return the most specific value that holds on a day: authority before regime before data class, then the newest.

    Raises ParameterMissingError.
    """
    asked = (authority_id, regime, data_class)
    found = [row for row in rows if row.key == key and row.holds_on(on) and _fits(row, asked)]
    if not found:
        raise ParameterMissingError(key, authority_id=authority_id, regime=regime, data_class=data_class, on=on)
    return max(found, key=_rank)


def digest(content: Snapshot) -> str:
    """Return the SHA-256 of a snapshot in hexadecimal, under which it is kept once."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def snapshot(
    rows: Iterable[Parameter],
    *,
    on: date,
    authority_id: str | None = None,
    regime: str | None = None,
    data_class: str | None = None,
) -> Snapshot:
    """Return every parameter that holds on a day, as a case keeps it, ready for JSON."""
    asked = (authority_id, regime, data_class)
    best: dict[str, Parameter] = {}
    for row in rows:
        if not (row.holds_on(on) and _fits(row, asked)):
            continue
        if row.key not in best or _rank(row) > _rank(best[row.key]):
            best[row.key] = row
    return {
        key: {"value": row.value, "unit": row.unit, "origin": row.origin, "valid_from": row.valid_from.isoformat()}
        for key, row in sorted(best.items())
    }


def from_snapshot(kept: Snapshot, key: str) -> Parameter:
    """Return one parameter of a case's snapshot; raises ParameterMissingError."""
    entry = kept.get(key)
    if entry is None:
        raise ParameterMissingError(key)
    return Parameter(
        key=key,
        value=entry["value"],
        unit=str(entry["unit"]),
        origin=str(entry["origin"]),
        valid_from=date.fromisoformat(str(entry["valid_from"])),
    )


def _fits(row: Parameter, asked: tuple[str | None, ...]) -> bool:
    """Tell whether each dimension of a row is open or is what was asked for."""
    dimensions = (row.authority_id, row.regime, row.data_class)
    return all(own in (None, wanted) for own, wanted in zip(dimensions, asked, strict=True))


def _rank(row: Parameter) -> tuple[bool, bool, bool, date]:
    """Order rows from the general to the specific."""
    return (row.authority_id is not None, row.regime is not None, row.data_class is not None, row.valid_from)
