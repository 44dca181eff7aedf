"""What a person sees of where they are reached: addresses masked, and how far a code has come."""

from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import LANGUAGES, Channel, masked
from workflow_app.domain.time import machine_now
from workflow_app.models import ContactPoint
from workflow_app.services.notice_messages import sender_of
from workflow_app.services.outward_rules import CODE_ATTEMPTS, GATHER, SMS_FROM, SMS_UNTIL, home_of, number
from workflow_app.services.tools import Tools


class CodeState(StrEnum):
    """How far the code for a new address has come."""

    WAITING = "WAITING"
    EXPIRED = "EXPIRED"
    EXHAUSTED = "EXHAUSTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class ContactView:
    """One channel: whether the service has it, the address in use, and the one that waits for its code."""

    channel: Channel
    available: bool
    address: str | None = None
    enabled: bool = False
    rejected: bool = False
    pending: str | None = None
    code: CodeState | None = None
    minutes_left: int = 0
    attempts_left: int = 0


@dataclass(frozen=True, slots=True)
class ContactsView:
    """Where a person is reached, in which language, and between which hours SMS come."""

    language: str
    channels: tuple[ContactView, ...]
    sms_from: int
    sms_until: int
    gather: int


def get_contacts(*, actor: Actor, tools: Tools) -> ContactsView:
    """Return what a person has entered about themselves."""
    with tools.database.read() as unit:
        account, home = unit.accounts.find(actor.id), home_of(unit, actor)
        contacts = {each.channel: each for each in unit.contacts.list_of(actor.id)}
        most, first, last, gather = (
            number(unit, home, key, tools) for key in (CODE_ATTEMPTS, SMS_FROM, SMS_UNTIL, GATHER)
        )
    channels = tuple(_view(each, contacts.get(each.value), most, tools) for each in Channel)
    return ContactsView(account.language if account else LANGUAGES[0], channels, first, last, gather)


def _view(channel: Channel, contact: ContactPoint | None, most: int, tools: Tools) -> ContactView:
    available = sender_of(channel, tools) is not None
    if contact is None:
        return ContactView(channel, available)
    left = contact.code_expires_at - machine_now() if contact.code_expires_at else None
    return ContactView(
        channel=channel,
        available=available,
        address=_masked(channel, contact.address_cipher, tools),
        enabled=contact.enabled,
        rejected=contact.rejected_at is not None,
        pending=_masked(channel, contact.pending_cipher, tools),
        code=_code_state(contact, most),
        minutes_left=max(1, -(-int(left.total_seconds()) // 60)) if left else 0,
        attempts_left=max(most - contact.code_attempts, 0),
    )


def _code_state(contact: ContactPoint, most: int) -> CodeState | None:
    if contact.pending_cipher is None:
        return None
    if contact.code_digest is None or contact.code_expires_at is None:
        return CodeState.REFUSED
    if contact.code_expires_at <= machine_now():
        return CodeState.EXPIRED
    return CodeState.EXHAUSTED if contact.code_attempts >= most else CodeState.WAITING


def _masked(channel: Channel, cipher: bytes | None, tools: Tools) -> str | None:
    return masked(channel, tools.cipher.decrypt(cipher)) if cipher else None
