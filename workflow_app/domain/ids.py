"""Identifiers: time-ordered, opaque, made by us and never by a database."""

import uuid_utils


def new_id() -> str:
    """Return a UUIDv7 as text (36 characters)."""
    return str(uuid_utils.uuid7())
