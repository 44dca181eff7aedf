"""Whether an SMS says to who has just handed in that it was received, where it goes, and if none goes, why."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import Channel
from workflow_app.domain.outward import RECEIVED, RECEIVED_TOGETHER, opens_at
from workflow_app.repositories.deliveries import REJECTED, SENT, WAITING
from workflow_app.services.contact_views import ContactsView, ContactView, get_contacts
from workflow_app.services.tools import Tools


class News(StrEnum):
    """What becomes of the SMS: NIGHT waits for the morning, HERE_ONLY did not go out."""

    SENT = "SENT"
    GOES = "GOES"
    NIGHT = "NIGHT"
    UNREACHED = "UNREACHED"
    HERE_ONLY = "HERE_ONLY"
    NO_NUMBER = "NO_NUMBER"
    SWITCHED_OFF = "SWITCHED_OFF"
    NO_SMS = "NO_SMS"


@dataclass(frozen=True, slots=True)
class FilingNews:
    """What becomes of the SMS, the masked number, and from which hour SMS are sent."""

    news: News
    phone: str
    first_hour: int


def filing_news(case_ids: Collection[str], *, actor: Actor, tools: Tools) -> FilingNews:
    """Return what becomes of the SMS about applications that were handed in, to the person who asks."""
    contacts = get_contacts(actor=actor, tools=tools)
    contact = next(each for each in contacts.channels if each.channel is Channel.SMS)
    with tools.database.read() as unit:
        about = unit.deliveries.newest_about(
            case_ids, codes=(RECEIVED, RECEIVED_TOGETHER), account_id=actor.id, channel=Channel.SMS
        )
    news = _why_none(contact) if about is None else _state(about.status, contacts, tools)
    return FilingNews(news, contact.address or "", contacts.sms_from)


def _state(status: str, contacts: ContactsView, tools: Tools) -> News:
    """Return what became of an SMS that was to go."""
    if status != WAITING:
        return {SENT: News.SENT, REJECTED: News.UNREACHED}.get(status, News.HERE_ONLY)
    now = tools.clock.now()
    by_day = opens_at(now, first_hour=contacts.sms_from, last_hour=contacts.sms_until) == now
    return News.GOES if by_day else News.NIGHT


def _why_none(contact: ContactView) -> News:
    """Return why no SMS was to go."""
    if not contact.available:
        return News.NO_SMS
    if contact.address is None:
        return News.NO_NUMBER
    if contact.rejected:
        return News.UNREACHED
    return News.HERE_ONLY if contact.enabled else News.SWITCHED_OFF
