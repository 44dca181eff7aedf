"""`pledge/note_untrue`: a pledge proved untrue before the decision; that it was false is heard in a case of its own."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_pledges import pledge_of_case
from workflow_app.repositories.case_work import CaseWork

BREACH_KIND = "untrue_breach"


def note_untrue(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Leave the work that has the breach heard; raises NotFoundError PLEDGE_UNKNOWN.

    The pledge never came into force and is published nowhere, but it was given: it is not taken back.
    Nothing is on record by this, which needs notice and a hearing (rule 2.2 steps 9 and 11, fact 13).
    """
    del parameters
    pledge = pledge_of_case(work)
    work.audit("pledge.found_untrue", number=pledge.number)
    payload: dict[str, object] = {"case_id": work.case.id, "pledge_id": pledge.id, "by": work.actor.id}
    work.leave(BREACH_KIND, f"{BREACH_KIND}:{work.case.id}", payload)
    return {}
