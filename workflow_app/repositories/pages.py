"""Keyset paging: a cursor is the sort key of the last row, so page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from workflow_app.domain.errors import FieldError, InvalidError

Row = TypeVar("Row")

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


def decode(cursor: str, *, size: int) -> list[str]:
    """Return the sort key of a cursor; raises InvalidError where it is not one of ours."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise InvalidError(FieldError("/cursor", "INVALID_CURSOR")) from error
    if not isinstance(key, list) or len(key) != size or not all(isinstance(part, str) for part in key):
        raise InvalidError(FieldError("/cursor", "INVALID_CURSOR"))
    return key


def cut(rows: Sequence[Row], *, limit: int, key: Callable[[Row], tuple[str, ...]]) -> Page[Row]:
    """Make a page of at most `limit` rows out of up to `limit + 1`."""
    if len(rows) <= limit:
        return Page(rows, None)
    return Page(rows[:limit], encode(*key(rows[limit - 1])))
