"""What a case waits for, as rows: tasks for people, messages, and timers that become due work."""

from collections.abc import Iterable
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.periods import Period, Unit, due_at
from workflow_app.engine import Step, Wait, WaitKind
from workflow_app.models import CaseClock, Task
from workflow_app.models import Wait as WaitRow
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import STOPPED, clocks_of
from workflow_app.repositories.clocks import END_OF_TIME
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.near_limits import within_legal
from workflow_app.services.objection_results import tell_again


def move_tasks(work: CaseWork, loaded: LoadedProcess, step: Step, open_tasks: Iterable[Task]) -> list[Task]:
    """Open a task for each new wait for a person, and cancel those that the engine no longer has."""
    waits = {wait.ref: wait for wait in step.waits if wait.kind is WaitKind.TASK}
    known = set()
    earlier = list(open_tasks)
    for task in earlier:
        known.add(task.engine_ref)
        if task.status == "OPEN" and task.engine_ref not in waits:
            task.status = "CANCELLED"
            task.version += 1
            work.audit("task.cancelled", element=task.element)
    opened = [_open_task(work, loaded, wait) for ref, wait in waits.items() if ref not in known]
    for task in opened:
        task.appointee_id = _appointed_before(task, earlier)
    work.unit.add(*opened)
    return opened


def _appointed_before(task: Task, earlier: Iterable[Task]) -> str | None:
    """Return who was appointed for the same part of this case before, such as for a review that was returned.

    Where several wait for a person at once, such as two verifiers, each asks for one of its own.
    """
    part = (task.role, task.form, task.separation_group)
    done = [each for each in earlier if (each.role, each.form, each.separation_group) == part and each.status == "DONE"]
    return done[-1].appointee_id if done else None


def _open_task(work: CaseWork, loaded: LoadedProcess, wait: Wait) -> Task:
    """Return the row of a new task with its internal limit (rule A4)."""
    element = loaded.compiled.elements[wait.element]
    limit = work.due(element.internal_limit) if element.internal_limit else None
    due = within_legal(work, limit, opened_at=work.now) if limit else None
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
        near_at=due.due_at if due else END_OF_TIME,
        opened_at=work.now,
    )


def move_waits(work: CaseWork, step: Step) -> None:
    """Keep a row for each message and timer the case waits for; a timer becomes due work."""
    waits = {wait.ref: wait for wait in step.waits if wait.kind is not WaitKind.TASK}
    known = set()
    for row in work.unit.tasks.open_waits(work.case.id):
        known.add(row.engine_ref)
        if row.engine_ref not in waits and row.status == "OPEN":
            row.status = "CLOSED"
    for ref, wait in waits.items():
        if ref not in known:
            _open_wait(work, wait)


def _open_wait(work: CaseWork, wait: Wait) -> None:
    """Write one wait, and for a timer the due work that fires it."""
    clock = clocks_of(work)[wait.clock] if wait.clock is not None else None
    due = _due_at(work, wait, clock) if wait.kind is WaitKind.TIMER else None
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
    tell_again(work, row)
    if due is not None:
        clock_id = clock.id if clock is not None else None
        work.leave("timer", f"timer:{row.id}", {"wait_id": row.id}, due_at=due, clock_id=clock_id)


def _due_at(work: CaseWork, wait: Wait, clock: CaseClock | None) -> datetime:
    """Return when a timer is due: with its clock, or after its own duration.

    A clock that has stopped is nothing to wait for: the case came back to where its time was over already.
    """
    if clock is not None:
        return min(clock.due_at, work.now) if clock.status == STOPPED else clock.due_at
    if wait.duration is None:
        raise ValueError(wait.element)
    period = Period(wait.duration.amount, Unit(wait.duration.unit))
    return due_at(work.read_calendar(), period, work.now)
