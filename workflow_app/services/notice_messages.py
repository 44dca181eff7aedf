"""Telling notices by mail and SMS: one message at a time, under a key that stays when it has to be sent again.

A mail carries what waits for one person; once begun, it carries the same whatever comes in meanwhile. An SMS carries
one notice. What may not go yet (an SMS at night, a mail that gathers) leaves a later piece of work and ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workflow_app.domain.contacts import Channel
from workflow_app.domain.message_ports import Handed, Message, Sender, Told
from workflow_app.domain.outward import Pace, opens_at
from workflow_app.domain.time import local_date
from workflow_app.models import Account, ContactPoint, DueWork
from workflow_app.repositories.deliveries import EXPIRED, KINDS, REJECTED, SENT, SKIPPED, DeliveryRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.call_tasks import follow_up, give_up, leave_calls
from workflow_app.services.handlers import Handler
from workflow_app.services.outward_rules import GATHER, GIVE_UP, SMS_FROM, SMS_UNTIL, number
from workflow_app.services.tools import Tools

CONTACT_PAGE = "/account/contact"
OPEN_TO_NOBODY = "CONTACT_REJECTED"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to be handed over, and by whom; `lookup` is the address it is for."""

    sender: Sender
    message: Message = field(repr=False)
    lookup: str
    delivery_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a message."""

    prepared: Prepared
    handed: Handed


def sender_of(channel: Channel, tools: Tools) -> Sender | None:
    """Return who carries messages of a channel, or None where nobody does."""
    return tools.mail if channel is Channel.MAIL else tools.sms


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools, channel: Channel) -> Prepared | None:
    """Return the message of this work, made up now or before it was tried first; None where there is none (yet)."""
    begun = unit.deliveries.list_batch(row.id)
    rows = _in_time(unit, begun or _waiting(unit, row, channel), tools)
    if not rows or (not begun and _may_go_at(unit, rows, tools, channel) > tools.clock.now()):
        return None
    account_id = str(row.payload["account_id"])
    account, contact = unit.accounts.find(account_id), unit.contacts.find(account_id, channel)
    sender, left = sender_of(channel, tools), _still_theirs(unit, account_id, rows, tools)
    if account is None or contact is None or sender is None or not is_usable(contact):
        left = []
    if gone := [each.delivery.id for each in rows if each not in left]:
        unit.deliveries.end(gone, status=SKIPPED, now=tools.clock.now())
    if not left or account is None or contact is None or sender is None:
        return None
    ids = tuple(each.delivery.id for each in left)
    if channel is Channel.MAIL:
        unit.deliveries.stamp(ids, batch_id=row.id)
    return Prepared(sender, _message(row, account, contact, left, tools), contact.address_lookup or "", ids)


def is_usable(contact: ContactPoint) -> bool:
    """Tell whether an address is confirmed, switched on and was not refused."""
    return contact.enabled and contact.rejected_at is None and contact.address_cipher is not None


def _waiting(unit: UnitOfWork, row: DueWork, channel: Channel) -> Sequence[DeliveryRows]:
    """Return what waits for the person: everything for a mail, the one notice for an SMS."""
    only = str(row.payload["delivery_id"]) if channel is Channel.SMS else None
    account_id = str(row.payload["account_id"])
    return unit.deliveries.take_free(account_id=account_id, channel=channel, delivery_id=only)


def _in_time(unit: UnitOfWork, rows: Sequence[DeliveryRows], tools: Tools) -> list[DeliveryRows]:
    """Return what is not too old to be of use; the rest is given up."""
    if not rows:
        return []
    now = tools.clock.now()
    oldest = now - timedelta(hours=number(unit, rows[0].authority, GIVE_UP, tools))
    if late := [each.delivery.id for each in rows if each.delivery.created_at < oldest]:
        unit.deliveries.end(late, status=EXPIRED, now=now)
        leave_calls(unit, [each for each in rows if each.delivery.id in late], why=EXPIRED, tools=tools)
    return [each for each in rows if each.delivery.created_at >= oldest]


def _may_go_at(unit: UnitOfWork, rows: Sequence[DeliveryRows], tools: Tools, channel: Channel) -> datetime:
    """Return from when a message may go: an SMS by day, a mail that gathers when its time is over."""
    now, authority = tools.clock.now(), rows[0].authority
    if channel is Channel.SMS:
        first, last = (number(unit, authority, key, tools) for key in (SMS_FROM, SMS_UNTIL))
        return opens_at(now, first_hour=first, last_hour=last)
    if any(each.delivery.pace == Pace.AT_ONCE for each in rows):
        return now
    return rows[0].delivery.created_at + timedelta(minutes=number(unit, authority, GATHER, tools))


def _still_theirs(unit: UnitOfWork, account_id: str, rows: Sequence[DeliveryRows], tools: Tools) -> list[DeliveryRows]:
    """Return what the person may still read: who acts for a subject no longer is told no more of it."""
    actor = unit.accounts.find_actor(account_id, today=local_date(tools.clock.now()))
    if actor is None:
        return []
    readable = unit.notices.readable_ids(actor, [each.notice.id for each in rows])
    return [each for each in rows if each.notice.id in readable]


def _message(
    row: DueWork, account: Account, contact: ContactPoint, rows: Sequence[DeliveryRows], tools: Tools
) -> Message:
    """Put the notices into the words of their reader; the key is the same however often this is tried."""
    told, to = [_told(each, tools) for each in rows], tools.cipher.decrypt(contact.address_cipher or b"")
    if contact.channel == Channel.SMS:
        written = tools.writer.write_sms(told[0], language=account.language)
        return Message(key=rows[0].delivery.id, to=to, written=written)
    settings_link = f"{tools.base_url}{CONTACT_PAGE}"
    written = tools.writer.write_mail(told, language=account.language, settings_link=settings_link)
    return Message(key=row.id, to=to, written=written)


def _told(rows: DeliveryRows, tools: Tools) -> Told:
    return Told(
        code=rows.notice.code,
        facts=rows.notice.facts,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        link=f"{tools.base_url}/notices/{rows.notice.id}",
    )


def _tell(prepared: object, tools: Tools) -> object:
    """Hand the message over."""
    del tools
    if not isinstance(prepared, Prepared):
        raise TypeError(type(prepared).__name__)
    return Outcome(prepared, prepared.sender.send(prepared.message))


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools, channel: Channel) -> None:
    """Note what became of the message, or leave work for when it may go."""
    now = tools.clock.now()
    if not isinstance(told, Outcome):
        _leave_later(unit, row, tools, channel)
        return
    status = REJECTED if told.handed.rejected else SENT
    reference = (told.handed.rejected or told.handed.reference)[:200]
    unit.deliveries.end(told.prepared.delivery_ids, status=status, now=now, reference=reference)
    follow_up(unit, told.prepared.delivery_ids, status=status, tools=tools)
    if told.handed.rejected:
        mark_rejected(unit, str(row.payload["account_id"]), channel, lookup=told.prepared.lookup, now=now)
    elif channel is Channel.MAIL:
        _leave_later(unit, row, tools, channel)  # what came in while the mail was on its way, or was too much for one


def mark_rejected(unit: UnitOfWork, account_id: str, channel: Channel, *, lookup: str, now: datetime) -> None:
    """Use an address no more that nobody is reached at, and say so in the message box; not if it was changed since."""
    contact = unit.contacts.find(account_id, channel, lock=True)
    if contact is None or contact.rejected_at is not None or contact.address_lookup != lookup:
        return
    contact.rejected_at = now
    facts = {"channel": channel.value, "path": CONTACT_PAGE}
    unit.add(Telling(OPEN_TO_NOBODY, unit.authorities.first().id, facts).for_account(account_id, now=now))


def _leave_later(unit: UnitOfWork, row: DueWork, tools: Tools, channel: Channel) -> None:
    """Leave work for what still waits, due when it may go."""
    free, account_id = _waiting(unit, row, channel), str(row.payload["account_id"])
    if not free:
        return
    now, first = tools.clock.now(), free[0].delivery.id
    due_at = max(_may_go_at(unit, free, tools, channel), now)
    unit.due_work.ensure(
        kind=KINDS[channel],
        key=f"{KINDS[channel]}:{first}:{due_at.isoformat()}:{row.id[-12:]}",
        payload={"account_id": account_id, "delivery_id": first},
        due_at=due_at,
        now=now,
    )


def _handler(channel: Channel) -> Handler:
    return Handler(
        prepare=lambda unit, row, tools: _prepare(unit, row, tools, channel),
        tell=_tell,
        record=lambda unit, row, told, tools: _record(unit, row, told, tools, channel),
        gave_up=give_up,
        housekeeping=True,
        tells_people=True,
    )


MAIL_NOTICE, SMS_NOTICE = _handler(Channel.MAIL), _handler(Channel.SMS)
