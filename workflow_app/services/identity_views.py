"""External providers and connected identities, as their owner and the administrators see them."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ForbiddenError, NotSignedInError
from workflow_app.domain.identities import Provider, fits
from workflow_app.domain.identity_ports import Question
from workflow_app.domain.ids import new_id
from workflow_app.models import Account, ExternalIdentity
from workflow_app.repositories.pages import Page, cut
from workflow_app.services.administration import READERS, is_guarded
from workflow_app.services.identity_logins import back_at
from workflow_app.services.tools import Tools

PAGE = 50


@dataclass(frozen=True, slots=True)
class IdentityView:
    """An identity: at which provider, whose, as what it is known there, since when, used when.

    `provider` is None where it is set up no more: nobody comes in by it.
    """

    id: str
    code: str
    provider: Provider | None
    subject: str
    username: str
    name: str
    made_at: datetime
    connected_at: datetime | None
    used_at: datetime | None
    in_reach: bool = False


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider as administrators see it; never its secret. `answers` tells whether it can be spoken to now."""

    provider: Provider
    back: str
    connected: int
    answers: bool


def offered(*, tools: Tools, actor: Actor | None = None) -> list[Provider]:
    """Return the providers by which anybody may log in, or those that an account may be connected with."""
    return [each for each in tools.identities.providers if actor is None or fits(each, actor)]


def list_own(*, actor: Actor, tools: Tools) -> list[IdentityView]:
    """Return with whom one's own account is connected."""
    with tools.database.read() as unit:
        account, rows = unit.accounts.find(actor.id), unit.identities.of_account(actor.id)
    return [_show(each, account, tools) for each in rows if account is not None]


def list_identities(*, actor: Actor, tools: Tools, cursor: str | None = None) -> Page[IdentityView]:
    """Return a page of all identities, the newest first; raises ForbiddenError ROLE_NEEDED, InvalidError `/cursor`."""
    _refuse(actor)
    with tools.database.read() as unit:
        rows = unit.identities.list_all(cursor=cursor, limit=PAGE)
        page = cut(rows, limit=PAGE, key=lambda each: (each.account.username, each.identity.id))
        roles = unit.account_lists.roles_of([each.account.id for each in page.items])
    shown = [
        _show(each.identity, each.account, tools, in_reach=not is_guarded(roles.get(each.account.id, ())))
        for each in page.items
    ]
    return Page(shown, page.next_cursor)


def list_providers(*, actor: Actor, tools: Tools) -> list[ProviderView]:
    """Return the providers that are set up, each asked whether it answers; raises ForbiddenError ROLE_NEEDED."""
    _refuse(actor)
    with tools.database.read() as unit:
        counts = unit.identities.counts()
    return [
        ProviderView(each, back_at(each, tools), counts.get(each.code, 0), _answers(each, tools))
        for each in tools.identities.providers
    ]


def _answers(provider: Provider, tools: Tools) -> bool:
    try:
        tools.identities.address(provider, Question("-", "-", new_id(), back_at(provider, tools)))
    except NotSignedInError:
        return False
    return True


def _show(row: ExternalIdentity, account: Account, tools: Tools, *, in_reach: bool = False) -> IdentityView:
    known = [each for each in tools.identities.providers if each.code == row.provider]
    return IdentityView(
        id=row.id,
        code=row.provider,
        provider=known[0] if known else None,
        subject=tools.cipher.decrypt(row.subject_cipher),
        username=account.username,
        name=account.name,
        made_at=row.made_at,
        connected_at=row.connected_at,
        used_at=row.used_at,
        in_reach=in_reach,
    )


def _refuse(actor: Actor) -> None:
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
