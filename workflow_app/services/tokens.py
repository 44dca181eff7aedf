"""API tokens: 256 random bits, stored hashed, with scope and expiry."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.models import ApiToken
from workflow_app.services.access import lock_account
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

SCOPES = ("read", "write")
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class TokenView:
    """A live token as operators see it: everything but its secret, which is kept nowhere."""

    id: str
    username: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime


def create_token(username: str, *, scopes: Collection[str], days: int, tools: Tools) -> str:
    """Create a token for an account and return it; it cannot be shown again.

    Raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE, InvalidError where a scope is unknown or it
    would last too long.
    """
    if not scopes or not set(scopes) <= set(SCOPES):
        raise InvalidError(FieldError("/scopes", "NOT_A_CHOICE"))
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidError(FieldError("/days", "OUT_OF_RANGE", {"minimum": 1, "maximum": LONGEST_DAYS}))
    now, token = machine_now(), secrets.token_urlsafe(32)
    with tools.database.write() as work:
        account = lock_account(work, username)
        work.add(
            ApiToken(
                account_id=account.id,
                token_hash=digest(token),
                scopes=sorted(set(scopes)),
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
        )
        note_event(work, "token/created", {"account_id": account.id, "scopes": sorted(set(scopes))}, tools=tools)
        work.commit()
    return token


def list_tokens(username: str | None = None, *, tools: Tools) -> tuple[TokenView, ...]:
    """Return the live tokens of one account, or of all; raises NotFoundError ACCOUNT_UNKNOWN."""
    with tools.database.read() as work:
        account = work.accounts.find_by_username(username) if username is not None else None
        if username is not None and account is None:
            raise NotFoundError("ACCOUNT_UNKNOWN", username=username)
        found = work.accounts.list_tokens(account_id=account.id if account else None, now=machine_now())
        return tuple(
            TokenView(token.id, name, tuple(token.scopes), token.created_at, token.expires_at) for token, name in found
        )


def revoke_token(token_id: str, *, tools: Tools) -> None:
    """Let one token expire at once; raises NotFoundError TOKEN_UNKNOWN where there is none that lives."""
    now = machine_now()
    with tools.database.write() as work:
        token = work.accounts.lock_token(token_id)
        if token is None or token.expires_at <= now:
            raise NotFoundError("TOKEN_UNKNOWN", token=token_id)
        token.expires_at = now
        said = {"account_id": token.account_id, "token_id": token.id}
        note_event(work, "token/revoked", said, tools=tools)
        work.commit()


def revoke_tokens(username: str, *, tools: Tools) -> int:
    """Let every token of an account expire at once and return how many there were.

    Raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE.
    """
    with tools.database.write() as work:
        account = lock_account(work, username)
        ended = work.accounts.end_tokens_of(account.id, now=machine_now())
        note_event(work, "token/revoked", {"account_id": account.id, "tokens": ended}, tools=tools)
        work.commit()
    return ended
