"""Logging in by an external provider: leaving for it, and coming back with an answer that counts once.

An identity is found by who vouches for it and who it is there; never by a name or mail address.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import NotFoundError, NotSignedInError, SecondStepError, UnknownIdentityError
from workflow_app.domain.identities import ExternalLogin, Provider, Purpose, fits, has_second_step, key_of
from workflow_app.domain.identity_ports import Question
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, ExternalIdentity, IdentityLogin
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.identity_binding import Bound, bind_standing
from workflow_app.services.identity_connecting import connect, say
from workflow_app.services.lockout import refuse_locked
from workflow_app.services.second_factor_rules import stage_of
from workflow_app.services.sessions import SignedIn, begin_for, digest, leave_step
from workflow_app.services.tools import Tools

LASTS = timedelta(minutes=10)
"""How long a login at a provider may take."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where the browser goes, and the secret by which it is known when it comes back."""

    address: str = field(repr=False)
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Back:
    """What the browser brought back from a provider; `error` in place of a code where the provider said no."""

    state: str = field(repr=False)
    code: str = field(repr=False)
    browser: str = field(repr=False)
    issuer: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of it: a session that began, or an account that is connected or bound now, and where to go."""

    purpose: Purpose
    onward: str
    signed_in: SignedIn | None = None
    bound: Bound = Bound.NOTHING


def find_provider(code: str, *, tools: Tools) -> Provider:
    """Return a provider that is set up; raises NotFoundError PROVIDER_UNKNOWN."""
    found = next((each for each in tools.identities.providers if each.code == code), None)
    if found is None:
        raise NotFoundError("PROVIDER_UNKNOWN")
    return found


def leave_for(
    provider: Provider, *, purpose: Purpose = Purpose.LOGIN, onward: str = "", actor: Actor | None = None, tools: Tools
) -> Leaving:
    """Begin a login at a provider; raises NotSignedInError IDENTITY_AWAY."""
    browser, now = secrets.token_urlsafe(32), machine_now()
    question = Question(
        secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), back_at(provider, tools)
    )
    address = tools.identities.address(provider, question)
    kept = {"nonce": question.nonce, "verifier": question.verifier, "onward": onward}
    with tools.database.write() as unit:
        unit.identities.end_logins_before(now)
        unit.add(
            IdentityLogin(
                provider=provider.code,
                purpose=purpose.value,
                account_id=actor.id if actor else None,
                state_digest=digest(question.state),
                browser_digest=digest(browser),
                secrets_cipher=tools.cipher.encrypt(json.dumps(kept)),
                expires_at=now + LASTS,
            )
        )
        unit.commit()
    return Leaving(address, browser)


def come_back(provider: Provider, back: Back, *, actor: Actor | None, tools: Tools) -> Arrived:
    """Take the answer of a provider.

    Raises NotSignedInError IDENTITY_STALE, IDENTITY_DECLINED, IDENTITY_AWAY, IDENTITY_REFUSED, IDENTITY_NOT_FOR_YOU,
    LOCKED, DISABLED; UnknownIdentityError; SecondStepError; ConflictError IDENTITY_TAKEN or IDENTITY_HELD.
    """
    row, kept = _take(provider, back, tools)
    purpose = Purpose(row.purpose)
    if purpose is not Purpose.LOGIN and (actor is None or actor.id != row.account_id):
        raise NotSignedInError("IDENTITY_STALE")
    if back.issuer is not None and back.issuer != provider.issuer:
        raise NotSignedInError("IDENTITY_REFUSED", reason="response iss")
    if back.error or not back.code:
        raise NotSignedInError("IDENTITY_DECLINED")
    question = Question(back.state, kept["nonce"], kept["verifier"], back_at(provider, tools))
    login = tools.identities.redeem(provider, question, back.code)
    if purpose is Purpose.LOGIN or actor is None:
        return _enter(provider, login, kept["onward"], tools)
    bound = _join(provider, login, purpose, actor, tools)
    return Arrived(purpose, kept["onward"], bound=bound)


def back_at(provider: Provider, tools: Tools) -> str:
    """Return the address to which a provider sends the browser back; it is registered there letter by letter."""
    return f"{tools.base_url}/login/with/{provider.code}/back"


def _take(provider: Provider, back: Back, tools: Tools) -> tuple[IdentityLogin, Mapping[str, str]]:
    """Take a login under way for good, whatever comes of it."""
    with tools.database.write() as unit:
        row = unit.identities.take_login(digest(back.state), digest(back.browser), now=machine_now())
        unit.commit()
    if row is None or row.provider != provider.code:
        raise NotSignedInError("IDENTITY_STALE")
    return row, json.loads(tools.cipher.decrypt(row.secrets_cipher))


def _join(provider: Provider, login: ExternalLogin, purpose: Purpose, actor: Actor, tools: Tools) -> Bound:
    """Connect the account of who is logged in, and see for whom they act by the claims."""
    with tools.database.write() as unit:
        account = connect(unit, provider, login, actor, tools)
        asked = purpose is Purpose.BIND
        bound = bind_standing(unit, account, actor, provider, login.claims, asked=asked, tools=tools)
        unit.commit()
    tools.wake.nudge()
    return bound


def _enter(provider: Provider, login: ExternalLogin, onward: str, tools: Tools) -> Arrived:
    """Begin a session of the account that is connected with an identity."""
    with tools.database.write() as unit:
        identity, account = _known(unit, provider, login, tools)
        refuse_locked(account)
        _note_use(unit, identity, account, tools)
        stage = None if has_second_step(provider, login.claims) else stage_of(unit, account.id, tools)
        if stage is not None:
            token = leave_step(account.id, stage, unit, tools)
            unit.commit()
            raise SecondStepError(token, onward)
        signed_in = begin_for(account.id, unit, tools, provider=provider.code)
        if not fits(provider, signed_in.actor):
            raise NotSignedInError("IDENTITY_NOT_FOR_YOU")
        bound = bind_standing(unit, account, signed_in.actor, provider, login.claims, asked=False, tools=tools)
        unit.commit()
    tools.wake.nudge()
    return Arrived(Purpose.LOGIN, onward, signed_in, bound)


def _known(
    unit: UnitOfWork, provider: Provider, login: ExternalLogin, tools: Tools
) -> tuple[ExternalIdentity, Account]:
    """Return an identity and its account, which is held first, as everywhere; a closed one is nobody's."""
    lookup = tools.cipher.lookup(key_of(login.issuer, login.subject))
    found = unit.identities.find_by_lookup(lookup)
    account = unit.contacts.lock_account(found.account_id) if found else None
    identity = unit.identities.find_by_lookup(lookup, lock=True)
    if identity is None or account is None or identity.provider != provider.code:
        raise UnknownIdentityError(login.subject)
    if account.disabled:
        raise NotSignedInError("DISABLED")
    return identity, account


def _note_use(unit: UnitOfWork, identity: ExternalIdentity, account: Account, tools: Tools) -> None:
    """Note when an identity was used; the first time connects what an administrator expected."""
    now = tools.clock.now()
    if identity.connected_at is None:
        identity.connected_at = now
        say(unit, account, identity, "connected", tools)
    identity.used_at = now
