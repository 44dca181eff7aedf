"""`deferral/give_more_time`: the three days are put off by the working days that were agreed (rule 2.3 step 11)."""

from collections.abc import Mapping

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.more_time import AGREED, GIVEN, MOST, read_request, wrong_in_answer
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_days import number_in, put_off


def give_more_time(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Put the days off; raises InvalidError MORE_THAN_ASKED or MORE_THAN_ALLOWED."""
    del parameters
    given, agreed = number_in(work, GIVEN), int(str(work.values[AGREED]))
    asked = read_request(work.answers())
    wrong = list(wrong_in_answer(agreed, wanted=asked.wanted, left=work.parameter(MOST).amount - given))
    if wrong:
        raise InvalidError(*wrong)
    return {**put_off(work, agreed), GIVEN: given + agreed}
