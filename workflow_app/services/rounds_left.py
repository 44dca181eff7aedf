"""How often a case may still go back: to its applicant for missing items, and from its decider to who reviewed it."""

from collections.abc import Mapping

from workflow_app.domain import correcting, returning
from workflow_app.domain.correcting import Rounds
from workflow_app.domain.earlier_answers import is_narrowed_by
from workflow_app.domain.parameters import Parameter, from_snapshot
from workflow_app.domain.routing import from_json
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.second_notices import SecondNotices
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

CORRECTION, DECISION_RETURN = "correction", "decision_return"
"""The facts by which a form offers it; each is OPEN while there is one left."""


def rounds_left(unit: UnitOfWork, rows: CaseRows, form: Mapping[str, object], tools: Tools) -> dict[str, list[str]]:
    """Return what may still be had once more, as far as a form depends on it (rules A3 and 2.5 step 12)."""
    asked = ((CORRECTION, rounds_of), (DECISION_RETURN, returns_of))
    return {
        fact: ["OPEN"] if count(unit, rows, tools).are_left else []
        for fact, count in asked
        if is_narrowed_by(form, (fact,))
    }


def rounds_of(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> Rounds:
    """Return how often missing items may be asked for in a case, and how often they were."""
    by_leave = SecondNotices(unit.session).count(rows.case.id)
    most = _kept(unit, rows, _named(unit, rows, "letter/issue", correcting.ROUNDS, tools), tools).amount
    return Rounds(most, by_leave, _counted(rows, correcting.COUNT))


def returns_of(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> Rounds:
    """Return how often the decider may send a case back, and how often they did."""
    most = _kept(unit, rows, _named(unit, rows, "case/note_decision_return", returning.MOST, tools), tools).amount
    return Rounds(most, 0, _counted(rows, returning.COUNT))


def _named(unit: UnitOfWork, rows: CaseRows, operation: str, default: str, tools: Tools) -> str:
    """Return the parameter that the diagram of a case names for how often an operation may be done."""
    elements = loaded_of(unit, rows, tools).compiled.elements.values()
    named = (each.parameters.get("rounds") for each in elements if each.operation == operation)
    return next(filter(None, named), default)


def _kept(unit: UnitOfWork, rows: CaseRows, key: str, tools: Tools) -> Parameter:
    return from_snapshot(tools.calendars.kept(rows.case.parameters_digest, unit.snapshots), key)


def _counted(rows: CaseRows, name: str) -> int:
    used = from_json(rows.case.routing).get(name, 0)
    return used if isinstance(used, int) else 0
