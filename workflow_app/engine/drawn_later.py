"""Waits that were drawn into a process later: an editor writes them last, wherever they stand in the drawing.

The steps of a case are told in the order of the file. What leads only to waits that stand before it there was put in
later, and belongs behind the one that leads to it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from workflow_app.engine.ahead import places_ahead
from workflow_app.engine.elements import CompiledProcess

WAITS = frozenset({"user_task", "receive_task"})


@dataclass(frozen=True, slots=True)
class Later:
    """A wait that was drawn later, the one that leads to it, and whether a case may go on without coming there."""

    element: str
    after: str
    is_aside: bool


def drawn_later(process: CompiledProcess, known: Collection[str]) -> tuple[Later, ...]:
    """Return the waits that were drawn later, but for those of whose place somebody has said something."""
    order = {each: place for place, each in enumerate(process.elements)}
    waits = [key for key, each in process.elements.items() if each.kind in WAITS]
    ahead = {key: {each.element.id for each in places_ahead(process, key)} & {*waits} for key in waits}
    return tuple(_later(waits, ahead, order, known))


def in_drawn_order(process: CompiledProcess, later: Collection[Later]) -> CompiledProcess:
    """Return a process whose elements stand in the order in which a case comes to them."""
    if not later:
        return process
    order = list(process.elements)
    for each in later:
        order.remove(each.element)
        order.insert(order.index(each.after) + 1, each.element)
    return replace(process, elements=MappingProxyType({key: process.elements[key] for key in order}))


def _later(
    waits: list[str], ahead: dict[str, set[str]], order: dict[str, int], known: Collection[str]
) -> Iterator[Later]:
    for key in waits:
        leads_back = bool(ahead[key]) and all(order[each] < order[key] for each in ahead[key])
        before = [each for each in waits if key in ahead[each] and order[each] < order[key]]
        if leads_back and before and key not in known:
            after = next((each for each in before if each not in known), before[0])
            yield Later(key, after, is_aside=bool(ahead[key] & (ahead[after] | {after})))
