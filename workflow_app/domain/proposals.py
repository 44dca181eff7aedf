"""What a proposal to change the rules says: its kind, how it stands, and its content as plain JSON."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workflow_app.domain.parameters import Parameter
from workflow_app.domain.regimes import Regime
from workflow_app.domain.severity import ClassRule, PenaltyType, Severity

Content = Mapping[str, object]
"""The new row, ready for JSON: days in ISO form, amounts as text."""


class Kind(StrEnum):
    """What a proposal changes."""

    PARAMETER = "PARAMETER"
    REGIME = "REGIME"
    CLASS_RULE = "CLASS_RULE"
    CALENDAR = "CALENDAR"


class Status(StrEnum):
    """How a proposal stands."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


WAITING = (Status.PROPOSED,)
DECIDED = (Status.APPROVED, Status.REJECTED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a change holds; `corrects` owns up to a first day in the past."""

    valid_from: date
    valid_to: date | None = None
    corrects: bool = False

    @classmethod
    def read(cls, content: Content) -> "Term":
        """Return the term of a content."""
        return cls(_day(content["valid_from"]), _day_or_none(content.get("valid_to")), bool(content.get("corrects")))

    def write(self) -> dict[str, object]:
        """Return the term as a content keeps it."""
        last = self.valid_to.isoformat() if self.valid_to else None
        return {"valid_from": self.valid_from.isoformat(), "valid_to": last, "corrects": self.corrects}


def ends(content: Content) -> bool:
    """Tell whether a content lets a row end without a successor, from its first day on."""
    return content.get("ends") is True


def read_parameter(content: Content, *, authority_id: str | None) -> Parameter:
    """Return the value that a proposal wants."""
    term, value = Term.read(content), content["value"]
    assert value is None or isinstance(value, str | int)  # noqa: S101 - what `write_parameter` wrote
    return Parameter(
        key=str(content["key"]),
        value=value,
        unit=str(content["unit"]),
        origin=str(content["origin"]),
        valid_from=term.valid_from,
        valid_to=term.valid_to,
        authority_id=authority_id,
        regime=_text(content.get("regime")),
        data_class=_text(content.get("data_class")),
    )


def read_regime(content: Content) -> Regime:
    """Return the rule set that a proposal wants."""
    term = Term.read(content)
    return Regime(
        key=str(content["key"]),
        instrument=str(content["instrument"]),
        valid_from=term.valid_from,
        valid_to=term.valid_to,
        field=_text(content.get("field")),
        name_zh=str(content["name_zh"]),
        name_en=str(content["name_en"]),
        origin=str(content["origin"]),
    )


def read_class_rule(content: Content, *, authority_id: str | None, version: str) -> ClassRule:
    """Return the row of the table of classes that a proposal wants."""
    term = Term.read(content)
    penalty_type, simple = _text(content.get("penalty_type")), content.get("simple_procedure")
    amount = _text(content.get("amount_from"))
    return ClassRule(
        version=version,
        severity=Severity(str(content["severity"])),
        origin=str(content["origin"]),
        valid_from=term.valid_from,
        valid_to=term.valid_to,
        penalty_type=PenaltyType(penalty_type) if penalty_type else None,
        simple_procedure=simple if isinstance(simple, bool) else None,
        amount_from=Decimal(amount) if amount else None,
        regime=_text(content.get("regime")),
        field=_text(content.get("field")),
        data_class=_text(content.get("data_class")),
        authority_id=authority_id,
    )


def next_version(versions: Collection[str], *, year: int) -> str:
    """Return the version of the table of classes after those there are: 2026.1, then 2026.2."""
    numbers = [int(each.partition(".")[2]) for each in versions if _is_version(each, year)]
    return f"{year}.{max(numbers, default=0) + 1}"


def _is_version(text: str, year: int) -> bool:
    head, _, tail = text.partition(".")
    return head == str(year) and tail.isdecimal()


def _text(value: object) -> str | None:
    return str(value) if value else None


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _day_or_none(value: object) -> date | None:
    return _day(value) if value else None
