"""Lets tests that exist once for each kind of database take turns: half of them meet the one, half the other.

Which one a test meets follows from its name, so that it is the same on every machine and in every run; the tests of one
module that share a database share the turn.
"""

from zlib import crc32

import pytest

SHARED = "module_database_url"
OWN = "database_url"
KINDS = ("sqlite", "postgresql")


def has_its_turn(item: pytest.Item) -> bool:
    """Tell whether a test meets the kind of database that its name gives it; without a database it always does."""
    spec = getattr(item, "callspec", None)
    kind = (spec.params.get(SHARED) or spec.params.get(OWN)) if spec else None
    if kind not in KINDS or item.get_closest_marker("each_database"):
        return True
    name = item.path.name if SHARED in spec.params else item.nodeid.replace(kind, "")
    return KINDS[crc32(name.encode()) % len(KINDS)] == kind
