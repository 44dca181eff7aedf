"""Clocks that a process ties to its elements: started and stopped by the step that enters them."""

from workflow_app.domain.process_facts import ClockFacts
from workflow_app.engine import Step
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork


def move_clocks(work: CaseWork, step: Step) -> dict[str, CaseClock]:
    """Start and stop the clocks that the process ties to elements entered in this step."""
    entered = set(step.entered)
    started = {facts.key: _start_clock(work, facts) for facts in work.facts.clocks if facts.starts in entered}
    stopped = {facts.key for facts in work.facts.clocks if facts.stops & entered or step.finished}
    if not work.facts.clocks or not (stopped or started):
        return started
    kept = {clock.key: clock for clock in work.unit.cases.clocks([work.case.id])}
    for key in stopped & kept.keys():
        if kept[key].status == "RUNNING":
            kept[key].status = "STOPPED"
            kept[key].stopped_at = work.now
            work.audit("case.clock_stopped", clock=key)
    return kept | started


def _start_clock(work: CaseWork, facts: ClockFacts) -> CaseClock:
    """Start one clock today; its due day is computed from the case's own parameters."""
    parameter = work.parameter(facts.parameter)
    due = work.due(facts.parameter)
    clock = CaseClock(
        case_id=work.case.id,
        key=facts.key,
        status="RUNNING",
        started_on=work.today,
        amount=parameter.amount,
        unit=parameter.unit,
        due_on=due.due_on,
        due_at=due.due_at,
        provisional=due.provisional,
        basis={
            "from": work.today.isoformat(),
            "amount": parameter.amount,
            "unit": parameter.unit,
            "counted": len(due.counted),
            "skipped": [{"date": each.day.isoformat(), "why": each.why} for each in due.skipped],
        },
    )
    work.unit.add(clock)
    work.audit("case.clock_started", clock=facts.key, due_on=due.due_on.isoformat())
    return clock
