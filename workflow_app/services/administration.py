"""What administrators look at: accounts with their roles, and sites."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import DESK_ROLES, Actor, Role
from workflow_app.domain.commands.accounts import AccountsShown
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.policies import ADMINISTRATORS
from workflow_app.models import Account, Authority, Site
from workflow_app.repositories.pages import Page, cut
from workflow_app.services.lockout import mobile_lookup
from workflow_app.services.tools import Tools

READERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.PROCESS_ADMIN, Role.AUDITOR)
PAGE = 50
GUARDED = frozenset({*ADMINISTRATORS, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account without anything secret."""

    username: str
    name: str
    roles: tuple[str, ...]
    disabled: bool
    is_guarded: bool = False
    """Whether links for its password are made by the operator only."""
    has_second_step: bool = False


@dataclass(frozen=True, slots=True)
class SiteView:
    """A place of publication; `has_secret` says whether orders to it can be signed.

    `looks` tells that the service sees its public pages itself; one with an authority shows only that one's records.
    """

    code: str
    name_zh: str
    name_en: str
    connector: str
    base_url: str | None
    has_secret: bool
    active: bool
    entry_url: str | None = None
    office: str | None = None
    looks: bool = False
    authority_id: str | None = None
    authority_zh: str = ""
    authority_en: str = ""
    version: int = 0
    decides_itself: bool = False
    apply_url: str | None = None
    bring_zh: str = ""
    bring_en: str = ""


def is_guarded(roles: Collection[str]) -> bool:
    """Tell whether an account is no ordinary one of the staff: it administers or audits, or acts for enterprises."""
    return not GUARDED.isdisjoint(roles) or {role.value for role in DESK_ROLES}.isdisjoint(roles)


def list_accounts(
    shown: AccountsShown, words: str = "", *, actor: Actor, tools: Tools, cursor: str | None = None
) -> Page[AccountView]:
    """Return a page of the accounts, by part of a name or account name, or by a whole mobile number."""
    _refuse(actor)
    with tools.database.read() as work:
        lookup = mobile_lookup(words, tools)
        found = work.account_lists.search(shown, words, mobile_lookup=lookup, cursor=cursor, limit=PAGE)
        page = cut(found, limit=PAGE, key=lambda each: (each.username, each.id))
        ids = [each.id for each in page.items]
        roles, with_step = work.account_lists.roles_of(ids), work.second_factors.accounts_with(ids)
    shows = [_show_account(each, roles.get(each.id, []), has_step=each.id in with_step) for each in page.items]
    return Page(shows, page.next_cursor)


def _show_account(account: Account, roles: Sequence[str], *, has_step: bool) -> AccountView:
    guarded = is_guarded(roles)
    return AccountView(account.username, account.name, tuple(roles), account.disabled, guarded, has_step)


def list_sites(*, actor: Actor, tools: Tools) -> tuple[SiteView, ...]:
    """Return every site, our own first."""
    _refuse(actor)
    with tools.database.read() as work:
        authorities = work.authorities.list_all()
        return tuple(show_site(site, authorities) for site in work.listings.list_sites(active=False))


def show_site(site: Site, authorities: Sequence[Authority]) -> SiteView:
    """Return a site without its key."""
    owner = next((each for each in authorities if each.id == site.authority_id), None)
    return SiteView(
        code=site.code,
        name_zh=site.name_zh,
        name_en=site.name_en,
        connector=site.connector,
        base_url=site.base_url,
        has_secret=site.secret_cipher is not None,
        active=site.active,
        entry_url=site.entry_url,
        office=site.office,
        looks=site.looks,
        authority_id=site.authority_id,
        authority_zh=owner.name_zh if owner else "",
        authority_en=owner.name_en if owner else "",
        version=site.version,
        decides_itself=site.decides_itself,
        apply_url=site.apply_url,
        bring_zh=site.bring_zh or "",
        bring_en=site.bring_en or "",
    )


def _refuse(actor: Actor) -> None:
    """Refuse everybody who does not administer or audit."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
