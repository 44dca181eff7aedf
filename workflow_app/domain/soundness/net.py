"""What a process is to the token game: nodes, the ways between them, and scopes that lie in one another.

Data is left away: of a choice only those ways are kept that some values could open. How tokens move over this is said
in `moves`; nothing here knows BPMN files or the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token does at a node."""

    PASS = "PASS"  # noqa: S105 - goes on by itself, on every way; a word of the token game
    SERVICE = "SERVICE"  # goes on by itself, or fails with an error that a boundary catches
    WAIT = "WAIT"  # a person, a message or a time
    CHOICE = "CHOICE"  # one of its ways
    PARALLEL = "PARALLEL"  # one token on each way in, one on each way out
    EVENTS = "EVENTS"  # waits for the first of several events
    SCOPE = "SCOPE"  # a subprocess, or a process that is called
    END = "END"
    TERMINATE = "TERMINATE"  # takes all tokens of its scope away
    ERROR = "ERROR"  # ends its scope; a boundary around it goes on


@dataclass(frozen=True, slots=True)
class Way:
    """A sequence flow."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A boundary event: `error` is the code that it catches, empty for any; None of one that waits."""

    id: str
    interrupting: bool
    ways: tuple[Way, ...]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One flow node; `expected` says of a parallel gateway how many tokens it takes from which node.

    `inner` is the scope behind a SCOPE, `error` the code of an ERROR end. One that `repeats` runs once for each thing
    of a list, which may be empty.
    """

    id: str
    kind: Kind
    ways: tuple[Way, ...] = ()
    edges: tuple[Edge, ...] = ()
    expected: tuple[tuple[str, int], ...] = ()
    inner: str | None = None
    error: str | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """A process, or an embedded part of one; tokens never leave it but through its end."""

    id: str
    start: str
    nodes: Mapping[str, Node]

    @property
    def resets(self) -> bool:
        """Tell whether one token may take others away, so that the order of steps matters."""
        return any(each.kind in (Kind.TERMINATE, Kind.ERROR) or each.inner for each in self.nodes.values())


@dataclass(frozen=True, slots=True)
class Net:
    """All scopes of a process by id, and the outermost one."""

    root: str
    scopes: Mapping[str, Scope]

    def innermost_first(self) -> tuple[str, ...]:
        """Return the scopes that a case may enter, each behind those that lie in it or are called by it."""
        order: dict[str, None] = {}
        begun: set[str] = set()
        waiting = [(self.root, False)]
        while waiting:
            name, is_done = waiting.pop()
            if is_done:
                order.setdefault(name)
            elif name not in begun:
                begun.add(name)
                waiting.append((name, True))
                waiting += [(each.inner, False) for each in self.scopes[name].nodes.values() if each.inner]
        return tuple(order)
