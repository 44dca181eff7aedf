"""Naming a person of another section for one task of one case, by the head of the section (rule A17)."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.appointing import (
    LONGEST_REASON,
    AppointmentStatus,
    may_appoint,
    may_be_named,
    reads_appointments,
)
from workflow_app.domain.commands.appointments import Appoint
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.texts import tidy, validate
from workflow_app.models import Assignment, Task
from workflow_app.repositories.appointments import Appointments
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.colleagues import colleagues
from workflow_app.services.staffing import tell
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools


def appoint(command: Appoint, *, actor: Actor, tools: Tools) -> str:
    """Name somebody for a task and return the id of its case; what was asked is settled with it.

    Raises NotFoundError APPOINTMENT_UNKNOWN, ForbiddenError, InvalidError on /account_id or /reason, ConflictError
    APPOINTMENT_SETTLED where somebody was named before or nobody need be any more.
    """
    reason = _reason(command.reason)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        found = Appointments(unit.session).get(command.appointment_id)
        _check(actor, found.task)
        task, rows = unit.tasks.get(found.task.id, lock=True)
        asked = Appointments(unit.session).lock(command.appointment_id)
        if asked.status != AppointmentStatus.WANTED or task.status != "OPEN":
            raise ConflictError("APPOINTMENT_SETTLED")
        work = work_on(unit, rows, actor=actor, tools=tools)
        _check_named(work, task, command.account_id)
        asked.status, asked.open_task_id, asked.settled_at = AppointmentStatus.MADE.value, None, work.now
        asked.account_id, asked.reason, asked.made_by = command.account_id, reason, actor.id
        _name(unit, work, task, command.account_id, reason)
        tell(work, task, "APPOINTED", tools, path=f"/desk/tasks/{task.id}", account_id=command.account_id)
        write_audit(work)
        once.keep(unit, command.once, row_id, rows.case.id)
        unit.commit()
    tools.wake.nudge()
    return rows.case.id


def _name(unit: UnitOfWork, work: CaseWork, task: Task, account_id: str, reason: str) -> None:
    """Let the named person do the task, and keep that in the record of the case."""
    task.appointee_id, task.unstaffed_at = account_id, None
    task.version += 1
    unit.add(
        Assignment(
            task_id=task.id,
            account_id=account_id,
            kind="APPOINTED",
            reason=reason,
            made_by=work.actor.id,
            made_at=work.now,
        )
    )
    work.audit("case.appointed", element=task.element, account_id=account_id, reason=reason)


def _reason(text: str) -> str:
    reason = tidy(text)
    if not reason:
        raise InvalidError(FieldError("/reason", "REQUIRED"))
    if wrong := validate(reason, maximum=LONGEST_REASON):
        raise InvalidError(*(FieldError("/reason", each.code, each.values) for each in wrong))
    return reason


def _check(actor: Actor, task: Task) -> None:
    """Let through who may name somebody; a stranger does not learn that there is anything to ask."""
    if not reads_appointments(actor, task.authority_id):
        raise NotFoundError("APPOINTMENT_UNKNOWN")
    answer = may_appoint(actor, authority_id=task.authority_id, subject_id=task.subject_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _check_named(work: CaseWork, task: Task, account_id: str) -> None:
    """Refuse who does not work at the authority, took part, has an interest, or is who names."""
    appointments = Appointments(work.unit.session)
    roles = [role for account, role, _ in appointments.list_staff(task.authority_id) if account.id == account_id]
    if not roles:
        raise InvalidError(FieldError("/account_id", "NOT_A_CHOICE" if account_id else "REQUIRED"))
    answer = may_be_named(
        account_id,
        roles,
        by=work.actor.id,
        colleagues=colleagues(task, work.unit.tasks.of_case(task.case_id)),
        interested=appointments.acting_for(task.subject_id, [account_id], today=work.today),
    )
    if not answer.allowed:
        raise InvalidError(FieldError("/account_id", answer.rule))
