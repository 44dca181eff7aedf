"""`deferral/accept`: the three days are computed from the acceptance, and what follows is due (rule 2.3 step 5)."""

from collections.abc import Mapping

from workflow_app.domain.deferral import SUPPLY_DAYS
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import days_to_promise, items_of
from workflow_app.repositories.deferred_pledges import sign_promise


def accept_items(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Give what follows the day that counts, sign the pledge, and tell the diagram how many working days that is."""
    del parameters
    days = days_to_promise(work)
    for item in items_of(work):
        item.due_on = days.supplement_on
    work.audit(
        "deferral.accepted",
        accepted_on=days.accepted_on.isoformat(),
        due_on=days.supplement_on.isoformat(),
        promised_on=days.promised_on.isoformat(),
        grace_on=days.grace_on.isoformat() if days.grace_on else None,
    )
    sign_promise(work)
    return {SUPPLY_DAYS: days.supply_wd}
