"""`case/escalate`: a limit has passed; the office is told and the case says so."""

from collections.abc import Mapping

from workflow_app.domain.actors import Role
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def escalate_case(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Note that the limit has passed, and tell the section head and the supervisor (rule K10)."""
    work.audit("case.overdue", what=parameters.get("what", "removals"))
    for role in (Role.SECTION_HEAD, Role.SUPERVISOR):
        work.tell_role(role, "REMOVALS_LATE")
    return {}
