"""How grave a record is, read from a dated table of classes that the authorities keep (rules X2, A13)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workflow_app.domain.errors import RefusedError


class Severity(StrEnum):
    """The three classes."""

    MINOR = "MINOR"
    GENERAL = "GENERAL"
    SERIOUS = "SERIOUS"


_ORDER = (Severity.MINOR, Severity.GENERAL, Severity.SERIOUS)


class PenaltyType(StrEnum):
    """What a penalty decision may impose."""

    WARNING = "WARNING"
    CRITICISM = "CRITICISM"
    FINE = "FINE"
    CONFISCATE_GAINS = "CONFISCATE_GAINS"
    CONFISCATE_GOODS = "CONFISCATE_GOODS"
    SUSPEND_LICENCE = "SUSPEND_LICENCE"
    DOWNGRADE = "DOWNGRADE"
    REVOKE_LICENCE = "REVOKE_LICENCE"
    RESTRICT_BUSINESS = "RESTRICT_BUSINESS"
    STOP_BUSINESS = "STOP_BUSINESS"
    CLOSE_DOWN = "CLOSE_DOWN"
    RESTRICT_EMPLOYMENT = "RESTRICT_EMPLOYMENT"
    DETENTION = "DETENTION"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a class and a period are computed from; `field` is the authority's, `data_class` the record's own."""

    decided_on: date
    penalty_types: tuple[PenaltyType, ...]
    fine: Decimal = Decimal(0)
    simple_procedure: bool = False
    field: str | None = None
    data_class: str | None = None
    authority_id: str | None = None


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One row of the table: what it covers (None: anything) and the class it gives; `amount_from` in yuan."""

    version: str
    severity: Severity
    origin: str
    valid_from: date
    valid_to: date | None = None
    penalty_type: PenaltyType | None = None
    simple_procedure: bool | None = None
    amount_from: Decimal | None = None
    regime: str | None = None
    field: str | None = None
    data_class: str | None = None
    authority_id: str | None = None
    id: str | None = None

    def covers(self, facts: Facts, penalty_type: PenaltyType, *, regime: str, on: date) -> bool:
        """Tell whether the row speaks about one type of a decision."""
        in_force = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        pairs = (
            (self.penalty_type, penalty_type),
            (self.simple_procedure, facts.simple_procedure),
            (self.regime, regime),
            (self.field, facts.field),
            (self.data_class, facts.data_class),
            (self.authority_id, facts.authority_id),
        )
        reached = self.amount_from is None or facts.fine >= self.amount_from
        return in_force and reached and all(own in (None, fact) for own, fact in pairs)

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, bool, Decimal, bool, date]:
        """Order rows from the general to the specific."""
        return (
            self.authority_id is not None,
            self.field is not None,
            self.data_class is not None,
            self.regime is not None,
            self.simple_procedure is not None,
            Decimal(-1) if self.amount_from is None else self.amount_from,
            self.penalty_type is not None,
            self.valid_from,
        )


@dataclass(frozen=True, slots=True)
class Classification:
    """The class of a record, the row that gave it, and the newest version of the table that had a say."""

    severity: Severity
    rule: ClassRule
    version: str


def classify(facts: Facts, rules: Sequence[ClassRule], *, regime: str, on: date) -> Classification:
    """Return the class of a decision: the gravest that any of its types gets from its most specific row.

    Raises RefusedError CLASS_RULE_MISSING where a type has no row, for a guess would be law by accident.
    """
    found = [_rule(facts, each, rules, regime=regime, on=on) for each in facts.penalty_types or (PenaltyType.OTHER,)]
    rule = max(found, key=lambda each: _ORDER.index(each.severity))
    newest = max(found, key=lambda each: (each.valid_from, _in_order(each.version)))
    return Classification(rule.severity, rule, newest.version)


def _in_order(version: str) -> list[tuple[int, str]]:
    """Return what orders versions as people count them: 2026.10 comes after 2026.9."""
    return [(int(each), "") if each.isdecimal() else (-1, each) for each in re.split(r"(\d+)", version) if each]


def _rule(facts: Facts, penalty_type: PenaltyType, rules: Iterable[ClassRule], *, regime: str, on: date) -> ClassRule:
    """Return the most specific row for one type of a decision."""
    covering = [rule for rule in rules if rule.covers(facts, penalty_type, regime=regime, on=on)]
    if not covering:
        raise RefusedError("CLASS_RULE_MISSING", penalty_type=penalty_type, regime=regime, on=on)
    return max(covering, key=lambda rule: rule.rank)
