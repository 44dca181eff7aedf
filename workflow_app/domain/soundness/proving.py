"""Proves the behaviour of a process scope by scope, the innermost first.

Tokens leave a scope only through its end, so each is explored by itself, and those around it know no more of it than
how it may end. What surrounds a scope may always take it away; a scope that can go on only in this way is not sound.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workflow_app.domain.process_findings import Finding
from workflow_app.domain.soundness.budget import Budget, GaveUpError
from workflow_app.domain.soundness.exploring import Explorer
from workflow_app.domain.soundness.moves import Ending, Game
from workflow_app.domain.soundness.net import Kind, Net, Scope
from workflow_app.domain.soundness.seen import Seen
from workflow_app.domain.soundness.verdicts import judge, judge_meetings, judge_part

Way = tuple[str, ...]


@dataclass(slots=True)
class Explored:
    """What was seen of every scope that a case may enter, and the shortest way into each."""

    seen: dict[str, Seen] = field(default_factory=dict)
    endings: dict[str, Ending] = field(default_factory=dict)
    ways_in: dict[str, Way] = field(default_factory=dict)


def prove(net: Net, budget: Budget | None = None) -> tuple[Finding, ...]:
    """Return what can go wrong in a process, each with a shortest way; nothing where it is sound.

    Where the budget ends first, NOT_DECIDED says so beside what was found until then.
    """
    budget = budget or Budget()
    explored = Explored()
    try:
        explore(net, budget, explored)
        meetings = [each for name in _lived_in(net, explored) for each in _meetings(net.scopes[name], explored, budget)]
    except GaveUpError:
        told = [each for name, seen in explored.seen.items() for each in judge_part(net.scopes[name], seen)]
        return (Finding(net.root, "NOT_DECIDED", {"markings": budget.used}), *told)
    lived = tuple(_lived_in(net, explored))
    found = [each for name in lived for each in judge(net.scopes[name], explored.seen[name])]
    owners = {node: name for name in lived for node in (name, *_elements(net.scopes[name]))}
    return tuple(_placed(each, explored.ways_in, owners) for each in (*found, *meetings))


def ways_around(
    net: Net, targets: Iterable[str], guards: Iterable[str], budget: Budget | None = None
) -> dict[str, Way]:
    """Return the targets that a case can come to without any of the guards, each with a shortest way.

    Raises GaveUpError.
    """
    explored = explore(net, budget or Budget(), Explored(), frozenset(guards))
    return {
        target: (*explored.ways_in[name], *seen.way_past(target))
        for target in sorted(targets)
        for name, seen in explored.seen.items()
        if name in explored.ways_in and target in seen.passed
    }


def explore(net: Net, budget: Budget, explored: Explored, blocked: frozenset[str] = frozenset()) -> Explored:
    """Explore every scope and find the shortest way into each; raises GaveUpError."""
    order = net.innermost_first()
    for name in order:
        scope = net.scopes[name]
        explorer = Explorer(Game(scope, explored.endings, blocked), budget)
        explored.seen[name] = explorer.seen
        seen = explorer.run()
        explored.endings[name] = seen.ending(fails=_fails(scope, seen, explored.endings))
    explored.ways_in[net.root] = ()
    for name in reversed(order):
        for node in net.scopes[name].nodes.values() if name in explored.ways_in else ():
            if node.inner and node.id in explored.seen[name].passed:
                way = (*explored.ways_in[name], *explored.seen[name].way_past(node.id))
                known = explored.ways_in.get(node.inner)
                explored.ways_in[node.inner] = min(filter(None, (known, way)), key=len)
    return explored


def _lived_in(net: Net, explored: Explored) -> Iterator[str]:
    """Yield the scopes in which a case may come to rest, or that it may pass.

    What is opened and taken away again in one and the same step is none of them: nothing in it ever happens.
    """
    waiting, met = [net.root], {net.root}
    while waiting:
        name = waiting.pop()
        yield name
        seen = explored.seen[name]
        resting = {
            token for number, marking in enumerate(seen.markings) if number not in seen.alone for token, _ in marking
        }
        for node in net.scopes[name].nodes.values():
            inner = node.inner
            if inner is None or inner in met or node.id not in seen.passed:
                continue
            if node.id in resting or explored.endings[inner].at_once:
                met.add(inner)
                waiting.append(inner)


def _meetings(scope: Scope, explored: Explored, budget: Budget) -> Iterator[Finding]:
    yield from judge_meetings(scope, Explorer(Game(scope, explored.endings), budget, overlapping=True).run())


def _fails(scope: Scope, seen: Seen, endings: Mapping[str, Ending]) -> bool:
    """Tell whether an operation runs in a scope that could fail with an error."""
    return any(
        node.kind is Kind.SERVICE or (node.inner and endings[node.inner].fails)
        for node in scope.nodes.values()
        if node.id in seen.passed
    )


def _elements(scope: Scope) -> Iterator[str]:
    for node in scope.nodes.values():
        yield node.id
        yield from (way.id for way in node.ways)
        for edge in node.edges:
            yield edge.id
            yield from (way.id for way in edge.ways)


def _placed(finding: Finding, ways_in: Mapping[str, Way], owners: Mapping[str, str]) -> Finding:
    """Return a finding with the way from the very beginning."""
    way = ways_in[owners[str(finding.element)]]
    return Finding(finding.element, finding.code, finding.values, (*way, *finding.path) if finding.path else ())
