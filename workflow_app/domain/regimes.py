"""Which set of rules holds: by date and by the field of the authority, never by a branch in code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Regime:
    """A dated rule set; `field` limits it to authorities of that field (market regulation has its own)."""

    key: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    field: str | None = None
    name_zh: str = ""
    name_en: str = ""
    origin: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule set is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def find(regimes: Iterable[Regime], *, on: date, field: str | None = None) -> Regime | None:
    """Return the rule set in force on a day for a field, its own before the general one, or None."""
    found = [regime for regime in regimes if regime.holds_on(on) and regime.field in (None, field)]
    return max(found, key=lambda regime: (regime.field is not None, regime.valid_from), default=None)


def select(regimes: Iterable[Regime], *, on: date, field: str | None = None) -> Regime:
    """Return the rule set in force on a day for a field; raises RefusedError REGIME_MISSING."""
    found = find(regimes, on=on, field=field)
    if found is None:
        raise RefusedError("REGIME_MISSING", on=on, field=field)
    return found
