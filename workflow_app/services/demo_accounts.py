"""The accounts that the sign-in page of a demonstration offers."""

from dataclasses import dataclass

from workflow_app.services.tools import Tools

DEMO_PASSWORD = "demo_password"  # noqa: S105 - the key of a setting
MOST = 200
"""Accounts that are looked through: those of the demonstration were made first."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account: its name, its person, its roles."""

    username: str
    name: str
    roles: tuple[str, ...]


TOUR = ("data_clerk", "applicant_b", "intake", "first_reviewer", "second_reviewer", "decider")
"""Who is met on the way of one repair, in that order."""


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """The accounts, and the password of all of them where it may be shown."""

    accounts: tuple[DemoAccount, ...] = ()
    password: str | None = None


def list_demo_accounts(*, tools: Tools) -> DemoAccounts:
    """Return the accounts of a demonstration, in the order they were made; nothing anywhere else.

    Who has registered meanwhile is none of them, and has a password of their own.
    """
    if tools.environment != "demo":
        return DemoAccounts()
    with tools.database.read() as work:
        kept = work.settings.find(DEMO_PASSWORD)
        if kept is None:
            return DemoAccounts()
        own = kept.get("usernames")
        accounts = tuple(
            DemoAccount(account.username, account.name, tuple(roles))
            for account, roles in work.accounts.list_with_roles(limit=MOST)
            if own is None or account.username in own
        )
    return DemoAccounts(accounts, kept["password"])
