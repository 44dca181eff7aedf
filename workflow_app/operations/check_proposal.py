"""`breach/check_proposal`: a document is named with its number and its day, or not at all (fact 13)."""

from collections.abc import Mapping

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.inlets import wrong_public_text
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork


def check_proposal(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Refuse half a document, and findings with the numbers of persons; raises InvalidError."""
    del parameters
    number, day = (bool(work.values.get(name)) for name in ("document_no", "document_on"))
    wrong = [
        FieldError(f"/values{each.field}", each.code, each.values)
        for each in wrong_public_text("proposal_findings", str(work.values.get("proposal_findings") or ""))
    ]
    if number and not day:
        wrong.append(FieldError("/values/document_on", "REQUIRED"))
    if day and not number:
        wrong.append(FieldError("/values/document_no", "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)
    return {}
