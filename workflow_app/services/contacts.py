"""Where a person is reached by mail and SMS: entered, confirmed by a code sent there, switched on and off, removed."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.contacts import LANGUAGES, Channel, read_address
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, ContactPoint
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.contact_codes import digest_of, leave_code
from workflow_app.services.notice_messages import CONTACT_PAGE, sender_of
from workflow_app.services.outward_rules import CODE_ATTEMPTS, home_of, number
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class _Found:
    """An account in our hands, with its address on one channel."""

    account: Account
    contact: ContactPoint | None


def enter_address(channel: Channel, text: str, *, actor: Actor, tools: Tools) -> None:
    """Keep a new address until its code comes back, and send that; the old one is used meanwhile.

    Raises InvalidError on `/address`, RefusedError CHANNEL_OFF, LimitedError CODES_LIMITED.
    """
    _refuse_off(channel, tools)
    address = read_address(channel, text)
    with tools.database.write() as unit:
        found = _lock(unit, actor, channel)
        contact = found.contact
        if contact is None:
            contact = ContactPoint(id=new_id(), account_id=actor.id, channel=channel.value, code_attempts=0)
            unit.add(contact)
        elif contact.rejected_at is None and contact.address_lookup == tools.cipher.lookup(address):
            raise InvalidError(FieldError("/address", "ADDRESS_KNOWN"))
        leave_code(unit, contact, address, home_of(unit, actor), tools)
        unit.commit()
    tools.wake.nudge()


def send_code_again(channel: Channel, *, actor: Actor, tools: Tools) -> None:
    """Send another code to the address that waits for one; raises as `enter_address`, and ConflictError NO_CODE."""
    _refuse_off(channel, tools)
    with tools.database.write() as unit:
        contact = _lock(unit, actor, channel).contact
        if contact is None or contact.pending_cipher is None:
            raise ConflictError("NO_CODE")
        address = tools.cipher.decrypt(contact.pending_cipher)
        leave_code(unit, contact, address, home_of(unit, actor), tools)
        unit.commit()
    tools.wake.nudge()


def confirm_address(channel: Channel, code: str, *, actor: Actor, tools: Tools) -> None:
    """Use an address from now on, if the code is the one that was sent there; each attempt is counted.

    Raises ConflictError NO_CODE, CODE_EXPIRED or CODE_EXHAUSTED, InvalidError WRONG_CODE (`left`) on `/code`.
    """
    with tools.database.write() as unit:
        contact = _lock(unit, actor, channel).contact
        if contact is None or contact.pending_cipher is None or contact.code_digest is None:
            raise ConflictError("NO_CODE")
        most = number(unit, home_of(unit, actor), CODE_ATTEMPTS, tools)
        if contact.code_expires_at is None or contact.code_expires_at <= machine_now():
            raise ConflictError("CODE_EXPIRED")
        if contact.code_attempts >= most:
            raise ConflictError("CODE_EXHAUSTED")
        contact.code_attempts += 1
        given = digest_of(contact.id, "".join(code.split()), tools)
        is_right = hmac.compare_digest(given, contact.code_digest)
        if is_right:
            _use(unit, contact, actor, tools)
        left = most - contact.code_attempts
        unit.commit()
    if not is_right:
        raise InvalidError(FieldError("/code", "WRONG_CODE", {"left": left}))


def _use(unit: UnitOfWork, contact: ContactPoint, actor: Actor, tools: Tools) -> None:
    """Put the confirmed address in place of the one before, and say so in the message box."""
    now = tools.clock.now()
    address = tools.cipher.decrypt(contact.pending_cipher or b"")
    contact.address_cipher, contact.address_lookup = tools.cipher.encrypt(address), tools.cipher.lookup(address)
    contact.enabled, contact.confirmed_at, contact.rejected_at = True, now, None
    contact.pending_cipher = contact.code_digest = contact.code_expires_at = None
    contact.code_attempts = 0
    _sign_in_with(unit, contact, actor)
    _note(unit, "contact/confirmed", contact, actor, tools)
    _tell(unit, contact, actor, now)


def _sign_in_with(unit: UnitOfWork, contact: ContactPoint, actor: Actor) -> None:
    """Let who acts for subjects log in with a confirmed mobile number, unless it is another account's way in."""
    is_applicant = actor.roles == {Role.APPLICANT} and contact.channel == Channel.SMS
    if is_applicant and contact.address_lookup and unit.entering.find_by_mobile(contact.address_lookup) is None:
        account = unit.contacts.lock_account(actor.id)
        if account is not None:
            account.mobile_lookup = contact.address_lookup


def switch_channel(channel: Channel, *, enabled: bool, actor: Actor, tools: Tools) -> None:
    """Use a confirmed address, or let it rest; raises NotFoundError CONTACT_UNKNOWN."""
    with tools.database.write() as unit:
        contact = _lock(unit, actor, channel).contact
        if contact is None or contact.address_cipher is None:
            raise NotFoundError("CONTACT_UNKNOWN")
        if contact.enabled != enabled:
            contact.enabled = enabled
            _note(unit, "contact/switched", contact, actor, tools)
            unit.commit()


def remove_address(channel: Channel, *, actor: Actor, tools: Tools) -> None:
    """Forget an address, and one that waits for its code; raises NotFoundError CONTACT_UNKNOWN."""
    with tools.database.write() as unit:
        contact = _lock(unit, actor, channel).contact
        if contact is None:
            raise NotFoundError("CONTACT_UNKNOWN")
        was_used = contact.address_cipher is not None
        unit.contacts.remove(contact)
        _note(unit, "contact/removed", contact, actor, tools)
        if was_used:
            _tell(unit, contact, actor, tools.clock.now())
        unit.commit()


def choose_language(language: str, *, actor: Actor, tools: Tools) -> None:
    """Have mail and SMS written in a language; raises InvalidError NOT_A_CHOICE on `/language`."""
    if language not in LANGUAGES:
        raise InvalidError(FieldError("/language", "NOT_A_CHOICE"))
    with tools.database.write() as unit:
        _lock(unit, actor, Channel.MAIL).account.language = language
        unit.commit()


def _lock(unit: UnitOfWork, actor: Actor, channel: Channel) -> _Found:
    """Return the person's own account and address, held until commit; nobody reaches another's."""
    account = unit.contacts.lock_account(actor.id)
    if account is None:
        raise NotFoundError("ACCOUNT_UNKNOWN", username=actor.name)
    return _Found(account, unit.contacts.find(actor.id, channel, lock=True))


def _refuse_off(channel: Channel, tools: Tools) -> None:
    if sender_of(channel, tools) is None:
        raise RefusedError("CHANNEL_OFF", channel=channel.value)


def _note(unit: UnitOfWork, action: str, contact: ContactPoint, actor: Actor, tools: Tools) -> None:
    """Chain what happened to an address, never the address."""
    said = {"account_id": contact.account_id, "channel": contact.channel, "enabled": contact.enabled}
    note_event(unit, action, said, tools=tools, actor=actor)


def _tell(unit: UnitOfWork, contact: ContactPoint, actor: Actor, now: datetime) -> None:
    """Say in the message box that an address was changed: whoever did not do it should know."""
    facts = {"channel": contact.channel, "path": CONTACT_PAGE}
    unit.add(Telling("CONTACT_CHANGED", home_of(unit, actor).id, facts).for_account(actor.id, now=now))
