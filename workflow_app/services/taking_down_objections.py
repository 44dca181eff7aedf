"""Taking down an objection that came by telephone or at the counter: both stand on the notice (rule A6).

What counts is when somebody said it (rule K6), not when it was typed: one of the last afternoon is in time the morning
after. Who took it down stays with it, and so does when.
"""

from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.objections import RegisterObjection
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.objection_checks import wrong_in_proof, wrong_in_what, wrong_in_who
from workflow_app.domain.objection_policies import may_handle_objections
from workflow_app.domain.objections import SMS, TAKEN_DOWN, Source, normal_phone
from workflow_app.domain.time import ZONE, local_date
from workflow_app.models import CaseClock, Objection
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.intended_repairs import RepairRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.intended_repairs import IntendedRepairView, refuse_late, show_repair
from workflow_app.services.objecting import claim_files, new_objection
from workflow_app.services.objection_contacts import write_contact
from workflow_app.services.objection_due import leave_due
from workflow_app.services.objection_news import leave_news
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

NOTICE = "T21_INTENT"


def show_objectionable(case_id: str, *, actor: Actor, tools: Tools) -> IntendedRepairView:
    """Return the repair to which an objection is taken down; raises NotFoundError for those who handle none there."""
    with tools.database.read() as unit:
        rows = unit.objections.repairs.get_objectionable(case_id)
    _refuse_stranger(actor, rows)
    return show_repair(rows, now=tools.clock.now())


def register_objection(command: RegisterObjection, *, actor: Actor, tools: Tools) -> str:
    """Take an objection down and return its id.

    Raises NotFoundError REPAIR_NOT_ON_DISPLAY, ForbiddenError CONFLICT_OF_INTEREST, ConflictError PUBLICITY_OVER where
    it came too late, InvalidError per field, and AlreadyAnsweredError for a second click.
    """
    said, now = command.said, tools.clock.now()
    if not is_id(said.case_id):
        raise NotFoundError("REPAIR_NOT_ON_DISPLAY")
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        repair = unit.objections.repairs.get_objectionable(said.case_id)
        _refuse_stranger(actor, repair)
        rows = unit.cases.get(said.case_id, lock=True)
        began = _began(unit, said.case_id)
        _refuse_wrong(command, repair.clock, began, now, tools)
        received_at = command.received_at or now
        refuse_late(unit, said.case_id, received_at)
        work = work_on(unit, rows, actor=actor, tools=tools, now=now)
        way = Source(command.way)
        row = new_objection(work, said.ground, said.statement.strip(), source=way, received_at=received_at)
        taken = {"taken_by": actor.name, "taken_at": now.isoformat()}
        phone = normal_phone(said.phone) or ""
        row.contact_cipher = tools.cipher.encrypt(write_contact(said, phone, confirmed=False, taken=taken))
        claim_files(unit, row, said.files)
        unit.add(row)
        _leave(work, row)
        write_audit(work)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()
    return row.id


def _leave(work: CaseWork, row: Objection) -> None:
    """Tell the handlers, have them reminded, and let the objector have number and code by SMS where that was asked."""
    leave_due(work.unit, row, now=work.now)
    leave_news(work.unit, row, now=work.now)
    due_on = row.accept_due_on.isoformat()
    work.tell_role(Role.COMPLAINT_HANDLER, "OBJECTION_RECEIVED", objection=row.number, due_on=due_on)
    came = {"source": row.source, "received_at": row.received_at.isoformat()}
    work.audit("objection.taken_down", objection=row.number, ground=row.ground, **came)


def _refuse_stranger(actor: Actor, rows: RepairRows) -> None:
    answer = may_handle_objections(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
    if answer.rule == "CONFLICT_OF_INTEREST":
        raise ForbiddenError(answer.rule)
    if not answer.allowed:
        raise NotFoundError("REPAIR_NOT_ON_DISPLAY")


def _began(unit: UnitOfWork, case_id: str) -> datetime | None:
    """Return the minute in which the intention was published: nobody can have objected to it before."""
    notices = [each.issued_at for each in unit.letters.of_cases([case_id]) if each.kind == NOTICE]
    return min(notices).replace(second=0, microsecond=0) if notices else None


def _refuse_wrong(
    command: RegisterObjection, clock: CaseClock, began: datetime | None, now: datetime, tools: Tools
) -> None:
    """Refuse what is not whole, and what cannot have come when it is said to have come."""
    said, came = command.said, command.received_at
    errors = [*wrong_in_what(said), *wrong_in_proof(said), *wrong_in_who(said)]
    if command.way not in TAKEN_DOWN:
        errors.append(FieldError("/way", "NOT_A_CHOICE" if command.way else "REQUIRED"))
    if said.told_by not in {"", SMS} or (said.told_by and tools.sms is None):
        errors.append(FieldError("/told_by", "NO_SMS_HERE"))
    if came is not None and came > now:
        errors.append(FieldError("/received_at", "IN_THE_FUTURE", {"maximum": local_date(now).isoformat()}))
    elif came is not None and local_date(came) < clock.started_on:
        errors.append(FieldError("/received_at", "BEFORE_PUBLICITY", {"first": clock.started_on.isoformat()}))
    elif came is not None and began is not None and came < began:
        first = began.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        errors.append(FieldError("/received_at", "BEFORE_PUBLICITY", {"first": first}))
    if errors:
        raise InvalidError(*errors)
