"""One compiled process serves many threads, and each version is compiled once."""

import threading
import time
from collections.abc import Mapping

import pytest
from engine_case import DIAGRAMS, compiled

from workflow_app.engine import (
    CompiledProcess,
    OperationCall,
    ProcessCache,
    ProcessRefusedError,
    RoutingValue,
    complete,
    deliver_message,
    fire_timer,
    start,
)

WAYS = {
    "instances": {"sites": ["a", "b"], "departments": ["x", "y"], "copies": 2},
    "withdrawal": {},
    "parallel_rounds": {"again": False},
    "calling": {"sites": ["a", "b", "c"]},
    "choice_of_events": {},
}


def nothing(_call: OperationCall) -> dict[str, RoutingValue]:
    return {}


def drive(process: CompiledProcess, routing: Mapping[str, RoutingValue]) -> list[str]:
    """Take the first wait of each step until the end, and return the way."""
    acts = {"TASK": complete, "MESSAGE": deliver_message, "TIMER": fire_timer}
    step = start(process, routing=routing, run=nothing)
    way = [*step.entered]
    while not step.finished:
        wait = min(step.waits, key=lambda each: (each.kind != "TASK", each.element, each.instance or 0))
        step = acts[wait.kind](process, step.state, ref=wait.ref, routing=step.routing, run=nothing)
        way += step.entered
    return way


@pytest.mark.parametrize("key", WAYS)
def test_threads_share_one_compiled_process(key: str) -> None:
    shared = compiled(key)
    expected = drive(compiled(key), WAYS[key])
    ways: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: ways.extend(drive(shared, WAYS[key]) for _ in range(15))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ways == [expected] * 90


class Shelf:
    """Counts how often a process is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def load(self) -> tuple[str, dict[str, bytes]]:
        self.asked += 1
        time.sleep(0.02)
        return "rounds", {"rounds.bpmn": (DIAGRAMS / "rounds.bpmn").read_bytes()}


def test_a_version_is_compiled_once_for_all_threads() -> None:
    cache, shelf, found = ProcessCache(), Shelf(), []
    threads = [threading.Thread(target=lambda: found.append(cache.get("h", shelf.load))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.asked == 1
    assert len({id(process) for process in found}) == 1


def test_the_version_used_longest_ago_goes_first() -> None:
    cache, shelf = ProcessCache(size=2), Shelf()
    for content_hash in ("a", "b", "a", "c", "a"):
        cache.get(content_hash, shelf.load)
    assert shelf.asked == 3
    cache.get("b", shelf.load)
    assert shelf.asked == 4


def test_a_refused_process_is_asked_for_again() -> None:
    cache = ProcessCache()
    with pytest.raises(ProcessRefusedError):
        cache.get("h", lambda: ("rounds", {}))
    assert cache.get("h", Shelf().load).key == "rounds"
