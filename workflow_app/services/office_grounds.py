"""On what sandboxes stand: the rules of this office, as they are now for walks, and with their past for replays."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from workflow_app.domain.seeds.walk_cast import WALK_START
from workflow_app.domain.time import local_date
from workflow_app.repositories.office_rows import OfficeRows, Rows
from workflow_app.services.sandbox_grounds import Ground
from workflow_app.services.tools import Tools

_DATED = frozenset({"parameter", "regime", "class_rule"})
"""Tables of which several rows answer the same question, each from a day on."""


def replay_ground(tools: Tools) -> Ground:
    """Return the rules of the office with all that held once, so that a case meets those of its days."""
    return _named(_read(tools), has_samples=False)


def walk_ground(tools: Tools) -> Ground:
    """Return the rules of the office that are in force today, as if they had been when every walk begins."""
    today, begins = local_date(tools.clock.now()), WALK_START.date()
    rows = _read(tools)
    kept = {name: list(_in_force(rows[name], today, begins)) if name in _DATED else rows[name] for name in rows}
    return _named(kept, has_samples=True)


def _read(tools: Tools) -> Rows:
    with tools.database.read() as unit:
        return OfficeRows(unit.session).read_office()


def _in_force(rows: Sequence[Mapping[str, Any]], today: date, begins: date) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        if row["valid_from"] <= today and (row["valid_to"] is None or row["valid_to"] >= today):
            yield {**row, "valid_from": min(row["valid_from"], begins), "valid_to": None}


def _named(rows: Rows, *, has_samples: bool) -> Ground:
    """Return a ground under a name that says what is in it."""
    content = json.dumps([has_samples, rows], sort_keys=True, default=str)
    return Ground(hashlib.sha256(content.encode()).hexdigest(), rows, has_samples)
