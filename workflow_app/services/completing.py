"""Completing a task: the way of every request that changes a case, in the order of its checks."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from workflow_app import engine
from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.approval_sheets import SignedOnPaper
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    StepRefusedError,
)
from workflow_app.domain.policies import TaskFacts, may_act_on_task, may_read_task
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.values import plain
from workflow_app.engine import CompiledProcess, RunOperation, Step, StepFailedError
from workflow_app.models import Case, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.asked_forms import form_of, values_asked
from workflow_app.services.attempts import note_attempt
from workflow_app.services.foreign_files import refuse_foreign_files
from workflow_app.services.held_filings import with_pause
from workflow_app.services.incidents import write_incident
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.materials import facts_asked
from workflow_app.services.rules_changed import RULES_CHANGED, bring_refused, refuse_outdated
from workflow_app.services.showing import facts_of, show_case
from workflow_app.services.signed_words import meant_for_now
from workflow_app.services.signing import AtCounterSigned, sign
from workflow_app.services.steps import loaded_of, take_step, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView


def complete_task(command: CompleteTask, *, actor: Actor, tools: Tools) -> CaseView:
    """Complete a task with the values of its form and move its case on.

    Raises NotFoundError, ForbiddenError (the rule that decided), ConflictError RULES_CHANGED, STALE or TASK_DONE,
    InvalidError per field, RefusedError of a rule, StepRefusedError with the number of an incident, in this order.
    """
    try:
        return _complete(command, actor=actor, tools=tools)
    except StepFailedError as error:
        number = _after_failure(command, error, tools=tools)
        raise StepRefusedError("STEP_FAILED", incident=number) from error
    except ForbiddenError as error:
        note_attempt(command.task_id, error, actor=actor, tools=tools)
        raise
    except ConflictError as error:
        if error.code == RULES_CHANGED:
            bring_refused(command.task_id, command.values, tools=tools)
        raise


def _complete(command: CompleteTask, *, actor: Actor, tools: Tools) -> CaseView:
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        view = complete_within(unit, command, actor=actor, tools=tools)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def complete_within(
    unit: UnitOfWork,
    command: CompleteTask,
    *,
    actor: Actor,
    tools: Tools,
    signed: SignedOnPaper | None = None,
    counter: AtCounterSigned | None = None,
) -> CaseView:
    """Complete a task in a unit of work; nothing lasts until that is committed. Raises as `complete_task` does.

    What was `signed` on paper is the act of its signer, who must be allowed it; `actor` enters it.
    """
    task, rows = unit.tasks.get(command.task_id, lock=True)
    # Not in one question with the lock: PostgreSQL would not show what was added while we waited for it.
    tasks = unit.tasks.of_case(rows.case.id)
    refuse_stranger(signed.signer if signed else actor, task, tasks, case=rows.case)
    refuse_outdated(unit, rows, tools)  # first: a draft that was brought along meanwhile is a newer version of its task
    refuse_stale(task, command.version)
    loaded = loaded_of(unit, rows, tools)
    work = work_on(unit, rows, actor=actor, tools=tools)
    facts = facts_asked(unit, rows, loaded, task, tasks, tools)
    form, values = form_of(task, tasks, loaded, facts), values_asked(task, command.values, loaded, facts)
    work.values = _checked(unit, rows, task, form, values, tools)
    sign(work, rows, task, form, counter=counter, tools=tools)
    _close_task(task, work, signed)
    opened = take_step(work, loaded, tools, partial(_move, task, work, loaded), open_tasks=tasks)
    unit.flush()
    clocks = unit.cases.clocks([rows.case.id]) if loaded.facts.clocks else ()
    return with_pause(show_case(rows, loaded, actor=actor, tasks=[*tasks, *opened], clocks=clocks), work.pause)


def refuse_outsider(actor: Actor, facts: TaskFacts) -> None:
    """Refuse those whose business a task is not: they, and applicants, learn only that there is none."""
    answer = may_read_task(actor, facts)
    if answer.allowed:
        return
    if answer.rule == "NOT_YOUR_CASE":
        raise NotFoundError("TASK_UNKNOWN")
    raise ForbiddenError(answer.rule)


def refuse_stranger(actor: Actor, task: Task, tasks: Sequence[Task], *, case: Case) -> None:
    """Refuse those who may not act; who may not even see the task learns only that there is none."""
    facts = facts_of(task, tasks, handed_in=case.submitted_at is not None)
    refuse_outsider(actor, facts)
    answer = may_act_on_task(actor, facts)
    if not answer.allowed:
        raise ForbiddenError(answer.rule, role=task.role)


def refuse_stale(task: Task, version: int | None) -> None:
    """Refuse a task that is over, or that has moved since it was seen."""
    if task.status != "OPEN":
        raise ConflictError("TASK_DONE" if task.status == "DONE" else "TASK_CANCELLED")
    if version is not None and version != task.version:
        raise ConflictError("STALE", seen=version, current=task.version)


def _checked(
    unit: UnitOfWork, rows: CaseRows, task: Task, form: Mapping[str, Any], values: Mapping[str, object], tools: Tools
) -> dict[str, object]:
    """Return the answers as the form of the case's own process version wants them."""
    if task.form is None:
        return {}
    record = unit.records.get(rows.case.record_id).record if rows.case.record_id and task.role == "APPLICANT" else None
    context = {"decided_on": record.decided_on} if record else {}
    checked = tools.forms.check(form, values, step=task.element, context=context)
    refuse_foreign_files(unit, rows, form, checked)
    return checked


def _close_task(task: Task, work: CaseWork, signed: SignedOnPaper | None) -> None:
    """Mark the task done with its answers; the flush refuses a second writer by the row lock held."""
    task.status = "DONE"
    task.version += 1
    task.outcome = plain(work.values)
    if task.draft is not None:
        work.unit.incidents.resolve(now=work.now, task_id=task.id, by=work.actor.id)
        task.draft = None
    task.completed_at = work.now
    task.completed_by = signed.signer.id if signed else work.actor.id
    work.audit("task.completed", element=task.element, **({"sheet": signed.sheet_id} if signed else {}))


def _move(
    task: Task,
    work: CaseWork,
    loaded: LoadedProcess,
    process: CompiledProcess,
    routing: dict[str, RoutingValue],
    run: RunOperation,
) -> Step:
    """Give the engine the answers that the diagram may see, and let it go on."""
    seen = {key: value for key, value in work.values.items() if key in loaded.facts.routing_names}
    routing |= cast("dict[str, RoutingValue]", seen)
    return engine.complete(process, work.case.engine_state, ref=task.engine_ref, routing=routing, run=run)


def _after_failure(command: CompleteTask, error: StepFailedError, *, tools: Tools) -> str:
    """Keep the person's input as a draft and write the incident, each in a unit of its own."""
    with tools.database.write() as unit:
        task, rows = unit.tasks.get(command.task_id, lock=True)
        if task.status == "OPEN":  # it was free for a moment, in which a colleague may have completed it
            task.draft = meant_for_now(unit, rows, plain(command.values), shown=None, tools=tools)
        case_id = task.case_id
        unit.commit()
    return write_incident(
        tools,
        case_id=case_id,
        task_id=command.task_id,
        due_work_id=None,
        element=error.element,
        code=error.code,
        detail=error.detail,
    )
