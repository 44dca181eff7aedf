"""Facts of documents that follow by which forms are asked: which arrived, and which of the three days have passed."""

from collections.abc import Mapping

from workflow_app.domain.deferral import ItemStatus
from workflow_app.domain.earlier_answers import is_narrowed_by
from workflow_app.domain.routing import from_json
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.deferred_items import DeferredItems
from workflow_app.repositories.unit_of_work import UnitOfWork

ARRIVED, PHASE = "arrived", "supply_phase"


def arrived_facts(unit: UnitOfWork, rows: CaseRows, form: Mapping[str, object]) -> dict[str, list[str]]:
    """Return which documents arrived and wait for a verdict, and the period it is, where a form asks for that."""
    if is_narrowed_by(form, (PHASE,)):
        return {PHASE: [str(from_json(rows.case.routing).get(PHASE) or "")]}
    if not is_narrowed_by(form, (ARRIVED,)):
        return {}
    found = DeferredItems(unit.session).of_case(rows.case.id)
    return {ARRIVED: [each.material.upper() for each in found if each.status == ItemStatus.ARRIVED]}
