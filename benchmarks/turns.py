"""Questions asked before installations of several sizes, which take turns so that the machine treats them alike."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence

WARM_UP = 3
"""Rounds that are not counted."""


def in_turns(
    asked: Mapping[int, Mapping[str, Callable[[], object]]], counts: Sequence[int], *, turns: int
) -> dict[int, dict[str, list[float]]]:
    """Return how many milliseconds each question took at each size, turn by turn."""
    times: dict[int, dict[str, list[float]]] = {count: {name: [] for name in asked[count]} for count in counts}
    for turn in range(turns + WARM_UP):
        gc.collect()
        for name in asked[counts[0]]:
            for count in counts:
                at = time.perf_counter()
                asked[count][name]()
                if turn >= WARM_UP:
                    times[count][name].append((time.perf_counter() - at) * 1000)
    return times
