"""Whether a process that lets documents follow could grant before they are there: none is published that can.

The guard in the diagram is one of three; the operations refuse as well, and so does the database.
"""

from collections.abc import Iterator, Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.engine import CompiledProcess, Element

DEFERS, CONFIRMS, ISSUES = "deferral/promise", "deferral/confirm", "permit/issue"
LETTER, GRANT = "letter/issue", "PERMIT_GRANT"


def refuse_way_around(process: CompiledProcess) -> None:
    """Refuse a process that defers and reaches a grant without the check of what is still to come.

    Raises RefusedError GRANT_WITHOUT_CHECK with the names of the steps.
    """
    reached = ways_around(process)
    if reached:
        raise RefusedError("GRANT_WITHOUT_CHECK", steps=tuple(each.name for each in reached))


def ways_around(process: CompiledProcess) -> tuple[Element, ...]:
    """Return what grants or issues and can be reached without the check, in a process in which anything is deferred."""
    elements = process.elements
    if not any(each.operation == DEFERS for each in elements.values()):
        return ()
    seen: set[str] = set()
    waiting = [each.id for each in elements.values() if each.kind == "start_event" and each.scope is None]
    while waiting:
        at = waiting.pop()
        if at in seen or elements[at].operation == CONFIRMS:
            continue
        seen.add(at)
        waiting.extend(_onward(elements, elements[at]))
    return tuple(each for each in elements.values() if each.id in seen and _grants(each))


def _grants(element: Element) -> bool:
    is_letter = element.operation == LETTER and element.parameters.get("kind") == GRANT
    return element.operation == ISSUES or is_letter


def _onward(elements: Mapping[str, Element], element: Element) -> Iterator[str]:
    """Yield where a token may go next: on, into a part, out of it, or by an event at the edge."""
    yield from element.leads_to
    yield from (each.id for each in elements.values() if each.attached_to == element.id)
    if element.kind == "subprocess":
        yield from (each.id for each in elements.values() if each.scope == element.id and each.kind == "start_event")
    if element.kind == "end_event" and element.scope in elements:
        yield from elements[str(element.scope)].leads_to
