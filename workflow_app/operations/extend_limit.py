"""`case/extend`: the limit of the result is put off, once (rule A4)."""

from collections.abc import Mapping

from workflow_app.domain.extending import CLOCK, LENGTH
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of, place_clocks, reckon


def extend_limit(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Let the clock of the result run longer by what the case's regime allows.

    Raises ParameterMissingError where the regime allows nothing: the service that asks for it has said so before.
    """
    del parameters
    clock, longer = clocks_of(work)[CLOCK], work.parameter(LENGTH).amount
    clock.amount += longer
    place_clocks(work.unit, [(clock, reckon(work, clock))], calendar=work.read_calendar(), now=work.now)
    work.audit("case.extended", clock=CLOCK, by=longer, due_on=clock.due_on.isoformat())
    return {}
