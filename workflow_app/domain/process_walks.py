"""Walks through a draft: what was done in the sandbox, one act after another; the state is made anew from the acts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workflow_app.domain.errors import RefusedError

MOST_ACTS = 150
LARGEST_ACT, LARGEST_WALK = 64 * 1024, 512 * 1024
"""Bytes of the JSON of one act, and of all acts of a walk together."""
LONGEST_DAYS = 400
SAMPLE = "SAMPLE"
"""What stands in an answer for a paper that is handed in: every paper in the sandbox is the same blank sheet."""
_WORD = 200


class Does(StrEnum):
    """What is done in one act."""

    OPEN = "OPEN"
    COMPLETE = "COMPLETE"
    NEXT_MOMENT = "NEXT_MOMENT"
    DAYS = "DAYS"
    MESSAGE = "MESSAGE"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `who` of the cast does `what` (an element, a message or what the case is about) with answers.

    `number` counts open tasks of one element from 0, and days where time is moved by days.
    """

    does: Does
    who: str = ""
    what: str = ""
    number: int = 0
    values: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return it as it is kept, what goes without saying left out."""
        kept = {"does": self.does.value, "who": self.who, "what": self.what, "number": self.number}
        return {key: value for key, value in kept.items() if value} | ({"values": self.values} if self.values else {})


def read_act(kept: object) -> Act:
    """Return an act from JSON; raises RefusedError WALK_ACT where it is none."""
    if not isinstance(kept, Mapping) or not kept.keys() <= {"does", "who", "what", "number", "values"}:
        raise RefusedError("WALK_ACT")
    who, what, number, values = (kept.get(name, empty) for name, empty in _EMPTY.items())
    is_said = isinstance(who, str) and isinstance(what, str) and max(len(who), len(what)) <= _WORD
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LONGEST_DAYS
    if kept.get("does") not in set(Does) or not (is_said and is_number and isinstance(values, Mapping)):
        raise RefusedError("WALK_ACT")
    return Act(Does(kept["does"]), who, what, number, {str(key): value for key, value in values.items()})


def read_acts(kept: Sequence[object]) -> tuple[Act, ...]:
    """Return the acts of a walk, which begins with opening a case and does so once; raises RefusedError as below.

    WALK_ACT for what is no act, WALK_TOO_LONG for more than a walk may hold.
    """
    acts = tuple(map(read_act, kept))
    if [number for number, each in enumerate(acts) if each.does is Does.OPEN] != [0][: len(acts)]:
        raise RefusedError("WALK_ACT")
    sizes = [len(json.dumps(each.to_json(), ensure_ascii=False, default=str).encode()) for each in acts]
    if len(acts) > MOST_ACTS or sum(sizes) > LARGEST_WALK or max(sizes, default=0) > LARGEST_ACT:
        raise RefusedError("WALK_TOO_LONG", most=MOST_ACTS)
    return acts


_EMPTY: Mapping[str, object] = {"who": "", "what": "", "number": 0, "values": {}}
