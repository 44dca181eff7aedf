"""Checked rows as plain JSON and back, for the time until they land."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

from workflow_app.domain.penalties import CheckedRow, PenaltyRow, RowFinding
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.domain.severity import PenaltyType

Json = dict[str, object]

_NAMES = tuple(each.name for each in fields(PenaltyRow) if each.name != "warnings")
_DATES = frozenset({"decided_on", "valid_until", "stated_until"})
_AMOUNTS = frozenset({"fine", "confiscation"})


def as_json(checked: CheckedRow) -> Json:
    """Return a row as JSON has it; what is empty is left out."""
    result = checked.result
    if not isinstance(result, PenaltyRow):
        refused = [_finding(each) for each in result]
        return {"sheet": checked.sheet, "authority": checked.authority, "refused": refused}
    values = {name: _plain(value) for name in _NAMES if (value := getattr(result, name)) is not None}
    return {"sheet": checked.sheet, "row": values, "warnings": [_finding(each) for each in result.warnings]}


def from_json(kept: Mapping[str, object]) -> CheckedRow:
    """Return a row again; raises KeyError or ValueError for what `as_json` has not written."""
    sheet = str(kept["sheet"])
    if "refused" in kept:
        return CheckedRow(sheet, _findings(kept["refused"]), str(kept["authority"]))
    row: dict[str, object] = dict(kept["row"])  # type: ignore[call-overload]  # a JSON object
    values = {name: _typed(name, value) for name, value in row.items()}
    good = PenaltyRow(**values, warnings=_findings(kept["warnings"]))  # type: ignore[arg-type]  # as read
    return CheckedRow(sheet, good, good.authority_uscc)


def plain_values(finding: RowFinding) -> Json:
    """Return the values of a finding as JSON keeps them."""
    return {name: _plain(value) for name, value in finding.values.items()}


def _finding(finding: RowFinding) -> list[object]:
    return [finding.row, finding.column, finding.value, finding.code, plain_values(finding)]


def _findings(kept: object) -> tuple[RowFinding, ...]:
    return tuple(RowFinding(*each) for each in kept)  # type: ignore[attr-defined]  # a JSON list of lists


def _plain(value: object) -> object:
    """Write a value as JSON keeps it; words of closed sets are text already."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(name: str, value: object) -> object:
    """Return the value of a field in its own type."""
    if name in _DATES:
        return date.fromisoformat(str(value))
    if name in _AMOUNTS:
        return Decimal(str(value))
    if name == "subject_kind":
        return SubjectKind(str(value))
    if name == "penalty_types":
        return tuple(PenaltyType(str(each)) for each in value)  # type: ignore[attr-defined]  # a JSON list
    return value
