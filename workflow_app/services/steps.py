"""One step of a case: the engine moves it, and everything that follows is written in the same unit of work."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.audit import case_chain
from workflow_app.domain.ids import new_id
from workflow_app.domain.periods import Period, Unit, due_at
from workflow_app.domain.process_facts import ClockFacts
from workflow_app.domain.routing import RoutingValue, from_json, to_json
from workflow_app.engine import CompiledProcess, OperationCall, RunOperation, Step, Wait, WaitKind
from workflow_app.models import CaseClock, Task
from workflow_app.models import Wait as WaitRow
from workflow_app.repositories.audit import chain_entries
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.tools import Tools

END_OF_TIME = datetime(9999, 12, 30, tzinfo=UTC)
Move = Callable[[CompiledProcess, dict[str, RoutingValue], RunOperation], Step]
"""How the engine is to move the case: start it, complete a task, fire a timer, deliver a message."""


def work_on(unit: UnitOfWork, rows: CaseRows, *, actor: Actor, tools: Tools, now: datetime | None = None) -> CaseWork:
    """Return a case ready for a step."""
    loaded = loaded_of(unit, rows, tools)
    return CaseWork(
        unit=unit,
        case=rows.case,
        authority=rows.authority,
        subject=rows.subject,
        actor=actor,
        now=now or tools.clock.now(),
        facts=loaded.facts,
        letter_texts=loaded.letter_texts,
        base_url=tools.base_url,
        read_calendar=lambda: tools.calendars.get(rows.authority, unit.authorities),
    )


def loaded_of(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> LoadedProcess:
    """Return the process version of a case, ready to run."""
    return tools.processes.get(rows.version.content_hash, lambda: unit.processes.bundle(rows.version.id))


def take_step(
    work: CaseWork, loaded: LoadedProcess, tools: Tools, move: Move, *, open_tasks: Iterable[Task] = ()
) -> list[Task]:
    """Move the case and write what follows: state, clocks, tasks, waits and audit entries; nothing is committed.

    Returns the tasks that the step opened.

    Raises StepFailedError where the diagram cannot go on, and any DomainError of an operation unchanged.
    """
    operations = tools.operations

    def run(call: OperationCall) -> dict[str, RoutingValue]:
        operation = operations[call.name]
        return dict(operation(work, call.parameters))

    case = work.case
    step = move(loaded.compiled, from_json(case.routing), run)
    case.engine_state = step.state
    case.routing = to_json(step.routing)
    case.version += 1
    clocks = _move_clocks(work, step)
    opened = _move_tasks(work, loaded, step, open_tasks)
    _move_waits(work, step, clocks)
    _move_case(work, loaded, step)
    write_audit(work)
    return opened


def write_audit(work: CaseWork) -> None:
    """Chain the noted entries to the case's own chain."""
    case = work.case
    entries, case.audit_head, case.audit_length = chain_entries(
        chain=case_chain(case.id),
        head=case.audit_head,
        length=case.audit_length,
        at=work.now,
        actor_id=work.actor.id,
        items=work.entries,
    )
    work.unit.add(*entries)
    work.entries = []


def _move_case(work: CaseWork, loaded: LoadedProcess, step: Step) -> None:
    """Take the state that people see from the last element that names one; close the case at its end."""
    states = [loaded.compiled.elements[each].state for each in step.entered if each in loaded.compiled.elements]
    named = [state for state in states if state]
    if named and named[-1] != work.case.state:
        work.case.state = named[-1]
        work.audit("case.state_reached", state=named[-1])
    if step.finished:
        work.case.status = "ENDED"
        work.case.ended_at = work.now
        work.case.open_record_id = None
        work.audit("case.ended", state=work.case.state)


def _move_clocks(work: CaseWork, step: Step) -> dict[str, CaseClock]:
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


def _move_tasks(work: CaseWork, loaded: LoadedProcess, step: Step, open_tasks: Iterable[Task]) -> list[Task]:
    """Open a task for each new wait for a person, and cancel those that the engine no longer has."""
    waits = {wait.ref: wait for wait in step.waits if wait.kind is WaitKind.TASK}
    known = set()
    for task in open_tasks:
        known.add(task.engine_ref)
        if task.status == "OPEN" and task.engine_ref not in waits:
            task.status = "CANCELLED"
            task.version += 1
            work.audit("task.cancelled", element=task.element)
    opened = [_open_task(work, loaded, wait) for ref, wait in waits.items() if ref not in known]
    work.unit.add(*opened)
    return opened


def _open_task(work: CaseWork, loaded: LoadedProcess, wait: Wait) -> Task:
    """Return the row of a new task with its internal limit (rule A4)."""
    element = loaded.compiled.elements[wait.element]
    due = work.due(element.internal_limit) if element.internal_limit else None
    work.audit("task.opened", element=element.id, due_on=due.due_on.isoformat() if due else None)
    return Task(
        id=new_id(),
        case_id=work.case.id,
        authority_id=work.case.authority_id,
        subject_id=work.case.subject_id,
        element=element.id,
        engine_ref=wait.ref,
        role=element.role or "",
        department=element.department,
        separation_group=element.separation_group,
        form=element.form,
        status="OPEN",
        version=1,
        due_on=due.due_on if due else None,
        due_at=due.due_at if due else END_OF_TIME,
        opened_at=work.now,
    )


def _move_waits(work: CaseWork, step: Step, clocks: dict[str, CaseClock]) -> None:
    """Keep a row for each message and timer the case waits for; a timer becomes due work."""
    waits = {wait.ref: wait for wait in step.waits if wait.kind is not WaitKind.TASK}
    known = set()
    for row in work.unit.tasks.open_waits(work.case.id):
        known.add(row.engine_ref)
        if row.engine_ref not in waits:
            row.status = "CLOSED"
    for ref, wait in waits.items():
        if ref not in known:
            _open_wait(work, wait, clocks)


def _open_wait(work: CaseWork, wait: Wait, clocks: dict[str, CaseClock]) -> None:
    """Write one wait, and for a timer the due work that fires it."""
    due = _due_at(work, wait, clocks) if wait.kind is WaitKind.TIMER else None
    row = WaitRow(
        id=new_id(),
        case_id=work.case.id,
        kind=wait.kind.value,
        element=wait.element,
        engine_ref=wait.ref,
        message=wait.message,
        clock=wait.clock,
        due_at=due,
        status="OPEN",
    )
    work.unit.add(row)
    if due is not None:
        work.leave("timer", f"timer:{row.id}", {"wait_id": row.id}, due_at=due)


def _due_at(work: CaseWork, wait: Wait, clocks: dict[str, CaseClock]) -> datetime:
    """Return when a timer is due: with its clock, or after its own duration."""
    if wait.clock is not None:
        clock = clocks.get(wait.clock) or next(
            each for each in work.unit.cases.clocks([work.case.id]) if each.key == wait.clock
        )
        return clock.due_at
    if wait.duration is None:
        raise ValueError(wait.element)
    period = Period(wait.duration.amount, Unit(wait.duration.unit))
    return due_at(work.read_calendar(), period, work.now)
