"""`listing/order_removals`: our own listing goes at once, every other site is ordered to follow."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def order_removals(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Order the record of the case down everywhere; the record counts as repaired from now on (rule 2.5 step 15).

    Where our own site was the only one, nobody else will ever tell the case, so that is left here.
    """
    record = work.record()
    if record is None:
        return {}
    record.status = "REPAIRED"
    removals = work.unit.listings.order_removals(
        work.case.id,
        record.id,
        reason=parameters.get("reason", "REPAIR_GRANTED"),
        now=work.now,
        own_due_on=work.due("repair.own_site_wd").due_on,
        share_due_on=work.due("repair.share_wd").due_on,
    )
    for removal in removals:
        work.audit("site.unpublish_ordered", removal=removal.id, status=removal.status)
    if all(removal.status == "VERIFIED" for removal in removals):
        told: dict[str, object] = {"case_id": work.case.id, "message": "removals_confirmed"}
        work.leave("tell_case", f"tell_case:{work.case.id}:removals_confirmed", told)
    return {}
