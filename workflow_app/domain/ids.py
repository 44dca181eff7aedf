"""Identifiers: time-ordered, opaque, made by us and never by a database."""

from uuid import UUID

import uuid_utils


def new_id() -> str:
    """Return a UUIDv7 as text (36 characters)."""
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Tell whether a text can be an id at all; a database may refuse to look for any other."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
