"""`deferral/promise`: what the applicant asks to bring later is written down, and counted (rule 2.3 steps 3 and 4)."""

from collections.abc import Mapping

from workflow_app.domain.deferral import COUNT, SUPPLY_DAYS, ItemStatus, Phase, asked_for
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import DeferredItem
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import count_open, days_to_promise


def promise_items(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Write one row for each material that follows later, with the day as it is if the case is accepted today.

    Raises RefusedError NO_MATTER where a case is about none, InvalidError where its edition does not allow what is
    asked for.
    """
    del parameters
    if work.matter is None:
        raise RefusedError("NO_MATTER")
    asked = asked_for(work.matter.content, work.answers())
    days = days_to_promise(work, asked.requested_wd)
    work.items = [
        DeferredItem(
            id=new_id(),
            case_id=work.case.id,
            material=key,
            reason=reason,
            requested_wd=asked.requested_wd,
            due_on=days.supplement_on,
            status=ItemStatus.MISSING.value,
            is_late=False,
            tries=0,
        )
        for key, reason in asked.reasons
    ]
    work.unit.add(*work.items)
    work.audit("deferral.promised", materials=[key for key, _ in asked.reasons], due_on=days.supplement_on.isoformat())
    return {COUNT: count_open(work), SUPPLY_DAYS: days.supply_wd, "supply_phase": Phase.IN_TIME.value}
