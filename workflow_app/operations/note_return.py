"""`case/note_return`: the second reviewer sends the case back, once."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.repositories.case_work import CaseWork


def note_return(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Count the return; the diagram sends a second disagreement to the decider (rule 2.5 step 12)."""
    del parameters
    count = from_json(work.case.routing).get("returned_count", 0)
    returned = (count if isinstance(count, int) else 0) + 1
    work.audit("case.returned_to_first", times=returned)
    return {"returned_count": returned}
