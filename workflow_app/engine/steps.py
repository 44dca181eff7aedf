"""What goes into a step and what comes out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.routing import RoutingValue
from workflow_app.engine.decisions import Decided


class WaitKind(StrEnum):
    """Who ends a wait: a person, a message or the passing of time."""

    TASK = "TASK"
    MESSAGE = "MESSAGE"
    TIMER = "TIMER"


@dataclass(frozen=True, slots=True)
class Duration:
    """A span as the diagram says it: WORKING_DAYS, CALENDAR_DAYS, MONTHS, HOURS or MINUTES."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing a case waits for.

    `ref` is the engine's name of the waiting task: it stays while the wait stays and never comes back.
    `scope` is the embedded subprocess or call activity around it, `instance` and `item` its place in a
    multi-instance activity. A timer has either a `clock` key or a `duration`, fixed when it was entered.
    """

    ref: str
    element: str
    kind: WaitKind
    scope: str | None = None
    instance: int | None = None
    item: object = None
    message: str | None = None
    clock: str | None = None
    duration: Duration | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The outcome of one step: the state to keep, every open wait, and what happened on the way.

    `entered` lists elements in the order reached, `moved` from which to which a token went; `ended_at` is the end event
    of the process itself; `decided` is what decision tables gave, one for each time that one was asked.
    """

    state: bytes
    finished: bool
    waits: tuple[Wait, ...]
    entered: tuple[str, ...]
    routing: dict[str, RoutingValue]
    ended_at: str | None
    decided: tuple[Decided, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OperationCall:
    """A service task that asks for its operation; `item` is that of a multi-instance activity around it."""

    element: str
    name: str
    parameters: Mapping[str, str]
    routing: Mapping[str, RoutingValue]
    item: object = None


@dataclass(frozen=True, slots=True)
class Stay:
    """The answer of an operation that is done, after which the case stays at its element until it is told to go on."""

    routing: Mapping[str, RoutingValue]


RunOperation = Callable[[OperationCall], Mapping[str, RoutingValue] | Stay]
"""Runs an operation and returns routing values to set; may raise ProcessError or any DomainError."""
