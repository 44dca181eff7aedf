"""Passwords: argon2id, at most two hashes at a time, the same work for an account that does not exist."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflow_app.domain.errors import BusyError, FieldError, InvalidError

AT_ONCE = 2
WAIT_SECONDS = 10.0
SHORTEST, LONGEST = 10, 200

_turns = BoundedSemaphore(AT_ONCE)
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return what is stored; raises InvalidError TOO_SHORT or TOO_LONG, BusyError when many wait for the same."""
    if wrong := wrong_length(password):
        raise InvalidError(*wrong)
    with _turn():
        return _hasher.hash(password)


def wrong_length(password: str) -> tuple[FieldError, ...]:
    """Return what is wrong with the length of a password, for who says all that is wrong at once: one error or none."""
    if len(password) > LONGEST:
        return (FieldError("/password", "TOO_LONG", {"maximum": LONGEST}),)
    if len(password) < SHORTEST:
        return (FieldError("/password", "TOO_SHORT", {"minimum": SHORTEST}),)
    return ()


def matches(stored: str | None, password: str) -> bool:
    """Tell whether a password is the stored one; without one it takes as long and is not."""
    if len(password) > LONGEST:
        return False
    with _turn():
        try:
            return _hasher.verify(stored or _nobodys_hash(), password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one of the turns: a hash takes 64 MiB and tenths of a second, so a flood of sign-ins must queue."""
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise BusyError("BUSY", retry_after=5)
    try:
        yield
    finally:
        _turns.release()


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe())
