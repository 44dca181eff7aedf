"""`case/forward`: an application goes to the intake of the authority that decides on it (rule 2.5 step 8)."""

from collections.abc import Mapping

from workflow_app.domain.actors import Role
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def forward_case(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Tell the intake at once that an application has come in."""
    del parameters
    work.tell_role(Role.INTAKE, "APPLICATION_RECEIVED", subject=work.subject.name)
    work.audit("case.forwarded", authority=work.authority.code)
    return {}
