"""`deferral/ask_more_time`: the applicant asks for more time, for as long as something nobody could help lasted."""

from collections.abc import Mapping

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.more_time import ASKED, COUNT, GIVEN, MOST, STATE, read_request, wrong_in_request
from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_days import number_in


def ask_more_time(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Take a request; until it is decided no day of the applicant's lapses.

    Raises InvalidError: MORE_THAN_EFFECT, MORE_THAN_ALLOWED, TOO_EARLY, REQUIRED for the reason in the time of grace.
    """
    del parameters
    routing, asked = from_json(work.case.routing), read_request(work.values)
    left = work.parameter(MOST).amount - number_in(work, GIVEN)
    phase = str(routing.get("supply_phase") or "")
    wrong = list(wrong_in_request(asked, work.read_calendar(), phase=phase, left=left))
    if wrong:
        raise InvalidError(*wrong)
    work.audit("deferral.more_time_asked", days=asked.wanted, phase=phase)
    return {STATE: ASKED, COUNT: number_in(work, COUNT) + 1}
