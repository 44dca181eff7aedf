"""Whether a case can go on in another version of its process, and why not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.engine.boundaries import SPLIT
from workflow_app.engine.cutting import LIVE
from workflow_app.engine.elements import CompiledProcess, Element
from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.moving import move_to_version
from workflow_app.engine.runner import Routing
from workflow_app.engine.state import read
from workflow_app.engine.steps import OperationCall, Stay, WaitKind
from workflow_app.engine.tree import CHILD

GONE, CHANGED, ROLE, CLOCK = "ELEMENT_GONE", "ELEMENT_CHANGED", "ROLE_CHANGED", "CLOCK_MISSING"


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a case cannot go on in another version: a code, and the element at which it waits."""

    code: str
    element: str


def shape_of(state: bytes) -> tuple[tuple[str, int], ...]:
    """Return where a case stands, without what tells it from others that stand there too."""
    return tuple((row[2], row[3]) for _, rows in read(state)["trees"] for row in rows)


def misfit(
    old: CompiledProcess, new: CompiledProcess, state: bytes, *, routing: Routing, clocks: Collection[str]
) -> Misfit | None:
    """Return why a case cannot be moved from one version to another, or None; nothing is changed.

    `clocks` are the keys of those that the case has: a timer that goes by another one would have no day to be due.
    """
    for name, state_of in shape_of(state):
        element = name.removesuffix(SPLIT).removesuffix(CHILD)
        before = old.elements.get(element)
        if state_of & LIVE and before is not None and (code := _unlike(old, new, before)):
            return Misfit(code, element)
    try:
        step = move_to_version(new, state, routing=routing, run=_never)
    except StepFailedError as error:
        code = error.code if error.code in {GONE, CHANGED} else CHANGED
        return Misfit(code, (error.element or "").removesuffix(CHILD))
    missing = [each for each in step.waits if each.kind is WaitKind.TIMER and each.clock and each.clock not in clocks]
    return Misfit(CLOCK, missing[0].element) if missing else None


def _unlike(old: CompiledProcess, new: CompiledProcess, before: Element) -> str:
    """Return what has become of an element at which a case stands; nothing where it can go on there."""
    after = new.elements.get(before.id)
    if before.attached_to and (after is None or after.attached_to != before.attached_to):
        return ""  # it waits no more
    if after is None:
        return GONE
    if (after.role, after.department) != (before.role, before.department):
        return ROLE
    return "" if _said(old, before) == _said(new, after) else CHANGED


def _said(process: CompiledProcess, element: Element) -> tuple[object, ...]:
    """Return what must stay the same of an element while a case stands there."""
    behind = [process.elements[each] for each in element.leads_to] if element.kind == "gateway" else []
    return (
        element.kind,
        element.scope,
        element.message,
        element.clock,
        element.operation,
        element.interrupting,
        tuple((each.id, each.kind, each.message, each.clock) for each in behind if "event" in each.kind),
    )


def _never(call: OperationCall) -> Mapping[str, Any] | Stay:
    """Refuse to run anything: who only waits goes on waiting."""
    raise StepFailedError(call.element, CHANGED, "an operation would run")
