"""`case/extend`: the limit of the result is put off, once (rule A4)."""

from collections.abc import Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of, place_clocks, reckon


def extend_limit(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Let the clock of the result run longer by what the case's regime allows.

    Raises ParameterMissingError where the regime allows nothing, RefusedError NO_EXTENSION where the process does not:
    the service that asks for it has said so before.
    """
    del parameters
    said = work.facts.extension
    if said is None:
        raise RefusedError("NO_EXTENSION")
    clock, longer = clocks_of(work)[said.clock], work.parameter(said.parameter).amount
    within = clocks_of(work).get(said.with_it or "")
    longer_ones = [clock] if within is None or within.stopped_at else [clock, within]
    for each in longer_ones:
        each.amount += longer
    placed = [(each, reckon(work, each)) for each in longer_ones]
    place_clocks(work.unit, placed, calendar=work.read_calendar(), now=work.now)
    work.audit("case.extended", clock=said.clock, by=longer, due_on=clock.due_on.isoformat())
    return {}
