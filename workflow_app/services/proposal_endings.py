"""Ending a dated row without a successor: what holds then for the same question, a more general row or none."""

from collections.abc import Sequence
from decimal import Decimal

from workflow_app.domain import dated
from workflow_app.domain.proposals import Content, Term, ends
from workflow_app.models import ClassRule, Parameter, Regime
from workflow_app.repositories.rules import as_class_rule
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.proposal_rows import Row, Source, plain

_LIMITS = ("authority_id", "field", "data_class", "regime", "penalty_type", "simple_procedure")


def row_after(unit: UnitOfWork, source: Source, content: Content, authority_id: str | None) -> list[dict[str, object]]:
    """Return the row that applies when one ends without a successor; none where nothing does, or nothing ends."""
    if not ends(content):
        return []
    first = Term.read(content).valid_from
    history = source.history(unit, content, authority_id)
    gone = {row.id for row in history}
    ended = next((row for row in history if dated.holds_on(row, first)), None)
    others = [row for row in _all(unit, content, ended) if row.id not in gone and dated.holds_on(row, first)]
    found = max((row for row in others if ended is not None and _reaches(row, ended)), key=_rank, default=None)
    return [plain(found)] if found is not None else []


def _all(unit: UnitOfWork, content: Content, ended: Row | None) -> Sequence[Row]:
    if isinstance(ended, Parameter):
        return unit.rules.list_values(str(content["key"]))
    return unit.rules.list_regimes() if isinstance(ended, Regime) else unit.rules.list_class_rules()


def _reaches(row: Row, ended: Row) -> bool:
    """Tell whether a row answers everything that the ended one answered."""
    if isinstance(row, ClassRule) and isinstance(ended, ClassRule):
        line = row.amount_from is None or row.amount_from <= (ended.amount_from or Decimal(0))
        return line and _is_as_wide(row, ended, _LIMITS)
    if isinstance(row, Regime):
        return _is_as_wide(row, ended, ("field",))
    return _is_as_wide(row, ended, ("authority_id", "regime", "data_class"))


def _is_as_wide(row: Row, ended: Row, names: Sequence[str]) -> bool:
    return all(getattr(row, name) in (None, getattr(ended, name)) for name in names)


def _rank(row: Row) -> tuple[object, ...]:
    """Order rows from the general to the specific, as the rules themselves do."""
    if isinstance(row, ClassRule):
        return as_class_rule(row).rank
    names = ("field",) if isinstance(row, Regime) else ("authority_id", "regime", "data_class")
    return (*(getattr(row, name) is not None for name in names), row.valid_from)
