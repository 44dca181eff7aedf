"""`case/accept_by_silence`: nobody said in time what is missing, so the case counts as accepted (rules K8 and A2)."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.time import local_date
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of


def accept_by_silence(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Let what this step starts count from the day of receipt: of the application, or of what was supplied."""
    del parameters
    notice = clocks_of(work).get(work.facts.silence_clock or "")
    work.counts_from = notice.started_on if notice else local_date(work.case.submitted_at or work.now)
    work.audit("case.accepted_by_silence", accepted_on=work.counts_from.isoformat())
    return {}
