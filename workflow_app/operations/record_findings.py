"""`pledge/record_findings`: what a check after the decision found of each condition (rule 2.2 steps 8 and 9)."""

from collections.abc import Iterator, Mapping

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.inlets import wrong_public_text
from workflow_app.domain.pledges import UNKEPT
from workflow_app.domain.post_checks import FINDING, FOUND, RESULT, CheckResult
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.post_check import checked_items


def record_findings(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Keep the finding on each item of the pledge.

    Raises InvalidError where the result says otherwise than the findings, and where a text that is printed has the
    numbers of persons in it.
    """
    del parameters
    wrong = list(_wrong(work))
    if wrong:
        raise InvalidError(*wrong)
    for condition, item in checked_items(work):
        item.result, item.checked_at = str(work.values[FOUND + condition.key]), work.now
    work.audit("pledge.checked", result=str(work.values[RESULT]))
    return {}


def _wrong(work: CaseWork) -> Iterator[FieldError]:
    """Yield what is wrong: true as a whole only if true in everything, and the other way round."""
    keys = [condition.key for condition, _ in checked_items(work)]
    has_unkept = any(work.values.get(FOUND + key) in UNKEPT for key in keys)
    if has_unkept == (work.values.get(RESULT) == CheckResult.PASSED):
        yield FieldError(f"/values/{RESULT}", "CHECK_CONTRADICTS")
    for name in (*(FINDING + key for key in keys), "rectify_what", "checked_by"):
        said = str(work.values.get(name) or "")
        for each in wrong_public_text(name, said) if said else ():
            yield FieldError(f"/values{each.field}", each.code, each.values)
