"""Giving tasks to persons by the head of the section; each task is one transaction, and what cannot be is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.assigning import may_assign, may_be_given
from workflow_app.domain.commands.assigning import AssignTasks
from workflow_app.domain.errors import ConflictError, DomainError, FieldError, ForbiddenError, InvalidError
from workflow_app.models import Task
from workflow_app.repositories.appointments import Appointments
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.sections import Sections
from workflow_app.services.colleagues import colleagues
from workflow_app.services.completing import refuse_outsider
from workflow_app.services.giving import give, tell_given
from workflow_app.services.showing import facts_of
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools

MOST = 100
"""Tasks that are given at once at most: as many as a page shows."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A task that was not given: its case, and the rule that stood against it."""

    number: str
    rule: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many tasks were given, and which were not."""

    done: int
    refused: tuple[Refused, ...]


def assign_tasks(command: AssignTasks, *, actor: Actor, tools: Tools) -> Assigned:
    """Give tasks to somebody or back to the section; raises InvalidError on /tasks where none or too many are named.

    What stands against one task leaves the others alone.
    """
    chosen = list(dict.fromkeys(command.task_ids))
    if not chosen:
        raise InvalidError(FieldError("/tasks", "REQUIRED"))
    if len(chosen) > MOST:
        raise InvalidError(FieldError("/tasks", "TOO_MANY", {"maximum": MOST}))
    done, refused = 0, []
    for task_id in chosen:
        found = _assign(task_id, command.account_id, actor=actor, tools=tools)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            done += 1
    tools.wake.nudge()
    return Assigned(done, tuple(refused))


def _assign(task_id: str, account_id: str | None, *, actor: Actor, tools: Tools) -> Refused | None:
    number = "—"
    try:
        with tools.database.write() as unit:
            task, rows = unit.tasks.get(task_id, lock=True)
            refuse_outsider(actor, facts_of(task, handed_in=rows.case.submitted_at is not None))
            number = rows.case.number or number
            work = work_on(unit, rows, actor=actor, tools=tools)
            _check(work, task, account_id)
            if task.assignee_id != account_id:
                give(work, task, account_id, kind="ASSIGNED" if account_id else "RELEASED")
                if account_id and account_id != actor.id:
                    tell_given(work, task, loaded_of(unit, rows, tools), account_id)
                write_audit(work)
                unit.commit()
    except DomainError as error:
        return Refused(number, error.code)
    return None


def _check(work: CaseWork, task: Task, account_id: str | None) -> None:
    """Refuse who is no head of the section, a task that is not the office's to give, and who may not do it."""
    answer = may_assign(work.actor, authority_id=task.authority_id, subject_id=task.subject_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    if task.status != "OPEN":
        raise ConflictError("TASK_DONE" if task.status == "DONE" else "TASK_CANCELLED")
    if task.role == Role.APPLICANT:
        raise ForbiddenError("NOT_THE_OFFICE")
    if account_id is None:
        return
    given = may_be_given(
        account_id,
        holders=[*may_do(work, task), *([task.appointee_id] if task.appointee_id else [])],
        colleagues=colleagues(task, work.unit.tasks.of_case(task.case_id)),
        interested=Appointments(work.unit.session).acting_for(task.subject_id, [account_id], today=work.today),
    )
    if not given.allowed:
        raise ForbiddenError(given.rule)


def may_do(work: CaseWork, task: Task) -> Sequence[str]:
    """Return who holds the role of a task."""
    found = Sections(work.unit.session).holders(task.authority_id, task.role, task.department)
    return [each.id for each in found]
