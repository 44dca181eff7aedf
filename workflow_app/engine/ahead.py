"""Where a case may be next, read from the diagram: nothing is decided here and nothing moves."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workflow_app.engine.elements import CompiledProcess, Element

PLACES = frozenset({"user_task", "receive_task", "call_activity", "end_event"})
"""Kinds of elements at which a case stays, or is over."""
END = "end_event"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that lies ahead; of an end, the last state that the way to it names."""

    element: Element
    state: str | None = None


def places_ahead(process: CompiledProcess, element_id: str) -> tuple[Place, ...]:
    """Return the nearest places behind an element on every way that leads on from it, ends last.

    What interrupts the work of people is no way on: a limit that runs out, or somebody who withdraws. Where a case
    waits for news, time is what leads on.
    """
    element = process.elements.get(element_id)
    if element is None:
        return ()
    found: dict[tuple[str, str | None], Place] = {}
    seen: set[tuple[str, str | None]] = set()
    begun = (*element.leads_to, *_led_by_time(process, element))
    waiting: list[tuple[str, str | None]] = [(each, None) for each in begun]
    while waiting:
        at, passed = waiting.pop(0)
        if (at, passed) in seen:
            continue
        seen.add((at, passed))
        here = process.elements[at]
        state = here.state or passed
        onward = tuple(_onward(process, here))
        if here.kind in PLACES and not onward:
            place = Place(here, state if here.kind == END else None)
            found[at, place.state] = place
        waiting.extend((each, state) for each in onward)
    order = list(process.elements)
    return tuple(sorted(found.values(), key=lambda place: (place.element.kind == END, order.index(place.element.id))))


def unread_ahead(process: CompiledProcess, element_id: str, readers: Collection[str]) -> tuple[str, ...]:
    """Return the nearest places behind an element that are reached by a way past none of some readers."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(process.elements[element_id].leads_to)
    while waiting:
        here = process.elements[waiting.pop(0)]
        if here.id in seen or here.id in readers:
            continue
        seen.add(here.id)
        onward = tuple(_onward(process, here))
        if here.kind in PLACES and not onward:
            found[here.id] = None
        waiting.extend(onward)
    return tuple(found)


def _led_by_time(process: CompiledProcess, element: Element) -> Iterator[str]:
    """Yield where time leads on from a wait for news."""
    if element.kind == "receive_task":
        for each in process.elements.values():
            if each.attached_to == element.id and each.kind == "timer_event" and each.interrupting:
                yield from each.leads_to


def _onward(process: CompiledProcess, element: Element) -> Iterator[str]:
    """Yield where a way goes on that does not stay here: into a part of the process, out of it, or past a machine."""
    if element.kind == "subprocess":
        inside = (each for each in process.elements.values() if each.scope == element.id)
        yield from (each.id for each in inside if each.kind == "start_event")
    elif element.kind == END and element.scope is not None:
        around = process.elements.get(element.scope)
        yield from around.leads_to if around is not None else ()
    elif element.kind not in PLACES:
        yield from element.leads_to
