"""`case/forward`: an application goes to the authority that decides on it, at once (rule 2.5 step 8)."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def forward_case(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Note to whom an application went; its task in the inbox of the intake is what tells them."""
    del parameters
    work.audit("case.forwarded", authority=work.authority.code)
    return {}
