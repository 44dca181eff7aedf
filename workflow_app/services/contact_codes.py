"""Codes by which an address is confirmed: made, kept as a keyed digest, and sent to that address by the background.

Codes live in machine time. On its way one lies encrypted in its piece of due work, and is wiped when it was sent.
"""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from workflow_app.domain.contacts import CODE_DIGITS, Channel
from workflow_app.domain.errors import LimitedError
from workflow_app.domain.message_ports import Handed, Message, Sender, Told
from workflow_app.domain.time import machine_now
from workflow_app.models import Authority, ContactPoint, DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.notice_messages import CONTACT_PAGE, sender_of
from workflow_app.services.outward_rules import CODE_VALID, CODES_PER_HOUR, number
from workflow_app.services.tools import Tools

MAIL_KIND = "mail_code"
SMS_KIND = "sms_code"
KINDS = {Channel.MAIL: MAIL_KIND, Channel.SMS: SMS_KIND}
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A code ready to be handed over."""

    sender: Sender
    message: Message = field(repr=False)


def digest_of(contact_id: str, code: str, tools: Tools) -> str:
    """Return what is kept of a code."""
    return tools.cipher.lookup(f"contact-code:{contact_id}:{code}")


def leave_code(unit: UnitOfWork, contact: ContactPoint, address: str, home: Authority, tools: Tools) -> None:
    """Make a code for a new address and leave it to be sent; every code before it is void.

    Raises LimitedError CODES_LIMITED where too many were asked for by this account or for this address.
    """
    machine, now = machine_now(), tools.clock.now()
    _count(unit, contact, address, most=number(unit, home, CODES_PER_HOUR, tools), tools=tools)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    contact.pending_cipher = tools.cipher.encrypt(address)
    contact.code_digest, contact.code_attempts = digest_of(contact.id, code, tools), 0
    contact.code_expires_at = machine + timedelta(minutes=number(unit, home, CODE_VALID, tools))
    kind = KINDS[Channel(contact.channel)]
    unit.due_work.ensure(
        kind=kind,
        key=f"{kind}:{contact.id}:{secrets.token_hex(8)}",
        payload={
            "account_id": contact.account_id,
            "authority_id": home.id,
            "code": base64.b64encode(tools.cipher.encrypt(code)).decode(),
        },
        due_at=now,
        now=now,
    )


def _count(unit: UnitOfWork, contact: ContactPoint, address: str, *, most: int, tools: Tools) -> None:
    """Count a code for who asks and for whom it is sent to: nobody's telephone rings all night."""
    machine = machine_now()
    for key in (f"code/{contact.account_id}", f"code/{contact.channel}/{tools.cipher.lookup(address)}"):
        counted = unit.limits.count(key, 1, now=machine, expires_at=machine + HOUR)
        if counted.count > most:
            wait = max(1, round((counted.expires_at - machine).total_seconds()))
            raise LimitedError("CODES_LIMITED", retry_after=wait, minutes=max(1, round(wait / 60)))


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools, channel: Channel) -> Prepared | None:
    """Return the message with the code; None where a newer one was asked for, or it is too old to be of use."""
    contact = unit.contacts.find(str(row.payload["account_id"]), channel)
    sender = sender_of(channel, tools)
    if contact is None or contact.pending_cipher is None or contact.code_expires_at is None or sender is None:
        return None
    code = tools.cipher.decrypt(base64.b64decode(row.payload["code"])) if row.payload["code"] else ""
    left = contact.code_expires_at - machine_now()
    account = unit.accounts.find(contact.account_id)
    if account is None or left <= timedelta() or contact.code_digest != digest_of(contact.id, code, tools):
        return None
    home = unit.authorities.get(str(row.payload["authority_id"]))
    told = Told("CONTACT_CODE", {}, home.name_zh, home.name_en, f"{tools.base_url}{CONTACT_PAGE}")
    minutes = number(unit, home, CODE_VALID, tools)
    written = tools.writer.write_code(
        code, authority=told, minutes=minutes, channel=channel.value, language=account.language
    )
    return Prepared(sender, Message(key=row.id, to=tools.cipher.decrypt(contact.pending_cipher), written=written))


def _tell(prepared: object, tools: Tools) -> object:
    """Hand the code over."""
    del tools
    if not isinstance(prepared, Prepared):
        raise TypeError(type(prepared).__name__)
    return prepared.sender.send(prepared.message)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools, channel: Channel) -> None:
    """Wipe the code; where nobody is reached at the address, its code is void and the page says why."""
    contact = unit.contacts.find(str(row.payload["account_id"]), channel, lock=True)
    if contact is not None and isinstance(told, Handed) and told.rejected and row.payload["code"]:
        code = tools.cipher.decrypt(base64.b64decode(row.payload["code"]))
        if contact.code_digest == digest_of(contact.id, code, tools):
            contact.code_digest = contact.code_expires_at = None
    row.payload = {**row.payload, "code": ""}


def _handler(channel: Channel) -> Handler:
    return Handler(
        prepare=lambda unit, row, tools: _prepare(unit, row, tools, channel),
        tell=_tell,
        record=lambda unit, row, told, tools: _record(unit, row, told, tools, channel),
        housekeeping=True,
        tells_people=True,
    )


MAIL_CODE, SMS_CODE = _handler(Channel.MAIL), _handler(Channel.SMS)
