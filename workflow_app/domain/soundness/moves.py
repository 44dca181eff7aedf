"""The token game of one scope, as the engine plays it: what goes on by itself goes before what waits.

A marking is a sorted tuple of tokens; a token is a node and how it stands there. A parallel gateway holds a token for
each arrival, with the node that it came from. An activity that waits remembers which of its events have come, because
one that does not interrupt comes once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow_app.domain.soundness.net import Edge, Kind, Node, Scope, Way

Token = tuple[str, tuple[str, ...]]
Marking = tuple[Token, ...]

READY: tuple[str, ...] = ()
OPEN, LISTS, FROM, FAILED = "open", "lists", "from", "!"
COMPLETE: Marking = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a scope may end: at once, after it waited, with which errors; whether it waits, and runs operations."""

    at_once: frozenset[Marking]
    later: frozenset[Marking]
    waits: bool
    fails: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One step: the elements and flows that were passed, and what stands then."""

    passed: tuple[str, ...]
    then: Marking


def failed(code: str) -> Marking:
    """Return the marking of a scope that ended with an error."""
    return ((FAILED, (code,)),)


def is_final(marking: Marking) -> bool:
    """Tell whether a scope has ended."""
    return not marking or marking[0][0] == FAILED


def arrive(scope: Scope, ways: Iterable[Way]) -> list[Token]:
    """Return the tokens at the end of ways."""
    return [_at(scope.nodes[each.target], each.source) for each in ways]


def enter(scope: Scope) -> Marking:
    """Return the marking with which a scope begins."""
    return (_at(scope.nodes[scope.start], ""),)


def _at(node: Node, source: str) -> Token:
    if node.kind is Kind.PARALLEL:
        return node.id, (FROM, source)
    if node.repeats:
        return node.id, (LISTS,)
    return node.id, (OPEN,) if node.kind in (Kind.WAIT, Kind.EVENTS) else READY


class Game:
    """The moves in one scope; `endings` are those of the scopes in it, nobody does what is `blocked`."""

    def __init__(self, scope: Scope, endings: Mapping[str, Ending], blocked: frozenset[str] = frozenset()) -> None:
        self.scope = scope
        self.endings = endings
        self.blocked = blocked
        self.every_order = scope.resets

    def moves(self, marking: Marking, *, overlapping: bool = False) -> tuple[list[Move], bool]:
        """Return what may happen next, and whether it happens by itself.

        `overlapping` lets people act while something still goes on by itself: who asks whether two tokens may meet
        does not rely on how fast the service is.
        """
        own = list(self._by_itself(marking, every_order=overlapping or self.every_order))
        if own and not overlapping:
            return own, True
        waiting = [move for token in dict.fromkeys(marking) for move in self._awaited(marking, token, alone=not own)]
        return own + waiting, False

    def _by_itself(self, marking: Marking, *, every_order: bool) -> Iterator[Move]:
        for token in dict.fromkeys(marking):
            found = list(self._alone(marking, token))
            yield from found
            if found and not every_order:
                return

    def _alone(self, marking: Marking, token: Token) -> Iterator[Move]:
        node = self.scope.nodes[token[0]]
        if token[1][:1] == (FROM,):
            yield from self._join(marking, node)
        elif token[1] == (LISTS,):
            yield self._move(marking, token, (node.id,), node.ways)
            stands = (node.id, (OPEN,) if node.kind is Kind.WAIT else READY)
            yield Move((), _with(_without(marking, [token]), [stands]))
        elif token[1] == READY and node.id not in self.blocked:
            yield from self._run(marking, token, node)

    def _join(self, marking: Marking, node: Node) -> Iterator[Move]:
        there = Counter(marking)
        needed = [((node.id, (FROM, source)), count) for source, count in node.expected]
        if all(there[arrival] >= count for arrival, count in needed):
            used = [arrival for arrival, count in needed for _ in range(count)]
            passed = (node.id, *(each.id for each in node.ways))
            yield Move(passed, _with(_without(marking, used), arrive(self.scope, node.ways)))

    def _run(self, marking: Marking, token: Token, node: Node) -> Iterator[Move]:
        if node.kind is Kind.TERMINATE:
            yield Move((node.id,), COMPLETE)
        elif node.kind is Kind.ERROR:
            yield Move((node.id,), failed(node.error or ""))
        elif node.kind is Kind.CHOICE:
            for way in node.ways:
                yield self._move(marking, token, (node.id,), (way,))
        elif node.kind is Kind.SCOPE:
            yield from self._enter(marking, token, node)
        else:
            yield self._move(marking, token, (node.id,), node.ways)
            for edge in node.edges if node.kind is Kind.SERVICE else ():
                if edge.error is not None:
                    yield self._move(marking, token, (node.id, edge.id), edge.ways)

    def _enter(self, marking: Marking, token: Token, node: Node) -> Iterator[Move]:
        ending = self.endings[str(node.inner)]
        yield from self._end(marking, token, node, ending.at_once, fails=ending.fails)
        if ending.waits:
            yield Move((node.id,), _with(_without(marking, [token]), [(node.id, (OPEN,))]))

    def _end(
        self, marking: Marking, token: Token, node: Node, endings: Iterable[Marking], *, fails: bool
    ) -> Iterator[Move]:
        """Yield how a scope that ended is left: by its ways, or by the boundary that catches its error."""
        for each in sorted(endings):
            if each == COMPLETE:
                yield self._move(marking, token, (node.id,), node.ways)
                continue
            code = each[0][1][0]
            catching = [edge for edge in node.edges if edge.error in ("", code)]
            for edge in catching:
                yield self._move(marking, token, (node.id, edge.id), edge.ways)
            if not catching:
                yield Move((node.id,), each)
        for edge in node.edges if fails else ():
            if edge.error is not None:
                yield self._move(marking, token, (node.id, edge.id), edge.ways)

    def _awaited(self, marking: Marking, token: Token, *, alone: bool) -> Iterator[Move]:
        node = self.scope.nodes[token[0]]
        if token[1][:1] != (OPEN,):
            return
        if node.kind is Kind.SCOPE:
            ending = self.endings[str(node.inner)]
            yield from self._end(marking, token, node, ending.later, fails=ending.fails)
        elif node.kind is Kind.EVENTS:
            for way in node.ways:
                told = self.scope.nodes[way.target]
                if told.id not in self.blocked:
                    yield self._move(marking, token, (node.id, way.id, told.id), told.ways)
        elif node.id not in self.blocked:
            yield self._move(marking, token, (node.id,), node.ways)
        for edge in node.edges if alone else ():
            yield from self._interrupt(marking, token, edge)

    def _interrupt(self, marking: Marking, token: Token, edge: Edge) -> Iterator[Move]:
        if edge.error is not None or edge.id in token[1]:
            return
        if edge.interrupting:
            yield self._move(marking, token, (edge.id,), edge.ways)
        else:
            stays = (token[0], (OPEN, *sorted((*token[1][1:], edge.id))))
            passed = (edge.id, *(each.id for each in edge.ways))
            yield Move(passed, _with(_without(marking, [token]), [stays, *arrive(self.scope, edge.ways)]))

    def _move(self, marking: Marking, token: Token, passed: tuple[str, ...], ways: tuple[Way, ...]) -> Move:
        then = _with(_without(marking, [token]), arrive(self.scope, ways))
        return Move((*passed, *(each.id for each in ways)), then)


def _without(marking: Marking, tokens: Iterable[Token]) -> list[Token]:
    left = list(marking)
    for each in tokens:
        left.remove(each)
    return left


def _with(left: list[Token], tokens: Iterable[Token]) -> Marking:
    return tuple(sorted((*left, *tokens)))
