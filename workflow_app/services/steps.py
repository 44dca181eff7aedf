"""One step of a case: the engine moves it, and everything that follows is written in the same unit of work."""

from collections.abc import Callable, Iterable
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.audit import case_chain
from workflow_app.domain.pausing import HELD
from workflow_app.domain.routing import RoutingValue, from_json, to_json
from workflow_app.domain.time import local_date
from workflow_app.engine import CompiledProcess, OperationCall, RunOperation, Stay, Step
from workflow_app.models import Task
from workflow_app.repositories.audit import chain_entries
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.case_clocks import move_clocks
from workflow_app.services.case_waits import move_tasks, move_waits
from workflow_app.services.giving import give_by_rule
from workflow_app.services.held_filings import hold
from workflow_app.services.inbound_results import note_result
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.near_limits import follow_legal, place_tasks
from workflow_app.services.objection_results import leave_moot, settle
from workflow_app.services.outcomes import COMPLETED, tell_outcome
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.ready import ready
from workflow_app.services.telling_users import tell_users
from workflow_app.services.tools import Tools

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
        option_words=loaded.option_words,
        matter=loaded.matter,
        base_url=tools.base_url,
        read_calendar=lambda: tools.calendars.get(rows.authority, unit.authorities),
        read_spans=lambda: tools.calendars.spans(rows.authority, unit.outages),
        read_parameters=lambda: tools.calendars.kept(rows.case.parameters_digest, unit.snapshots),
        read_training=lambda: (
            tools.calendars.parameters(
                rows.authority, unit.authorities, regime=rows.case.regime, on=local_date(rows.case.created_at)
            ).training
        ),
        read_publicity=lambda: PublicityRules(unit, tools.calendars, local_date(now or tools.clock.now())).rules_of(
            rows.authority
        ),
    )


def loaded_of(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> LoadedProcess:
    """Return the process version of a case, ready to run about its matter, if it is about one."""
    return ready(unit, rows.runs_on, tools, edition_id=rows.case.matter_edition_id)


def take_step(
    work: CaseWork, loaded: LoadedProcess, tools: Tools, move: Move, *, open_tasks: Iterable[Task] = ()
) -> list[Task]:
    """Move the case and write what follows: state, clocks, tasks, waits and audit entries; nothing is committed.

    Returns the tasks that the step opened.

    Raises StepFailedError where the diagram cannot go on, and any DomainError of an operation unchanged.
    """
    operations, work.tasks = tools.operations, list(open_tasks)

    def run(call: OperationCall) -> dict[str, RoutingValue] | Stay:
        operation, waited = operations[call.name], work.pause
        routing = dict(operation(work, call.parameters))
        return routing if work.pause is waited else Stay(routing)

    case = work.case
    step = move(loaded.compiled, from_json(case.routing), run)
    case.engine_state = step.state
    case.routing = to_json(step.routing)
    case.passed = list(dict.fromkeys([*case.passed, *step.entered]))
    case.version += 1
    tools.on_step(step)
    settle(work)
    _note_decisions(work, loaded, step)
    move_clocks(work, step)
    opened = move_tasks(work, loaded, step, work.tasks)
    follow_legal(work, loaded)
    place_tasks(work, [*work.tasks, *opened])
    if loaded.facts.assigning:
        give_by_rule(work, opened, loaded)
    if loaded.compiled.awaits_events:
        move_waits(work, step)
    _hand_in(work, opened)
    hold(work)
    _move_case(work, loaded, step)
    write_audit(work)
    return opened


def _note_decisions(work: CaseWork, loaded: LoadedProcess, step: Step) -> None:
    """Write down which rules of which table decided, so that the way of a case can be explained afterwards."""
    for each in step.decided:
        table = loaded.compiled.decisions[each.table]
        work.audit(
            "case.table_decided",
            element=each.element,
            table=each.table,
            table_zh=table.name,
            table_en=table.name_en or table.name,
            rules=list(each.rules),
        )


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
    work.unit.add_entries(entries)
    work.entries = []


def _hand_in(work: CaseWork, opened: Iterable[Task]) -> None:
    """Let a case be handed in once the office has something to do in it, also where no operation registers it."""
    case = work.case
    if case.submitted_at is None and any(task.role != Role.APPLICANT for task in opened):
        case.submitted_at = work.handed_in_at
        case.status = "RUNNING"


def _move_case(work: CaseWork, loaded: LoadedProcess, step: Step) -> None:
    """Take the state that people see from the last element that names one; close the case at its end.

    A step of `foremost` that waits goes before what moved beside it.
    """
    elements = loaded.compiled.elements
    named = [state for each in step.entered if each in elements and (state := elements[each].state)]
    named += [HELD] if work.pause else []
    first = [
        state
        for wait in step.waits
        if wait.element in loaded.facts.foremost and (state := elements[wait.element].state)
    ]
    reached = next(iter(first), named[-1] if named else work.case.state)
    if reached != work.case.state:
        work.case.state = reached
        work.audit("case.state_reached", state=reached)
    tell_outcome(work, named)
    if COMPLETED in named:
        tell_users(work)
    note_result(work, named)
    if step.finished:
        work.case.status, work.case.pause_id = "ENDED", None
        work.case.ended_at = work.now
        work.case.open_record_id = None
        leave_moot(work)
        work.audit("case.ended", state=work.case.state)
