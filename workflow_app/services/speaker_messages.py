"""Telling who objected or reported by SMS that it came and how it ended, where they asked for it.

They have no account: the message names the number, and that number and code show the rest; never about whom it is.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.message_ports import Handed, Message, Sender, Told
from workflow_app.domain.objections import SMS
from workflow_app.domain.outward import opens_at
from workflow_app.models import Concern, DueWork
from workflow_app.repositories.concerns import ConcernRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.concern_news import leave_speaker_news
from workflow_app.services.handlers import Handler
from workflow_app.services.objection_contacts import ContactView, read_cipher
from workflow_app.services.outward_rules import GIVE_UP, SMS_FROM, SMS_UNTIL, number
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to be handed over."""

    sender: Sender
    message: Message = field(repr=False)


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Prepared | None:
    """Return the message; None where nobody wants it, it is of no use any more, or may not go yet."""
    rows = unit.concerns.get(str(row.payload["concern_id"]))
    contact = _wanted(unit, row, rows, tools)
    if contact is None or tools.sms is None or _opens_at(unit, rows, tools) > tools.clock.now():
        return None
    written = tools.writer.write_sms(_told(rows, tools), language=contact.language or "zh")
    key = f"speaker:{rows.concern.id}:{rows.concern.status}"
    return Prepared(tools.sms, Message(key=key, to=contact.phone, written=written))


def _wanted(unit: UnitOfWork, row: DueWork, rows: ConcernRows, tools: Tools) -> ContactView | None:
    """Return who is told: they asked for it, it stands where the message says, and that is not too old."""
    contact = read_cipher(rows.concern.contact_cipher, tools.cipher)
    if contact is None or contact.told_by != SMS or rows.concern.status != row.payload["status"]:
        return None
    give_up = timedelta(hours=number(unit, rows.authority, GIVE_UP, tools))
    return contact if row.created_at > tools.clock.now() - give_up else None


def _opens_at(unit: UnitOfWork, rows: ConcernRows, tools: Tools) -> datetime:
    """Return from when an SMS may go: now by day, else in the morning."""
    first, last = (number(unit, rows.authority, key, tools) for key in (SMS_FROM, SMS_UNTIL))
    return opens_at(tools.clock.now(), first_hour=first, last_hour=last)


def _told(rows: ConcernRows, tools: Tools) -> Told:
    concern, authority = rows.concern, rows.authority
    facts = {"concern": concern.number, "code": concern.follow_code, "due_on": concern.due_on.isoformat()}
    link = f"{tools.base_url}/public/concerns"
    return Told(f"SPEAKER_{concern.status}", facts, authority.name_zh, authority.name_en, link)


def _tell(prepared: object, tools: Tools) -> object:
    """Hand the message over."""
    del tools
    if not isinstance(prepared, Prepared):
        raise TypeError(type(prepared).__name__)
    return prepared.sender.send(prepared.message)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Keep in the trail that they were told; have a handler call where the telephone takes no messages.

    A message that came up at night is left for the morning.
    """
    rows, now = unit.concerns.get(str(row.payload["concern_id"])), tools.clock.now()
    concern = rows.concern
    if not isinstance(told, Handed):
        opens = _opens_at(unit, rows, tools)
        if opens > now and tools.sms and _wanted(unit, row, rows, tools):
            leave_speaker_news(unit, concern, now=now, at=opens)
        return
    if not told.rejected:
        _note(unit, concern, "concern.speaker_told", now)
        return
    _note(unit, concern, "concern.speaker_not_reached", now)
    facts = {"concern": concern.number, "path": f"/desk/concerns/{concern.id}"}
    telling = Telling("SPEAKER_NOT_REACHED", concern.authority_id, facts)
    unit.add(telling.for_role(Role.COMPLAINT_HANDLER, now=now))


def _note(unit: UnitOfWork, concern: Concern, action: str, now: datetime) -> None:
    """Keep in the trail what became of a message."""
    said = {"concern": concern.number, "status": concern.status}
    audit.record(unit, authority=concern.authority_id, actor=SERVICE, action=action, data=said, now=now)


SMS_SPEAKER = Handler(prepare=_prepare, tell=_tell, record=_record, housekeeping=True, tells_people=True)
