"""Drafts that several windows write: merged answer by answer, and for how long one is kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.domain.time import local_date

LIFE, WARNING = "draft.life", "draft.warning"


@dataclass(frozen=True, slots=True)
class Merged:
    """What is kept of what was typed, and where both sides changed an answer: there, what was kept already stays."""

    values: Mapping[str, object]
    clashes: Mapping[str, object]


def mark_of(value: object) -> str:
    """Return a short mark by which an answer is known again; nothing said is one answer, however it is written."""
    said = value not in (None, "", [], False)
    return hashlib.sha256(json.dumps(value if said else None, default=str).encode()).hexdigest()[:12]


def merge(kept: Mapping[str, object], typed: Mapping[str, object], seen: Mapping[str, str]) -> Merged:
    """Return what becomes of typed answers beside those that are kept by now.

    `seen` are the marks of the answers as the page showed them; where it says nothing of one, what was typed counts.
    """
    values: dict[str, object] = {}
    clashes: dict[str, object] = {}
    for key, mine in typed.items():
        is_news = key in seen and key in kept and mark_of(kept[key]) not in (seen[key], mark_of(mine))
        if not is_news:
            values[key] = mine
        elif mark_of(mine) != seen[key]:
            clashes[key] = kept[key]
    return Merged(values, clashes)


@dataclass(frozen=True, slots=True)
class Life:
    """How long a draft is kept after its last change, and how long before its end that is said; in calendar days."""

    days: int
    warning: int

    def until(self, changed_at: datetime) -> date:
        """Return the last day of a draft that was changed at an instant."""
        return local_date(changed_at) + timedelta(days=self.days)

    def warned_on(self, changed_at: datetime) -> date:
        """Return the day on which its end is said."""
        return self.until(changed_at) - timedelta(days=self.warning)


def life_of(kept: Snapshot) -> Life | None:
    """Return how long the draft of a case is kept by its parameters; None where they set no end."""
    try:
        return Life(from_snapshot(kept, LIFE).amount, from_snapshot(kept, WARNING).amount)
    except ParameterMissingError:
        return None
