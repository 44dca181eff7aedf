"""`case/note_decision_return`: the decider sends the case back to who reviewed it."""

from collections.abc import Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.returning import COUNT, EXCEEDED, PUBLISHED
from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.intended_repairs import PUBLICITY

REVIEW = "REVIEW"


def note_decision_return(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Count the return, and note whether the intended repair was on display for its full days.

    `to` says to which step, for the trail of the case: the second review where it says nothing. `rounds` names the
    parameter that says how often a case may be sent back. Raises RefusedError RETURN_USED where it
    was so often already: the form does not offer it then, but two who decide may have the same page open.
    """
    count = from_json(work.case.routing).get(COUNT, 0)
    used, most = (count if isinstance(count, int) else 0), work.parameter(parameters["rounds"]).amount
    if used >= most:
        raise RefusedError(EXCEEDED, most=most)
    if parameters.get("to") == REVIEW:
        work.audit("case.returned_to_review", times=used + 1)
    else:
        work.audit("case.returned_to_second", times=used + 1)
    published = {PUBLISHED: _was_published(work)} if PUBLISHED in work.facts.routing_names else {}
    return {COUNT: used + 1, **published}


def _was_published(work: CaseWork) -> bool:
    """Tell whether the publicity ran to its end; one that an upheld objection cut short did not."""
    clock = clocks_of(work).get(PUBLICITY)
    return clock is not None and clock.stopped_at is not None and clock.due_at <= clock.stopped_at
