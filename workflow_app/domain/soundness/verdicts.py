"""What the markings of one scope say about it."""

from collections.abc import Iterator, Mapping

from workflow_app.domain.process_findings import Finding
from workflow_app.domain.soundness.moves import FROM, Marking
from workflow_app.domain.soundness.net import Node, Scope
from workflow_app.domain.soundness.seen import Seen, spread


def judge(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield deadlocks, growth, steps without end, what never ends and what never happens."""
    yield from judge_part(scope, seen)
    yield from _restless(scope, seen)
    if not seen.growing:  # what lies behind was not looked at, so nothing is said of what never happens
        yield from _endless(scope, seen)
        yield from _dead(scope, seen)


def judge_part(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield what is certain although not everything was explored: deadlocks and growth."""
    yield from _deadlocks(scope, seen)
    if seen.growing:
        number = seen.growing[0]
        marking = seen.markings[number]
        node = max((each[0] for each in marking), key=[each[0] for each in marking].count)
        yield Finding(node, "GROWS_WITHOUT_END", {"tokens": len(marking)}, seen.way_to(number))


def judge_meetings(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield where two tokens meet that nobody joined."""
    for node, number in seen.doubled.items():
        yield Finding(node, "TOKENS_MEET", {"scope": scope.id}, seen.way_to(number))


def _deadlocks(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield each gateway that waits for a token that cannot come any more, with the shortest way there."""
    told: set[str] = set()
    for number in seen.stuck:
        marking = seen.markings[number]
        for name in sorted({each[0] for each in marking} - told):
            told.add(name)
            values = {"missing": _missing(scope.nodes[name], marking)}
            yield Finding(name, "DEADLOCK", values, seen.way_to(number))


def _missing(node: Node, marking: Marking) -> tuple[str, ...]:
    """Return the elements from which no token came to a gateway."""
    there = [how[1] for name, how in marking if name == node.id and how[:1] == (FROM,)]
    return tuple(source for source, count in node.expected if there.count(source) < count)


def _restless(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield a round that a case could go by itself, without ever waiting: such a step would not end."""
    alone = {each: tuple(one for one in seen.onward[each] if one in seen.alone) for each in seen.alone}
    core = _rounds(alone)
    if core:
        first = min(core)
        again = spread(alone[first], alone) & core
        elements = sorted({token[0] for each in again for token in seen.markings[each]} & scope.nodes.keys())
        element = elements[0] if elements else scope.id
        yield Finding(element, "CYCLE_WITHOUT_WAIT", {"elements": elements}, seen.way_to(first))


def _endless(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield the nearest marking that comes back for ever or rests for ever; a deadlock was told already."""
    ends = seen.from_which(seen.finals | set(seen.stuck))
    lost = {each: seen.onward.get(each, ()) for each in range(len(seen.markings)) if each not in ends}
    if lost:
        first = min(_rounds(lost) | {each for each, following in lost.items() if not following})
        stands = tuple(dict.fromkeys(each[0] for each in seen.markings[first]))
        yield Finding(stands[0] if stands else scope.id, "NO_END_REACHED", {"elements": stands}, seen.way_to(first))


def _rounds(onward: Mapping[int, tuple[int, ...]]) -> set[int]:
    """Take away what leads out of nothing or into nothing until only rounds, and ways between them, are left."""
    core = set(onward)
    while True:
        entered = {one for each in core for one in onward[each]}
        left = {each for each in core if each in entered and core.intersection(onward[each])}
        if left == core:
            return core
        core = left


def _dead(scope: Scope, seen: Seen) -> Iterator[Finding]:
    """Yield nodes and boundary events that no case ever passes, and flows that none goes where both ends are passed."""
    for node in scope.nodes.values():
        waits = node.id not in seen.passed and not any(_stands(marking, node.id) for marking in seen.markings)
        if waits:
            yield Finding(node.id, "NEVER_REACHED")
            continue
        for edge in node.edges:
            if edge.id not in seen.passed:
                yield Finding(edge.id, "NEVER_REACHED")
        for way in node.ways if node.id in seen.passed else ():
            if way.id not in seen.passed:
                yield Finding(way.id, "NEVER_TAKEN")


def _stands(marking: Marking, node: str) -> bool:
    return any(each[0] == node for each in marking)
