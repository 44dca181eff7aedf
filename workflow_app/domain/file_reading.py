"""The files of a process, read as tables: whatever is wrong with one, nested without end too, is one kind of error."""

import json
import tomllib
from typing import Any


class UnreadableError(ValueError):
    """A file is not what its name says."""


def read_toml(content: bytes) -> dict[str, Any]:
    """Return what a TOML file says; raises UnreadableError."""
    try:
        return tomllib.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error


def read_json(content: bytes) -> dict[str, Any]:
    """Return what a JSON file says; raises UnreadableError, also where it is no object."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    if not isinstance(found, dict):
        raise UnreadableError(type(found).__name__)
    return found
