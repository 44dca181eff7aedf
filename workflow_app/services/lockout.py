"""Five wrong passwords lock an account for a quarter of an hour; kept in the database, so a restart changes nothing.

A name without an account is counted in the same way, or the lock would tell which names exist.
"""

import hashlib
import math
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import InvalidError, NotSignedInError
from workflow_app.domain.time import machine_now
from workflow_app.models import Account
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that was counted: what it is to be measured by, and how many more there are."""

    left: int
    account_id: str | None = None
    password_hash: str | None = field(default=None, repr=False)
    disabled: bool = False


def reserve_attempt(username: str, *, tools: Tools) -> Attempt:
    """Count an attempt as failed until it has succeeded; raises NotSignedInError LOCKED (`minutes`)."""
    now, username = machine_now(), _normal(username)
    with tools.database.write() as work:
        account = _named(username, work, tools)
        attempt = _of_account(account, now) if account else _of_nobody(username, now, work)
        if account is not None and attempt.left == 0:
            note_event(work, "account/locked", {"account_id": account.id}, tools=tools)
        work.commit()
    return attempt


def confirm_attempt(username: str, attempt: Attempt, work: UnitOfWork, *, tools: Tools) -> Account:
    """Return the account of a password that was right; keeps others from changing it until commit.

    Raises NotSignedInError WRONG_PASSWORD (attempts_left) where the password was changed since it was looked at: a
    session that begins beside the change would outlive it.
    """
    account = _named(username, work, tools)
    if account is None or account.password_hash != attempt.password_hash:
        raise NotSignedInError("WRONG_PASSWORD", attempts_left=attempt.left)
    return account


def start_anew(account: Account) -> None:
    """Count from nothing after a whole login."""
    account.failed_logins, account.locked_until = 0, None


def take_back(account: Account) -> None:
    """Let an attempt that was right not count as failed, and leave those before it: the login is not whole yet."""
    account.failed_logins, account.locked_until = max(account.failed_logins - 1, 0), None


def refuse_locked(account: Account) -> None:
    """Refuse a code while an account is locked; raises NotSignedInError LOCKED (`minutes`)."""
    now = machine_now()
    if account.locked_until is not None and account.locked_until > now:
        raise _locked(account.locked_until, now)


def count_wrong(work: UnitOfWork, account: Account, *, tools: Tools) -> int:
    """Count a wrong code as a wrong password on an account that is held, and return how many attempts are left."""
    left = _of_account(account, machine_now()).left
    if left == 0:
        note_event(work, "account/locked", {"account_id": account.id}, tools=tools)
    return left


def mobile_lookup(text: str, tools: Tools) -> str:
    """Return what is kept of a mobile number to find its account by, however it was typed; nobody's for other text."""
    return tools.cipher.lookup(_normal(text))


def _normal(username: str) -> str:
    """Return a mobile number as it is kept, however it was typed, or the name as it stands.

    Else the ways of writing a number would be counted together for those that have an account, and for no others.
    """
    with suppress(InvalidError):
        return read_address(Channel.SMS, username)
    return username


def _named(username: str, work: UnitOfWork, tools: Tools) -> Account | None:
    """Return the account of a name, or of the mobile number by which its owner signs in, and keep others from it."""
    found = work.accounts.lock_by_username(_normal(username))
    return found or work.entering.find_by_mobile(mobile_lookup(username, tools), lock=True)


def _of_account(account: Account, now: datetime) -> Attempt:
    if account.locked_until is not None:
        if account.locked_until > now:
            raise _locked(account.locked_until, now)
        account.failed_logins, account.locked_until = 0, None
    account.failed_logins += 1
    left = ATTEMPTS - account.failed_logins
    if left <= 0:
        account.locked_until = now + LOCKED_FOR
    return Attempt(left=left, account_id=account.id, password_hash=account.password_hash, disabled=account.disabled)


def _of_nobody(username: str, now: datetime, work: UnitOfWork) -> Attempt:
    key = "nobody:" + hashlib.sha256(username.encode(errors="replace")).hexdigest()
    counted = work.limits.count(key, 1, now=now, expires_at=now + LOCKED_FOR)
    if counted.count > ATTEMPTS:
        raise _locked(counted.expires_at, now)
    return Attempt(left=ATTEMPTS - counted.count)


def _locked(until: datetime, now: datetime) -> NotSignedInError:
    return NotSignedInError("LOCKED", minutes=max(1, math.ceil((until - now) / timedelta(minutes=1))))
