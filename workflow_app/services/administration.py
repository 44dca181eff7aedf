"""What administrators look at: accounts with their roles, sites, and the parameters in force."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A dated value of a rule; without an authority or regime it holds for all."""

    key: str
    authority_zh: str | None
    authority_en: str | None
    regime: str | None
    value: object
    unit: str
    valid_from: date
    valid_to: date | None
    origin: str


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


def list_parameters(*, actor: Actor, tools: Tools) -> tuple[ParameterView, ...]:
    """Return every dated value by key."""
    _refuse(actor)
    with tools.database.read() as work:
        names = {each.id: each for each in work.authorities.list_all()}
        return tuple(
            ParameterView(
                key=row.key,
                authority_zh=names[row.authority_id].name_zh if row.authority_id else None,
                authority_en=names[row.authority_id].name_en if row.authority_id else None,
                regime=row.regime,
                value=row.value,
                unit=row.unit,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                origin=row.origin,
            )
            for row in work.authorities.list_parameters()
        )


def _refuse(actor: Actor) -> None:
    """Refuse everybody who does not administer or audit."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
