"""`breach/register`: what is alleged gets a number of its own, and the pledge says so."""

from collections.abc import Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.pledges import PledgeStatus
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def register_breach(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Give the case its number; raises RefusedError BREACH_BY_OFFICE_ONLY where no breach was alleged."""
    del parameters
    breach = work.unit.breaches.find_of_case(work.case.id)
    if breach is None:
        raise RefusedError("BREACH_BY_OFFICE_ONLY")
    year, series = work.today.year, work.facts.number_word
    last = work.unit.letters.next_number(authority_id=work.authority.id, series=series, year=year)
    work.case.number = f"{series}-{year}-{last:04d}"
    work.case.submitted_at, work.case.status = work.now, "RUNNING"
    pledge = work.unit.pledges.get(breach.pledge_id)
    pledge.status = PledgeStatus.BREACH_ALLEGED.value
    pledge.version += 1
    work.audit("pledge.breach_alleged", number=work.case.number, pledge=pledge.number, kind=breach.kind)
    work.tell_subject("BREACH_ALLEGED", subject=work.subject.name, pledge=pledge.number)
    return {}
