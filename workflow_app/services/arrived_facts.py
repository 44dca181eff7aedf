"""Which documents arrived and wait for a verdict: a fact by which the form of the check is asked."""

from collections.abc import Mapping

from workflow_app.domain.deferral import ItemStatus
from workflow_app.domain.earlier_answers import is_narrowed_by
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.deferred_items import DeferredItems
from workflow_app.repositories.unit_of_work import UnitOfWork

ARRIVED = "arrived"


def arrived_facts(unit: UnitOfWork, rows: CaseRows, form: Mapping[str, object]) -> dict[str, list[str]]:
    """Return which documents arrived and wait for a verdict, where a form asks for that."""
    if not is_narrowed_by(form, (ARRIVED,)):
        return {}
    found = DeferredItems(unit.session).of_case(rows.case.id)
    return {ARRIVED: [each.material.upper() for each in found if each.status == ItemStatus.ARRIVED]}
