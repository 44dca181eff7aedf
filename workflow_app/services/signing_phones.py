"""The telephone of a legal representative, where it is known here: they registered with it and act for the subject."""

from dataclasses import dataclass, field

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import same_name
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.time import local_date
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Known:
    """A telephone, the language of messages to it, and whether it is known as the legal representative's."""

    mobile: str = field(repr=False)
    language: str
    is_known: bool = True


def known_phone(unit: UnitOfWork, rows: CaseRows, name: str, tools: Tools) -> Known | None:
    """Return the confirmed telephone of who acts as legal representative under a name, or None."""
    today = local_date(tools.clock.now())
    for each in unit.authorisations.representatives(rows.subject.id, today=today):
        contact = unit.contacts.find(each.id, Channel.SMS)
        if same_name(each.name, name) and contact is not None and contact.address_cipher and contact.confirmed_at:
            return Known(tools.cipher.decrypt(contact.address_cipher), each.language)
    return None


def is_own_number(unit: UnitOfWork, actor: Actor, mobile: str, tools: Tools) -> bool:
    """Tell whether a telephone is that of an account."""
    lookup, contact = tools.cipher.lookup(mobile), unit.contacts.find(actor.id, Channel.SMS)
    account = unit.contacts.lock_account(actor.id)
    numbers = {account.mobile_lookup if account else None, contact.address_lookup if contact else None}
    return lookup in numbers


def masked_phone(unit: UnitOfWork, rows: CaseRows, name: str, tools: Tools) -> str:
    """Return the telephone that is known of who signs, masked; empty where none is."""
    phone = known_phone(unit, rows, name, tools)
    return masked(Channel.SMS, phone.mobile) if phone else ""
