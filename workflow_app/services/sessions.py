"""Signing in and out, and who a session or token belongs to. Machine time throughout; days are business days."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import BusyError, NotSignedInError, SecondStepError
from workflow_app.domain.second_factor import Stage
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import LoginSession, LoginStep
from workflow_app.repositories import accounts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.lockout import Attempt, confirm_attempt, reserve_attempt, start_anew, take_back
from workflow_app.services.one_time_codes import new_secret
from workflow_app.services.passwords import matches
from workflow_app.services.second_factor_rules import stage_of
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

IDLE = timedelta(hours=8)
LONGEST = timedelta(hours=12)
STEP_LASTS = timedelta(minutes=10)
"""How long a login waits for its second step."""
NOTED_AGAIN = timedelta(minutes=5)
"""How old the last sign of life may be before it is written again: reading a page must not cost a write."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that began: its secret, to be kept by the browser alone, and who it is."""

    token: str = field(repr=False)
    actor: Actor


def digest(token: str) -> str:
    """Return what is stored of a secret of 256 random bits: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(command: SignIn, *, tools: Tools) -> SignedIn:
    """Begin a session. Raises NotSignedInError WRONG_PASSWORD (attempts_left), LOCKED (minutes), DISABLED.

    Raises SecondStepError where the password was right and a code is needed besides: no session has begun then. The
    attempt is counted before the password is looked at, so that many at once are not more than five either.
    """
    attempt = reserve_attempt(command.username, tools=tools)
    if not matches(attempt.password_hash, command.password):
        raise NotSignedInError("WRONG_PASSWORD", attempts_left=attempt.left)
    if attempt.disabled or attempt.account_id is None:
        raise NotSignedInError("DISABLED")
    return _begin(command.username, attempt.account_id, attempt, tools)


def sign_out(token: str, *, tools: Tools) -> None:
    """End a session; one that is over already is no matter."""
    with tools.database.write() as work:
        work.accounts.end_session(digest(token))
        work.commit()


def find_session_actor(token: str, *, tools: Tools) -> Actor | None:
    """Return whose session this is, or None where it is over; one statement, and seldom a write."""
    now = machine_now()
    found = accounts.find_session_actor(tools.database.ask, digest(token), now=now, today=local_date(tools.clock.now()))
    if found is None:
        return None
    if now - found.seen_at > NOTED_AGAIN:
        _note_seen(token, min(now + IDLE, found.created_at + LONGEST), now, tools)
    return found.actor


def find_token_actor(token: str, *, tools: Tools) -> Actor | None:
    """Return whose API token this is, or None; one statement."""
    today = local_date(tools.clock.now())
    return accounts.find_token_actor(tools.database.ask, digest(token), now=machine_now(), today=today)


def _begin(username: str, account_id: str, attempt: Attempt, tools: Tools) -> SignedIn:
    with tools.database.write() as work:
        account = confirm_attempt(username, attempt, work, tools=tools)
        stage = stage_of(work, account_id, tools)
        if stage is not None:
            take_back(account)
            token = leave_step(account_id, stage, work, tools)
            work.commit()
            raise SecondStepError(token)
        start_anew(account)
        signed_in = begin_for(account_id, work, tools)
        work.commit()
    return signed_in


def leave_step(account_id: str, stage: Stage, work: UnitOfWork, tools: Tools) -> str:
    """Let a login wait for its second step and return the secret that leads there; one at a time waits."""
    now, token = machine_now(), secrets.token_urlsafe(32)
    work.second_factors.end_steps_before(now)
    work.second_factors.end_steps_of(account_id)
    work.add(
        LoginStep(
            account_id=account_id,
            token_hash=digest(token),
            stage=stage.value,
            secret_cipher=tools.cipher.encrypt(new_secret()) if stage is Stage.ENROL else None,
            expires_at=now + STEP_LASTS,
        )
    )
    return token


def begin_for(account_id: str, work: UnitOfWork, tools: Tools, *, provider: str = "") -> SignedIn:
    """Begin a session of an account within a unit of work that the caller commits; raises NotSignedInError DISABLED.

    `provider` is the external one that vouched for it, if any.
    """
    now, token = machine_now(), secrets.token_urlsafe(32)
    work.accounts.end_sessions_before(now)
    work.add(
        LoginSession(
            account_id=account_id, token_hash=digest(token), created_at=now, seen_at=now, expires_at=now + IDLE
        )
    )
    actor = work.accounts.find_actor(account_id, today=local_date(tools.clock.now()))
    if actor is None:
        raise NotSignedInError("DISABLED")
    note_event(work, "session/begun", {"provider": provider} if provider else {}, tools=tools, actor=actor)
    return SignedIn(token=token, actor=actor)


def _note_seen(token: str, expires_at: datetime, now: datetime, tools: Tools) -> None:
    """Write the sign of life; where the database is busy, the next request does."""
    with suppress(BusyError), tools.database.write() as work:
        work.accounts.note_seen(digest(token), seen_at=now, expires_at=expires_at)
        work.commit()
