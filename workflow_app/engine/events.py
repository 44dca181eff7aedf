"""What a case waits for outside itself; neither time nor names are the engine's business.

The stock timers call the system clock, the stock messages match by name and reach every waiting task.
Ours fire when exactly their task is told to.
"""
# mypy: disallow-subclassing-any=False
# ruff: noqa: SLF001, ANN401 - the library is untyped and its hooks begin with an underscore

from typing import Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.util import BpmnEvent

from workflow_app.engine.steps import WaitKind
from workflow_app.engine.tree import Token


class AwaitedEvent(EventDefinition):
    """One message or timer of one element: its kind, and the text of its duration if it is a timer.

    `has_fired` of the base class only reads the flag that `catch` sets.
    """

    def __init__(self, element: str, kind: WaitKind, text: str) -> None:
        """Name the element, because two timers of one event gateway are not the same event."""
        super().__init__(name=element)
        self.element = element
        self.kind = kind
        self.text = text

    def __eq__(self, other: object) -> bool:
        """Compare by element; nothing else is ever the same event."""
        return isinstance(other, AwaitedEvent) and other.element == self.element

    def __hash__(self) -> int:
        """Hash by element."""
        return hash(self.element)

    def details(self, _task: Any) -> None:
        """Say nothing to the library's own list of waits; ours is `waits.list_waits`."""


def fire(task: Token, definition: AwaitedEvent) -> None:
    """Tell exactly this task that its event has come."""
    spec = task.task_spec
    spec.catch(task, BpmnEvent(definition))
    spec._update(task)


def awaited(task: Token) -> list[AwaitedEvent]:
    """Return what a waiting task waits for: one event, or those of an event-based gateway."""
    if not isinstance(task.task_spec, CatchingEvent):
        return []
    definition = task.task_spec.event_definition
    found = getattr(definition, "event_definitions", [definition])
    return [each for each in found if isinstance(each, AwaitedEvent)]
