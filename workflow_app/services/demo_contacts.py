"""Addresses of the people of a demonstration, so that its outbox fills as the story goes on; none of them exists."""

from datetime import datetime

from workflow_app.domain.contacts import Channel
from workflow_app.domain.seeds.demo_accounts import MAIL_DOMAIN, DemoLogin
from workflow_app.models import ContactPoint
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


def add_contacts(
    work: UnitOfWork, login: DemoLogin, account_id: str, *, now: datetime, by_mail: bool, tools: Tools
) -> None:
    """Give a new account a confirmed mail address, in use or not yet, and a mobile number where it has one."""
    addresses = {Channel.MAIL: f"{login.username}@{MAIL_DOMAIN}", Channel.SMS: login.mobile}
    for channel, address in addresses.items():
        if channel is Channel.SMS and address and (account := work.accounts.find(account_id)):
            account.mobile_lookup = tools.cipher.lookup(address)
        if address:
            work.add(
                ContactPoint(
                    account_id=account_id,
                    channel=channel.value,
                    address_cipher=tools.cipher.encrypt(address),
                    address_lookup=tools.cipher.lookup(address),
                    enabled=by_mail or channel is Channel.SMS,
                    confirmed_at=now,
                    code_attempts=0,
                )
            )


def use_mail(work: UnitOfWork, *, now: datetime) -> None:
    """Begin to use the mail address of everybody."""
    for account in work.accounts.list_all():
        contact = work.contacts.find(account.id, Channel.MAIL)
        if contact is not None:
            contact.enabled, contact.confirmed_at = True, now
