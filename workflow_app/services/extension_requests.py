"""Asking the decider, while the limit still runs, to put it off: by who reviews the case, once at a time (rule A4)."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import AskForExtension, DeclineExtension
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from workflow_app.domain.extending import may_ask, may_extend
from workflow_app.domain.ids import new_id
from workflow_app.models import ExtensionRequest
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.extension_requests import DECLINED, GIVEN, OPEN, find_open
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.extension_limits import RIGHTS, ExtensionView, limit_of, reason_of, show_limit
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request that nobody has answered: who asked, when, and why."""

    asked_by: str
    asked_at: datetime
    reason: str


def asking_of(case_id: str, *, actor: Actor, tools: Tools) -> ExtensionView | None:
    """Return whether somebody may ask that the limit of a case is put off; None for those who never review it."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        if rows.case.status == "ENDED" or loaded_of(unit, rows, tools).facts.extension is None:
            return None
        work = work_on(unit, rows, actor=actor, tools=tools)
        limit = limit_of(work)
        answer = may_ask(actor, limit, on=work.today, is_asked=find_open(unit.session, case_id) is not None)
        return None if answer.rule in RIGHTS else show_limit(work, answer, limit)


def open_request_of(case_id: str, *, actor: Actor, tools: Tools) -> RequestView | None:
    """Return the request that waits for an answer, or None."""
    with tools.database.read() as unit:
        refuse_reader(actor, unit.cases.get(case_id))
        row = find_open(unit.session, case_id)
        if row is None:
            return None
        return RequestView(unit.accounts.names([row.asked_by]).get(row.asked_by, ""), row.asked_at, row.reason)


def ask_for_extension(command: AskForExtension, *, actor: Actor, tools: Tools) -> None:
    """Ask the decider; raises ForbiddenError, RefusedError of the rule, ConflictError, InvalidError on `/reason`."""
    reason = reason_of(command.reason)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        work = _hold(unit, command.case_id, command.version, actor, tools)
        is_asked = find_open(unit.session, command.case_id) is not None
        limit = limit_of(work)
        answer = may_ask(actor, limit, on=work.today, is_asked=is_asked)
        if not answer.allowed:
            raise (ForbiddenError if answer.rule in RIGHTS else RefusedError)(answer.rule or "", days=limit.days)
        row = ExtensionRequest(
            id=new_id(),
            case_id=command.case_id,
            asked_by=actor.id,
            asked_at=work.now,
            reason=reason,
            status=OPEN,
        )
        unit.add(row)
        work.audit("case.extension_asked", until=str(limit.until))
        work.tell_role(Role.DECIDER, "EXTENSION_ASKED", due_on=str(limit.until), path=_path(command.case_id))
        write_audit(work)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()


def decline_extension(command: DeclineExtension, *, actor: Actor, tools: Tools) -> None:
    """Say why the limit is not put off; raises NotFoundError where nobody asked, and what `extend_case` raises."""
    note = reason_of(command.note, "note")
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        work = _hold(unit, command.case_id, command.version, actor, tools)
        answer = may_extend(actor, limit_of(work), on=work.today)
        if answer.rule in RIGHTS:
            raise ForbiddenError(answer.rule or "")
        row = find_open(unit.session, command.case_id)
        if row is None:
            raise NotFoundError("NO_EXTENSION_ASKED")
        row.note = note
        work.audit("case.extension_declined")
        _settle(work, row, DECLINED, "EXTENSION_DECLINED")
        write_audit(work)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()


def note_given(work: CaseWork) -> None:
    """Settle a request that was granted by putting the limit off."""
    row = find_open(work.unit.session, work.case.id)
    if row is not None:
        _settle(work, row, GIVEN, "EXTENSION_GIVEN")


def _hold(unit: UnitOfWork, case_id: str, version: int | None, actor: Actor, tools: Tools) -> CaseWork:
    rows = unit.cases.get(case_id, lock=True)
    refuse_reader(actor, rows)
    if rows.case.status == "ENDED":
        raise ConflictError("CASE_ENDED")
    if version is not None and version != rows.case.version:
        raise ConflictError("STALE", seen=version, current=rows.case.version)
    loaded_of(unit, rows, tools)
    return work_on(unit, rows, actor=actor, tools=tools)


def _path(case_id: str) -> str:
    return f"/desk/cases/{case_id}/extend"


def _settle(work: CaseWork, row: ExtensionRequest, status: str, code: str) -> None:
    """Note the answer to a request, and tell who asked."""
    row.status, row.decided_by, row.decided_at = status, work.actor.id, work.now
    facts = {"number": work.case.number, "path": f"/desk/cases/{work.case.id}", "note": row.note or ""}
    telling = Telling(code, work.case.authority_id, facts, case_id=work.case.id)
    work.unit.add(telling.for_account(row.asked_by, now=work.now))
