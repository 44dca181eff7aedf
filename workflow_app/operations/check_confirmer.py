"""`breach/check_confirmer`: nobody confirms what they alleged themselves."""

from collections.abc import Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def check_confirmer(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Refuse who alleged a breach as the one who confirms it; raises RefusedError BREACH_OWN_ALLEGATION (rule 2.4)."""
    del parameters
    breach = work.unit.breaches.find_of_case(work.case.id)
    if breach is None:
        raise RefusedError("BREACH_BY_OFFICE_ONLY")
    if breach.alleged_by == work.actor.id:
        raise RefusedError("BREACH_OWN_ALLEGATION")
    return {}
