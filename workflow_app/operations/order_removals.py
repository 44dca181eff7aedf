"""`listing/order_removals`: our own listing goes at once, every other site is ordered to follow."""

from collections.abc import Mapping

from workflow_app.domain.breaches import BreachStatus
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.gate import ACTIVE
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.breach_records import settle_breach_of
from workflow_app.repositories.case_work import CaseWork


def order_removals(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Order the record of the case down everywhere; the record counts as repaired from now on (rule 2.5 step 15).

    The breach that a record came of, and its pledge, are repaired with it (rule 2.4 point 9). Where our own site was
    the only one, nobody else will ever tell the case, so that is left here.
    Raises RefusedError RECORD_NOT_REPAIRABLE for a record that has fallen meanwhile: the case is about to end.
    """
    record = work.record()
    if record is None:
        return {}
    if record.status != ACTIVE:
        raise RefusedError("RECORD_NOT_REPAIRABLE", status=record.status)
    record.status = "REPAIRED"
    breach = settle_breach_of(work.unit, record, BreachStatus.REPAIRED, now=work.now)
    if breach is not None:
        pledge = work.unit.pledges.get(breach.pledge_id)
        work.audit("pledge.breach_settled", pledge=pledge.number, outcome=breach.status)
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
