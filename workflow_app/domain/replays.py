"""Replays: finished cases go through a draft once more with what was recorded of them, and what came is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from workflow_app.domain.process_walks import Act

MOST_CASES = 100
"""How many cases are replayed: those that ended last."""


class ReplayStatus(StrEnum):
    """How a replay stands."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"


class Verdict(StrEnum):
    """What became of a case in a draft."""

    SAME = "SAME"
    OTHER = "OTHER"
    STUCK = "STUCK"
    UNREPLAYED = "UNREPLAYED"


@dataclass(frozen=True, slots=True)
class Course:
    """Which elements a case entered, each once and in that order, and how it ended; empty while it has not."""

    passed: tuple[str, ...]
    end: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done in a case at an instant."""

    at: datetime
    act: Act


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one case: elements, states and codes, never an answer and nobody's name.

    `element` is the first that differs, or where it is stuck; `code` is why, and `fields` are those of its form to
    which the recorded answers do not fit. `waits_at` is a step that nobody did when the case was real. `passed` and
    `end` are of the draft.
    """

    verdict: Verdict
    element: str = ""
    code: str = ""
    fields: tuple[str, ...] = ()
    waits_at: str = ""
    passed: tuple[str, ...] = ()
    end: str = ""

    def to_json(self) -> dict[str, object]:
        """Return it as it is kept."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def read_came(kept: Mapping[str, object]) -> Came:
    """Return what is kept of a case."""
    known = {each.name: kept[each.name] for each in fields(Came) if each.name in kept}
    lists = {key: tuple(map(str, value)) for key, value in known.items() if isinstance(value, list)}
    words = {key: str(value) for key, value in known.items() if not isinstance(value, list)}
    return Came(**{**words, **lists, "verdict": Verdict(words["verdict"])})  # type: ignore[arg-type] # as written above


def first_difference(recorded: Sequence[str], replayed: Sequence[str]) -> str:
    """Return the element at which two courses part: of the replayed one, or of the recorded one where that goes on."""
    for there, here in zip_longest(recorded, replayed):
        if there != here:
            return here or there or ""
    return ""
