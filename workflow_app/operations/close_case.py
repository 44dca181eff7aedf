"""`case/close_*`: how a case ends without a decision on its merits."""

from collections.abc import Mapping

from workflow_app.domain.pledges import OVER
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_signing import withdraw_pledge


def close_withdrawn(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Close at the applicant's wish; the record may be applied for again."""
    return _close(work, parameters, "case.withdrawn")


def close_moot(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Close because the penalty no longer stands: a correction, not a repair."""
    return _close(work, parameters, "case.moot")


def close_terminated(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Close because the subject no longer exists."""
    return _close(work, parameters, "case.terminated")


def _close(work: CaseWork, parameters: Mapping[str, str], action: str) -> dict[str, RoutingValue]:
    del parameters
    for pledge in work.unit.pledges.of_case(work.case.id):
        if pledge.status in OVER:
            continue
        withdraw_pledge(work.unit, pledge, why="", now=work.now)
    work.audit(action)
    return {}
