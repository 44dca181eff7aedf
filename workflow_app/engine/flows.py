"""How elements are connected: starts, ends, splits, defaults, and that every cycle waits for something."""

from collections.abc import Iterator

from workflow_app.engine.constructs import REFUSED
from workflow_app.engine.documents import Document, Scope, children, tag_of
from workflow_app.engine.errors import Finding

SPLITS = {"exclusiveGateway", "parallelGateway", "eventBasedGateway"}
NEVER_WAITS = {"serviceTask", "businessRuleTask", "exclusiveGateway", "parallelGateway", "intermediateThrowEvent"}


def refuse_flows(document: Document) -> Iterator[Finding]:
    """Yield scopes without one start and an end, nodes that lead nowhere or split by themselves, and lost defaults.

    Of a kind of element that is refused anyhow nothing more is said.
    """
    for scope in document.scopes.values():
        if tag_of(scope.node) in REFUSED or scope.node.get("triggeredByEvent") == "true":
            continue
        starts = [name for name, node in scope.nodes.items() if tag_of(node) == "startEvent"]
        if len(starts) != 1:
            yield Finding(scope.id, "ONE_START", {"found": len(starts)})
        if not any(tag_of(node) == "endEvent" for node in scope.nodes.values()):
            yield Finding(scope.id, "NO_END")
        for node_id, node in scope.nodes.items():
            if tag_of(node) in REFUSED or node.get("triggeredByEvent") == "true":
                continue
            yield from _refuse_node(scope, node_id)
            if tag_of(scope.nodes[node_id]) == "exclusiveGateway":
                yield from _refuse_choice(scope, node_id)


def _refuse_node(scope: Scope, node_id: str) -> Iterator[Finding]:
    tag = tag_of(scope.nodes[node_id])
    outgoing = scope.outgoing(node_id)
    if (tag == "endEvent") == bool(outgoing):
        yield Finding(node_id, "END_GOES_ON" if outgoing else "DEAD_END")
    if len(outgoing) > 1 and tag not in SPLITS:
        yield Finding(node_id, "IMPLICIT_SPLIT")
    if tag in ("startEvent", "boundaryEvent") and scope.incoming(node_id):
        yield Finding(node_id, "FLOW_INTO_START")
    if tag != "exclusiveGateway" and any(flow.condition for flow in outgoing):
        yield Finding(node_id, "CONDITION_MISPLACED")


def _refuse_choice(scope: Scope, gateway: str) -> Iterator[Finding]:
    outgoing = scope.outgoing(gateway)
    default = scope.nodes[gateway].get("default")
    if default is not None and default not in [flow.id for flow in outgoing]:
        yield Finding(gateway, "DEFAULT_MISSING", {"ref": default})
    elif default is None and len(outgoing) > 1:
        yield Finding(gateway, "NO_DEFAULT")
    for flow in outgoing:
        if len(outgoing) > 1 and flow.id != default and flow.condition is None:
            yield Finding(gateway, "NO_CONDITION", {"ref": flow.id})


def refuse_unreachable(document: Document) -> Iterator[Finding]:
    """Yield nodes that no token can reach; the library leaves them out without a word."""
    for scope in document.scopes.values():
        ahead = [name for name, node in scope.nodes.items() if tag_of(node) == "startEvent"]
        reached: set[str] = set()
        while ahead:
            current = ahead.pop()
            if current not in reached:
                reached.add(current)
                ahead += [flow.target for flow in scope.outgoing(current)]
                ahead += [node.get("id") for node in scope.boundaries(current)]
        for name in scope.nodes.keys() - reached:
            yield Finding(name, "UNREACHABLE")


def refuse_cycles(document: Document) -> Iterator[Finding]:
    """Yield one element of each cycle that nothing can stop: such a step would never end."""
    known: dict[str, bool] = {}
    for scope in document.scopes.values():
        restless = {name for name in scope.nodes if not _waits(document, scope, name, known)}
        following = {name: _next_of(scope, name) & restless for name in restless}
        if cycle := _core(following):
            yield Finding(min(cycle), "CYCLE_WITHOUT_WAIT", {"elements": sorted(cycle)})


def _core(following: dict[str, set[str]]) -> set[str]:
    """Take away what leads out of nothing or into nothing until only cycles, and ways between them, are left."""
    core = set(following)
    while True:
        entered = {target for name in core for target in following[name]}
        left = {name for name in core if name in entered and following[name] & core}
        if left == core:
            return core
        core = left


def _next_of(scope: Scope, name: str) -> set[str]:
    errors = [node for node in scope.boundaries(name) if children(node, "errorEventDefinition")]
    return {flow.target for flow in scope.outgoing(name)} | {node.get("id") for node in errors}


def _waits(document: Document, scope: Scope, name: str, known: dict[str, bool]) -> bool:
    """Tell whether an element waits; `known` keeps the answer of every scope, because many may call the same one."""
    node = scope.nodes[name]
    tag = tag_of(node)
    if tag == "boundaryEvent":
        return not children(node, "errorEventDefinition")
    if tag in ("subProcess", "callActivity"):
        inner = document.scopes[node.get("calledElement", name)]
        if inner.id not in known:
            known[inner.id] = any(_waits(document, inner, each, known) for each in inner.nodes)
        return known[inner.id]
    return tag not in NEVER_WAITS and tag not in ("startEvent", "endEvent")
