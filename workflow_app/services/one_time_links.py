"""Links for one use by which somebody sets their own password: at the start, or in place of a forgotten one.

Whoever makes one never learns the password. The operator makes them by command for everybody; on the page a security
administrator does for the staff, and not for those who administer or audit or act for enterprises, whose accounts
nobody else may take.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import OneTimeLink
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.access import lock_account
from workflow_app.services.administration import is_guarded
from workflow_app.services.outward_rules import number
from workflow_app.services.passwords import hash_password
from workflow_app.services.resetting import put_password
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

VALID = "account.link_valid"
PAGE = "/setup"
MAKES = (Role.SECURITY_ADMIN,)


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as its maker hands it on, and for how many hours it works."""

    url: str = field(repr=False)
    hours: int


@dataclass(frozen=True, slots=True)
class LinkView:
    """Whose password a link sets."""

    username: str
    name: str


def make_link(username: str, *, by: Actor | None, tools: Tools) -> MadeLink:
    """Make a link for an account; every link before it ends. `by` is None for the operator.

    Raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE, ForbiddenError LINK_OUT_OF_REACH,
    ConflictError ACCOUNT_CLOSED.
    """
    token, now = secrets.token_urlsafe(32), machine_now()
    with tools.database.write() as unit:
        account = lock_account(unit, username)
        if by is not None:
            refuse_out_of_reach(unit, account.id, by)
        if account.disabled:
            raise ConflictError("ACCOUNT_CLOSED")
        unit.entering.end_links_of(account.id, now=now)
        hours = number(unit, unit.authorities.first(), VALID, tools)
        unit.add(
            OneTimeLink(
                id=new_id(),
                account_id=account.id,
                secret_digest=digest(token),
                expires_at=now + timedelta(hours=hours),
                made_by=by.id if by else None,
                made_at=now,
            )
        )
        whose = {"actor": by} if by else {}
        note_event(unit, "account/link", {"account_id": account.id}, tools=tools, **whose)
        unit.commit()
    return MadeLink(f"{tools.base_url}{PAGE}/{token}", hours)


def find_link(token: str, *, tools: Tools) -> LinkView:
    """Return whose password a link sets; raises NotFoundError LINK_USED, whatever is wrong with it."""
    with tools.database.read() as unit:
        row = _live(unit, token)
        account = unit.accounts.find(row.account_id)
    if account is None or account.disabled:
        raise NotFoundError("LINK_USED")
    return LinkView(account.username, account.name)


def set_by_link(token: str, password: str, *, tools: Tools) -> None:
    """Set the password; the link and all sessions end. Raises as `find_link`, and InvalidError on `/password`."""
    find_link(token, tools=tools)
    hashed = hash_password(password)
    with tools.database.write() as unit:
        row = _live(unit, token, lock=True)
        account = unit.contacts.lock_account(row.account_id)
        if account is None or account.disabled:
            raise NotFoundError("LINK_USED")
        row.used_at = machine_now()
        unit.flush()
        put_password(unit, account, hashed, tools)
        unit.commit()
    tools.wake.nudge()


def refuse_out_of_reach(unit: UnitOfWork, account_id: str, by: Actor) -> None:
    """Refuse who is no security administrator, and accounts that administer or audit or act for enterprises.

    Raises ForbiddenError LINK_OUT_OF_REACH.
    """
    held = unit.accounts.roles_of(account_id)
    if not by.has(*MAKES) or is_guarded(held):
        raise ForbiddenError("LINK_OUT_OF_REACH")


def _live(unit: UnitOfWork, token: str, *, lock: bool = False) -> OneTimeLink:
    row = unit.entering.find_link(digest(token), lock=lock)
    if row is None or row.used_at is not None or row.expires_at <= machine_now():
        raise NotFoundError("LINK_USED")
    return row
