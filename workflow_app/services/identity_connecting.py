"""Connecting an account with an identity at an external provider, and ending that.

Who is logged in connects their own; for ordinary staff a security administrator enters the identity that is expected.
An identity belongs to one account, and an account has one at each provider.
"""

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.identities import LONGEST_SUBJECT, ExternalLogin, Provider, Serves, fits, key_of
from workflow_app.domain.ids import is_id, new_id
from workflow_app.models import Account, ExternalIdentity
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.access import lock_account
from workflow_app.services.one_time_links import refuse_out_of_reach
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

PAGE = "/account/identities"


def connect(unit: UnitOfWork, provider: Provider, login: ExternalLogin, actor: Actor, tools: Tools) -> Account:
    """Connect somebody's account within a unit of work that the caller commits; once more changes nothing.

    Raises ForbiddenError IDENTITY_NOT_FOR_YOU, ConflictError IDENTITY_TAKEN or IDENTITY_HELD.
    """
    if not fits(provider, actor):
        raise ForbiddenError("IDENTITY_NOT_FOR_YOU")
    account = unit.contacts.lock_account(actor.id)
    if account is None or account.disabled:
        raise NotFoundError("ACCOUNT_UNKNOWN", username=actor.name)
    identity = _entered(unit, account, provider, login.subject, actor, tools)
    if identity.connected_at is None:
        identity.connected_at = tools.clock.now()
        say(unit, account, identity, "connected", tools, by=actor)
    identity.used_at = tools.clock.now()
    return account


def expect(username: str, provider: Provider, subject: str, *, by: Actor, tools: Tools) -> None:
    """Enter who somebody of the ordinary staff is at a provider; their first login there connects it.

    Raises NotFoundError ACCOUNT_UNKNOWN, ForbiddenError LINK_OUT_OF_REACH, InvalidError on `/subject`, ConflictError
    ACCOUNT_CLOSED, IDENTITY_TAKEN or IDENTITY_HELD.
    """
    subject = subject.strip()
    if not subject or len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise InvalidError(FieldError("/subject", "IDENTITY_SUBJECT" if subject else "REQUIRED"))
    with tools.database.write() as unit:
        account = lock_account(unit, username)
        refuse_out_of_reach(unit, account.id, by)
        if account.disabled:
            raise ConflictError("ACCOUNT_CLOSED")
        if provider.serves is not Serves.STAFF:
            raise ForbiddenError("IDENTITY_NOT_FOR_YOU")
        identity = _entered(unit, account, provider, subject, by, tools)
        if identity.connected_at is None:
            say(unit, account, identity, "expected", tools, by=by)
        unit.commit()
    tools.wake.nudge()


def disconnect(identity_id: str, *, actor: Actor, session: str, tools: Tools) -> None:
    """Disconnect one's own account; other sessions end. Raises NotFoundError IDENTITY_GONE."""
    with tools.database.write() as unit:
        account = unit.contacts.lock_account(actor.id)
        identity = unit.identities.find(identity_id) if is_id(identity_id) else None
        if account is None or identity is None or identity.account_id != account.id:
            raise NotFoundError("IDENTITY_GONE")
        unit.identities.forget(identity)
        unit.second_factors.end_other_sessions(account.id, but=digest(session))
        say(unit, account, identity, "disconnected", tools, by=actor)
        unit.commit()
    tools.wake.nudge()


def take_away(identity_id: str, *, by: Actor, tools: Tools) -> str:
    """Disconnect an account of the ordinary staff as a security administrator and return its name; sessions end.

    Raises NotFoundError IDENTITY_GONE, ForbiddenError LINK_OUT_OF_REACH.
    """
    with tools.database.write() as unit:
        identity = unit.identities.find(identity_id) if is_id(identity_id) else None
        account = unit.contacts.lock_account(identity.account_id) if identity else None
        if identity is None or account is None:
            raise NotFoundError("IDENTITY_GONE")
        refuse_out_of_reach(unit, account.id, by)
        unit.identities.forget(identity)
        unit.accounts.end_sessions_of(account.id)
        say(unit, account, identity, "disconnected", tools, by=by)
        unit.commit()
    tools.wake.nudge()
    return account.name


def say(
    unit: UnitOfWork, account: Account, identity: ExternalIdentity, what: str, tools: Tools, *, by: Actor | None = None
) -> None:
    """Audit what became of an identity, by ids alone, and put it into its owner's message box, for them to object."""
    whose = {"actor": by} if by else {}
    data = {"account_id": account.id, "identity_id": identity.id, "provider": identity.provider}
    note_event(unit, f"identity/{what}", data, tools=tools, **whose)
    home = unit.authorities.first()
    telling = Telling("IDENTITY_CHANGED", home.id, {"identity": what, "path": PAGE})
    unit.add(telling.for_account(account.id, now=tools.clock.now()))


def _entered(
    unit: UnitOfWork, account: Account, provider: Provider, subject: str, by: Actor, tools: Tools
) -> ExternalIdentity:
    """Return the identity of an account, entered now or before; raises ConflictError IDENTITY_TAKEN, IDENTITY_HELD."""
    lookup = tools.cipher.lookup(key_of(provider.issuer, subject))
    found = unit.identities.find_by_lookup(lookup, lock=True)
    if found is not None and found.account_id != account.id:
        raise ConflictError("IDENTITY_TAKEN")
    if found is not None and found.provider == provider.code:
        return found
    if found is not None or any(each.provider == provider.code for each in unit.identities.of_account(account.id)):
        raise ConflictError("IDENTITY_HELD")
    identity = ExternalIdentity(
        id=new_id(),
        account_id=account.id,
        provider=provider.code,
        lookup=lookup,
        subject_cipher=tools.cipher.encrypt(subject),
        made_by=by.id,
        made_at=tools.clock.now(),
    )
    unit.add(identity)
    unit.flush()
    return identity
