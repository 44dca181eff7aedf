"""`pledge/withdraw`: a pledge that never came into force is taken back, and published nowhere (scenario S04)."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_signing import withdraw_pledge
from workflow_app.repositories.pledges import WITHDRAWN


def release_pledge(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Take back what was pledged in the case, if anything was."""
    del parameters
    for pledge in work.unit.pledges.of_case(work.case.id):
        if pledge.status != WITHDRAWN:
            withdraw_pledge(work.unit, pledge, why="", now=work.now)
            work.audit("pledge.taken_back", number=pledge.number)
    return {}
