"""`deferral/close`: the case ends, and nothing is waited for any more."""

from collections.abc import Mapping

from workflow_app.domain.deferral import COUNT, OPEN, ItemStatus
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import count_open, items_of
from workflow_app.repositories.deferred_pledges import end_promise

BREACH_KIND = "deferred_breach"


def close_items(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Close what is still to come; with `breach` that it was not kept is heard, as a breach of which kind.

    `kept` is NO where the promise was not kept without that; else what was not brought is owed no more. No breach is
    recorded here: that needs notice and a hearing (rule 2.3 step 12).
    """
    left = [each for each in items_of(work) if each.status in OPEN]
    for item in left:
        item.status = ItemStatus.CLOSED.value
    if left:
        work.audit("deferral.closed", materials=[each.material for each in left])
        is_broken = "breach" in parameters or parameters.get("kept") == "NO"
        end_promise(work, kept=False if is_broken else None)
    if left and "breach" in parameters:
        payload: dict[str, object] = {
            "case_id": work.case.id,
            "kind": parameters["breach"],
            "materials": [each.material for each in left],
        }
        work.leave(BREACH_KIND, f"{BREACH_KIND}:{work.case.id}", payload)
    return {COUNT: count_open(work)}
