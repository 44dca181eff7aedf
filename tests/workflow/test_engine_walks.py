"""Random walks: whatever happens in whatever order, a case waits for something or is finished, and never both."""

import random

import pytest
from engine_case import Case

from workflow_app.engine import WaitKind, complete, deliver_message, fire_timer

DIAGRAMS = ["parallel_rounds", "side_branch", "instances", "withdrawal", "waiting", "choice_of_events", "calling"]
LONGEST = 60
ENDS = {WaitKind.TASK: complete, WaitKind.MESSAGE: deliver_message, WaitKind.TIMER: fire_timer}


def act(case: Case, chance: random.Random) -> None:
    wait = chance.choice(case.step.waits)
    case.go(ENDS[wait.kind], wait.ref, {"again": chance.random() < 0.7})


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("key", DIAGRAMS)
def test_a_random_walk_never_gets_stuck(key: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a walk that can be repeated, not a secret
    case = Case(key, again=True, limit=2, sites=["甲", "乙"], departments=["d", "e"], copies=2)
    seen: set[str] = set()
    for _ in range(LONGEST):
        if case.step.finished:
            break
        refs = [wait.ref for wait in case.step.waits]
        assert refs
        assert len(refs) == len(set(refs))
        act(case, chance)
        left = {wait.ref for wait in case.step.waits}
        assert not left & (seen - set(refs)), "a ref came back"
        seen |= set(refs)
    assert case.step.finished == (case.step.ended_at is not None) == (not case.step.waits)
