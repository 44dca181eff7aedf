"""Keyset paging: a cursor is the sort key of the last row, so page 1,000 costs what page 1 costs."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

from workflow_app.domain.errors import FieldError, InvalidError

Row = TypeVar("Row")
Place = TypeVar("Place")

DEFAULT_LIMIT = 50
MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows and the cursor of the next, or None at the end."""

    items: Sequence[Row]
    next_cursor: str | None


def encode(*key: str) -> str:
    """Return an opaque cursor for a sort key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def mark(cursor: str, read: Callable[[str], Place]) -> tuple[Place, str]:
    """Return after which row a page begins: what its list is sorted by, and its id.

    Raises InvalidError INVALID_CURSOR where this is not one of our cursors, for anybody may send one.
    """
    try:
        place, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return read(place), str(UUID(row_id))
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InvalidError(FieldError("/cursor", "INVALID_CURSOR")) from error


def instant(text: str) -> datetime:
    """Return an instant as a cursor has it, in UTC; raises ValueError where the zone is missing."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def cut(rows: Sequence[Row], *, limit: int, key: Callable[[Row], tuple[str, ...]]) -> Page[Row]:
    """Make a page of at most `limit` rows out of up to `limit + 1`."""
    if len(rows) <= limit:
        return Page(rows, None)
    return Page(rows[:limit], encode(*key(rows[limit - 1])))
