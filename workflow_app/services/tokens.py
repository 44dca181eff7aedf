"""API tokens: 256 random bits, stored hashed, with scope and expiry."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.models import ApiToken
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

SCOPES = ("read", "write")
LONGEST_DAYS = 366


def create_token(username: str, *, scopes: Collection[str], days: int, tools: Tools) -> str:
    """Create a token for an account and return it; it cannot be shown again.

    Raises NotFoundError ACCOUNT_UNKNOWN, InvalidError where a scope is unknown or it would last too long.
    """
    if not scopes or not set(scopes) <= set(SCOPES):
        raise InvalidError(FieldError("/scopes", "NOT_A_CHOICE"))
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidError(FieldError("/days", "OUT_OF_RANGE", {"minimum": 1, "maximum": LONGEST_DAYS}))
    now, token = machine_now(), secrets.token_urlsafe(32)
    with tools.database.write() as work:
        account = work.accounts.find_by_username(username)
        if account is None:
            raise NotFoundError("ACCOUNT_UNKNOWN", username=username)
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
