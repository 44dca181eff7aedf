"""What administrators look at: accounts with their roles, and sites."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ForbiddenError
from workflow_app.services.tools import Tools

READERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.PROCESS_ADMIN, Role.AUDITOR)
MOST_ACCOUNTS = 500


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account without anything secret."""

    username: str
    name: str
    roles: tuple[str, ...]
    disabled: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """A place of publication; `has_secret` says whether orders to it can be signed."""

    code: str
    name_zh: str
    name_en: str
    connector: str
    base_url: str | None
    has_secret: bool
    active: bool


def list_accounts(*, actor: Actor, tools: Tools) -> tuple[AccountView, ...]:
    """Return the accounts; an installation has few."""
    _refuse(actor)
    with tools.database.read() as work:
        found = work.accounts.list_with_roles(limit=MOST_ACCOUNTS)
        return tuple(
            AccountView(account.username, account.name, tuple(roles), account.disabled) for account, roles in found
        )


def list_sites(*, actor: Actor, tools: Tools) -> tuple[SiteView, ...]:
    """Return every site, our own first."""
    _refuse(actor)
    with tools.database.read() as work:
        return tuple(
            SiteView(
                code=site.code,
                name_zh=site.name_zh,
                name_en=site.name_en,
                connector=site.connector,
                base_url=site.base_url,
                has_secret=site.secret_cipher is not None,
                active=site.active,
            )
            for site in work.listings.list_sites(active=False)
        )


def _refuse(actor: Actor) -> None:
    """Refuse everybody who does not administer or audit."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
