"""Withdrawal: the applicant takes a case back, up to the decision."""

from workflow_app import engine
from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.moving import may_withdraw
from workflow_app.models import Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, take_step, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

REASON_LENGTH = 500


def withdraw_case(command: WithdrawCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Withdraw a case with a reason; raises ForbiddenError TOO_LATE_TO_WITHDRAW, ConflictError STALE or CASE_ENDED."""
    refuse_reason(command.reason)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        view = withdraw_within(unit, command, actor=actor, tools=tools)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    return view


def refuse_reason(reason: str) -> None:
    """Refuse a withdrawal without a reason, or with a very long one; raises InvalidError on `/reason`."""
    if not reason.strip():
        raise InvalidError(FieldError("/reason", "REQUIRED"))
    if len(reason) > REASON_LENGTH:
        raise InvalidError(FieldError("/reason", "TOO_LONG", {"maximum": REASON_LENGTH}))


def withdraw_within(unit: UnitOfWork, command: WithdrawCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Withdraw a case in a unit of work that the caller commits; raises as `withdraw_case`."""
    rows = unit.cases.get(command.case_id, lock=True)
    refuse_reader(actor, rows)
    loaded = loaded_of(unit, rows, tools)
    _refuse(actor, rows.case.subject_id, rows.case.state, loaded)
    if rows.case.status == "ENDED":
        raise ConflictError("CASE_ENDED")
    if command.version is not None and command.version != rows.case.version:
        raise ConflictError("STALE", seen=command.version, current=rows.case.version)
    work = work_on(unit, rows, actor=actor, tools=tools)
    work.audit("case.withdrawal_asked", reason=command.reason.strip())
    tasks = unit.tasks.of_case(rows.case.id)
    opened = deliver(work, loaded, tools, str(loaded.facts.withdrawal_message))
    return show_case(rows, loaded, actor=actor, tasks=[*tasks, *opened], clocks=unit.cases.clocks([rows.case.id]))


def _refuse(actor: Actor, subject_id: str, state: str, loaded: LoadedProcess) -> None:
    answer = may_withdraw(actor, subject_id=subject_id, state=state, states=loaded.facts.withdrawal_states)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def deliver(work: CaseWork, loaded: LoadedProcess, tools: Tools, message: str) -> list[Task]:
    """Give a message to the one wait of a case that expects it; raises RefusedError NOT_WAITING where none does."""
    unit = work.unit
    wait = next((each for each in unit.tasks.open_waits(work.case.id) if each.message == message), None)
    if wait is None:
        raise RefusedError("NOT_WAITING", message=message)
    wait.status = "DONE"
    tasks = unit.tasks.of_case(work.case.id)
    opened = take_step(
        work,
        loaded,
        tools,
        lambda process, routing, run: engine.deliver_message(
            process, work.case.engine_state, ref=wait.engine_ref, routing=routing, run=run
        ),
        open_tasks=tasks,
    )
    unit.flush()
    return opened
