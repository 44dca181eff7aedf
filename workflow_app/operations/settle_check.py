"""`pledge/settle_check`: how a pledge and its permit stand after the check (rule 2.2 step 9)."""

from collections.abc import Mapping

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.permits import PostCheck
from workflow_app.domain.pledges import UNKEPT, Result
from workflow_app.domain.post_checks import PLEDGE_AFTER
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_pledges import pledge_of_case
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.post_check import checked_items

NOTICES = {PostCheck.PASSED: "PERMIT_CHECK_PASSED", PostCheck.RECTIFIED: "PERMIT_CHECK_RECTIFIED"}
"""What the holder is told of; everything else comes by letter."""


def settle_check(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Note the `outcome` of the check on the permit, and what follows for the pledge.

    Raises NotFoundError PERMIT_UNKNOWN or PLEDGE_UNKNOWN.
    """
    outcome = PostCheck(parameters["outcome"])
    permit = work.unit.permits.of_case(work.case.id, lock=True)
    if permit is None:
        raise NotFoundError("PERMIT_UNKNOWN")
    permit.post_check = outcome.value
    if outcome is PostCheck.RECTIFIED:
        for _condition, item in checked_items(work):
            item.result = Result.FULFILLED.value if item.result in UNKEPT else item.result
    if outcome in PLEDGE_AFTER:
        pledge = pledge_of_case(work)
        pledge.status = PLEDGE_AFTER[outcome].value
        pledge.version += 1
    work.audit("permit.checked", number=permit.number, outcome=outcome.value)
    if outcome in NOTICES:
        work.tell_subject(NOTICES[outcome], permit=permit.number)
    return {}
