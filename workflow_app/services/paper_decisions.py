"""Decisions signed on paper: a sheet registered as the decision, and what its signer says against that."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.approval_sheets import LONGEST_DISPUTE, may_register_sheet
from workflow_app.domain.commands.approval_sheets import RegisterSheet, SignedOnPaper
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import (
    ConflictError,
    FieldError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StepRefusedError,
)
from workflow_app.domain.policies import may_act_on_task
from workflow_app.domain.texts import tidy
from workflow_app.domain.time import local_date
from workflow_app.engine import StepFailedError
from workflow_app.models import SignedSheet, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.signed_sheets import SignedSheets
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.approval_sheets import refuse_outsider
from workflow_app.services.audit import record_for_case
from workflow_app.services.completing import complete_within
from workflow_app.services.incidents import write_incident
from workflow_app.services.showing import facts_of
from workflow_app.services.signed_sheets import register_sheet, signers_of, what_was_signed
from workflow_app.services.tools import Tools

DECIDES = Role.DECIDER
"""Whose step a signed sheet may complete."""
HEARS = (Role.SECTION_HEAD, Role.SUPERVISOR)
"""Who is told that a signer does not own what was entered."""


@dataclass(frozen=True, slots=True)
class ToEnter:
    """The decision of a case that is due, and who may have signed it."""

    task_id: str
    signers: tuple[tuple[str, str], ...]


def decision_to_enter(case_id: str, *, actor: Actor, tools: Tools) -> ToEnter | None:
    """Return what a clerk may enter from a signed sheet, or None where nothing is due or it is not theirs to enter."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_outsider(actor, rows)
        may = may_register_sheet(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
        tasks = unit.tasks.of_case(case_id)
        due = next((each for each in tasks if each.status == "OPEN" and each.role == DECIDES), None)
        if due is None or not may.allowed:
            return None
        able = [
            (each.id, each.name)
            for each in signers_of(unit, rows)
            if each.id != actor.id and _may_decide(unit, rows, due, tasks, each.id, tools)
        ]
        return ToEnter(due.id, tuple(able))


def enter_decision(command: RegisterSheet, *, actor: Actor, tools: Tools) -> str:
    """Register a signed sheet as the decision of its case: the task is its signer's, entered by the actor.

    Raises as `register_sheet` and `complete_task` do, and InvalidError on `/signer_id` where who signed may not decide.
    """
    if command.decision is None:
        raise ConflictError("SHEET_NO_DECISION")
    try:
        sheet_id = register_sheet(command, actor=actor, tools=tools, within=_decide)
    except StepFailedError as error:
        number = write_incident(
            tools,
            case_id=command.case_id,
            task_id=command.decision.task_id,
            due_work_id=None,
            element=error.element,
            code=error.code,
            detail=error.detail,
        )
        raise StepRefusedError("STEP_FAILED", incident=number) from error
    tools.wake.nudge()
    return sheet_id


def dispute_sheet(sheet_id: str, reason: str, *, actor: Actor, tools: Tools) -> str:
    """Let the signer of a decision entered from paper say that it is not theirs; return the case.

    Raises NotFoundError, ForbiddenError, InvalidError on /reason, ConflictError SHEET_DISPUTED.
    """
    why, now = tidy(reason), tools.clock.now()
    with tools.database.write() as unit:
        row = SignedSheets(unit.session).find(sheet_id)
        if row is None or row.task_id is None or row.signer_id != actor.id:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        unit.audit.lock_case(row.case_id)
        unit.session.refresh(row)
        rows = unit.cases.get(row.case_id)
        refuse_outsider(actor, rows)
        if row.disputed_at is not None:
            raise ConflictError("SHEET_DISPUTED")
        if not why or len(why) > LONGEST_DISPUTE:
            code = "TOO_LONG" if why else "REQUIRED"
            raise InvalidError(FieldError("/reason", code, {"maximum": LONGEST_DISPUTE}))
        row.dispute, row.disputed_at = why, now
        facts = {"number": rows.case.number, "by": actor.name, "why": why, "path": _page_of(row.case_id)}
        telling = Telling("SHEET_DISPUTED", rows.case.authority_id, facts, case_id=row.case_id)
        unit.add(*(telling.for_role(role, now=now) for role in HEARS), telling.for_account(row.entered_by, now=now))
        data = {"sheet": row.id, "reason": why}
        record_for_case(unit, case_id=row.case_id, actor=actor, action="case.sheet_disputed", data=data, now=now)
        unit.commit()
    tools.wake.nudge()
    return row.case_id


def _decide(unit: UnitOfWork, sheet: SignedSheet, command: RegisterSheet, actor: Actor, tools: Tools) -> None:
    """Complete the decision in the name of who signed, and tell them."""
    decision = command.decision
    if decision is None:
        raise ConflictError("SHEET_NO_DECISION")
    tasks = unit.tasks.of_case(command.case_id)
    task = next((each for each in tasks if each.id == decision.task_id and each.role == DECIDES), None)
    if task is None:
        raise ConflictError("SHEET_NO_DECISION")
    opened_on = local_date(task.opened_at)
    if sheet.signed_on < opened_on:
        raise InvalidError(FieldError("/signed_on", "BEFORE_THE_STEP", {"minimum": opened_on}))
    signer = unit.accounts.find_actor(sheet.signer_id, today=local_date(tools.clock.now()))
    if signer is None:
        raise InvalidError(FieldError("/signer_id", "SIGNER_MAY_NOT"))
    sheet.task_id = task.id
    signed, asked = SignedOnPaper(signer, sheet.id), CompleteTask(task.id, decision.values, decision.version)
    try:
        view = complete_within(unit, asked, actor=actor, tools=tools, signed=signed)
    except ForbiddenError as error:
        raise InvalidError(FieldError("/signer_id", "SIGNER_MAY_NOT", {"rule": error.code})) from error
    data, now = what_was_signed(sheet), tools.clock.now()
    record_for_case(unit, case_id=command.case_id, actor=actor, action="case.sheet_decided", data=data, now=now)
    facts = {"number": view.number, "by": actor.name, "path": _page_of(command.case_id)}
    telling = Telling("DECIDED_ON_PAPER", task.authority_id, facts, case_id=command.case_id)
    unit.add(telling.for_account(signer.id, now=now))


def _may_decide(
    unit: UnitOfWork, rows: CaseRows, task: Task, tasks: Sequence[Task], account_id: str, tools: Tools
) -> bool:
    signer = unit.accounts.find_actor(account_id, today=local_date(tools.clock.now()))
    facts = facts_of(task, tasks, handed_in=rows.case.submitted_at is not None)
    return signer is not None and may_act_on_task(signer, facts).allowed


def _page_of(case_id: str) -> str:
    return f"/desk/cases/{case_id}/sheet"
