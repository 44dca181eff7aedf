"""`case/note_resubmission`: the applicant has supplied what was missing."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.repositories.case_work import CaseWork


def note_resubmission(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Count the correction; acceptance and result begin afresh by the clocks of the process (rules A3 and A22)."""
    del parameters
    count = from_json(work.case.routing).get("correction_count", 0)
    supplied = (count if isinstance(count, int) else 0) + 1
    work.audit("case.resubmitted", times=supplied)
    return {"correction_count": supplied}
