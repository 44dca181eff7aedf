"""Telling an objector by SMS what becomes of the objection, where they asked for it and their telephone is their own.

An objector has no account: the message says where the objection stands, and that number and code show the rest.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.message_ports import Handed, Message, Sender, Told
from workflow_app.domain.objections import SMS, Status
from workflow_app.domain.outward import opens_at
from workflow_app.models import DueWork
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.objections import ObjectionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.handlers import Handler
from workflow_app.services.objection_contacts import ContactView, contact_of
from workflow_app.services.objection_news import leave_news
from workflow_app.services.outward_rules import GIVE_UP, SMS_FROM, SMS_UNTIL, number
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to be handed over."""

    sender: Sender
    message: Message = field(repr=False)


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Prepared | None:
    """Return the message; None where nobody wants it, it is of no use any more, or may not go yet."""
    rows = unit.objections.get(str(row.payload["objection_id"]))
    contact = contact_of(rows.objection, tools.cipher)
    if contact is None or tools.sms is None or not _is_wanted(unit, row, rows, contact, tools):
        return None
    if _opens_at(unit, rows, tools) > tools.clock.now():
        return None
    written = tools.writer.write_sms(_told(rows, str(row.payload["status"]), tools), language=contact.language or "zh")
    key = f"objector:{rows.objection.id}:{row.payload['status']}"
    return Prepared(tools.sms, Message(key=key, to=contact.phone, written=written))


def _is_wanted(unit: UnitOfWork, row: DueWork, rows: ObjectionRows, contact: ContactView, tools: Tools) -> bool:
    """Tell whether a message is still of use: the objection stands where it says, and it is not too old."""
    status = Status.ACCEPTED if rows.objection.status == Status.ATTACHED else rows.objection.status
    if contact.told_by != SMS or status != row.payload["status"]:
        return False
    give_up = timedelta(hours=number(unit, rows.authority, GIVE_UP, tools))
    return row.created_at > tools.clock.now() - give_up


def _opens_at(unit: UnitOfWork, rows: ObjectionRows, tools: Tools) -> datetime:
    """Return from when an SMS may go: now by day, else in the morning."""
    first, last = (number(unit, rows.authority, key, tools) for key in (SMS_FROM, SMS_UNTIL))
    return opens_at(tools.clock.now(), first_hour=first, last_hour=last)


def _told(rows: ObjectionRows, status: str, tools: Tools) -> Told:
    objection, authority = rows.objection, rows.authority
    facts = {
        "objection": objection.number,
        "code": objection.follow_code,
        "due_on": objection.accept_due_on.isoformat(),
    }
    link = f"{tools.base_url}/public/repairs/objections"
    return Told(f"OBJECTOR_{status}", facts, authority.name_zh, authority.name_en, link)


def _tell(prepared: object, tools: Tools) -> object:
    """Hand the message over."""
    del tools
    if not isinstance(prepared, Prepared):
        raise TypeError(type(prepared).__name__)
    return prepared.sender.send(prepared.message)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Keep in the trail that the objector was told; have a handler call where the telephone takes no messages.

    A message that came up at night is left for the morning.
    """
    rows, now = unit.objections.get(str(row.payload["objection_id"])), tools.clock.now()
    if not isinstance(told, Handed):
        opens = _opens_at(unit, rows, tools)
        contact = contact_of(rows.objection, tools.cipher)
        if opens > now and tools.sms and contact and _is_wanted(unit, row, rows, contact, tools):
            leave_news(unit, rows.objection, now=now, at=opens)
        return
    said = {"objection": rows.objection.number, "status": row.payload["status"]}
    if not told.rejected:
        _note(unit, rows, "objection.objector_told", said, now)
        return
    _note(unit, rows, "objection.objector_not_reached", said, now)
    facts = {"number": rows.case.number, "objection": rows.objection.number}
    telling = Telling("OBJECTOR_NOT_REACHED", rows.objection.authority_id, facts, case_id=rows.case.id)
    unit.add(telling.for_role(Role.COMPLAINT_HANDLER, now=now))


def _note(unit: UnitOfWork, rows: ObjectionRows, action: str, said: dict[str, object], now: datetime) -> None:
    """Keep in the trail of the case what became of a message."""
    record_for_case(unit, case_id=rows.case.id, actor=SERVICE, action=action, data=said, now=now)


SMS_OBJECTOR = Handler(prepare=_prepare, tell=_tell, record=_record, housekeeping=True, tells_people=True)
