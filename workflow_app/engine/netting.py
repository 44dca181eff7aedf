"""A checked diagram as the net that proofs play on: what the engine would do, with data left away."""
# ruff: noqa: ANN401 - lxml is untyped

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from workflow_app.domain.soundness import Edge, Kind, Net, Node, Scope, Way
from workflow_app.engine.documents import Document, Flow, children, tag_of
from workflow_app.engine.documents import Scope as DrawnScope
from workflow_app.engine.event_rules import definitions
from workflow_app.engine.formulas import LOOP
from workflow_app.engine.openings import open_ways

KINDS = {
    "startEvent": Kind.PASS,
    "intermediateThrowEvent": Kind.PASS,
    "businessRuleTask": Kind.PASS,
    "serviceTask": Kind.SERVICE,
    "userTask": Kind.WAIT,
    "receiveTask": Kind.WAIT,
    "intermediateCatchEvent": Kind.WAIT,
    "exclusiveGateway": Kind.CHOICE,
    "parallelGateway": Kind.PARALLEL,
    "eventBasedGateway": Kind.EVENTS,
    "subProcess": Kind.SCOPE,
    "callActivity": Kind.SCOPE,
    "endEvent": Kind.END,
}
ENDS = {"terminate": Kind.TERMINATE, "error": Kind.ERROR}


def net_of(key: str, document: Document) -> Net:
    """Return the net of a process; the diagram was held against everything that the engine refuses."""
    return Net(key, {name: _scope(document, scope) for name, scope in document.scopes.items()})


def closed_ways(document: Document) -> tuple[str, ...]:
    """Return the flows of choices that no values could ever open."""
    return tuple(
        flow.id
        for scope in document.scopes.values()
        for node_id, node in scope.nodes.items()
        if tag_of(node) == "exclusiveGateway"
        for flow, is_open in _choice(node, scope.outgoing(node_id))
        if not is_open
    )


def _scope(document: Document, scope: DrawnScope) -> Scope:
    leaving: defaultdict[str, list[Flow]] = defaultdict(list)
    arriving: defaultdict[str, Counter[str]] = defaultdict(Counter)
    attached: defaultdict[str, list[Any]] = defaultdict(list)
    for flow in scope.flows:
        leaving[flow.source].append(flow)
        arriving[flow.target][flow.source] += 1
    for node in scope.nodes.values():
        if tag_of(node) == "boundaryEvent":
            attached[node.get("attachedToRef", "")].append(node)
    nodes = {
        name: _node(document, node, leaving, attached[name], arriving[name])
        for name, node in scope.nodes.items()
        if tag_of(node) != "boundaryEvent"
    }
    start = next(name for name, node in scope.nodes.items() if tag_of(node) == "startEvent")
    return Scope(scope.id, start, nodes)


def _node(
    document: Document, node: Any, leaving: Mapping[str, list[Flow]], attached: list[Any], arriving: Counter[str]
) -> Node:
    name, tag = node.get("id"), tag_of(node)
    said = next((ENDS[each] for each in definitions(node) if each in ENDS), None)
    kind = said if tag == "endEvent" and said else KINDS[tag]
    flows = leaving.get(name, [])
    if kind is Kind.CHOICE:
        flows = [flow for flow, is_open in _choice(node, flows) if is_open]
    inner = {"subProcess": name, "callActivity": node.get("calledElement")}.get(tag)
    return Node(
        id=name,
        kind=kind,
        ways=_ways(flows),
        edges=tuple(_edge(document, each, leaving) for each in attached),
        expected=tuple(sorted(arriving.items())) if kind is Kind.PARALLEL else (),
        inner=inner,
        error=_code(document, node) if kind is Kind.ERROR else None,
        repeats=bool(children(node, LOOP)),
    )


def _edge(document: Document, node: Any, leaving: Mapping[str, list[Flow]]) -> Edge:
    code = _code(document, node) if definitions(node) == ["error"] else None
    return Edge(node.get("id"), node.get("cancelActivity") != "false", _ways(leaving.get(node.get("id"), [])), code)


def _code(document: Document, node: Any) -> str:
    """Return the code of an error event; empty where it catches any."""
    (definition,) = children(node, "errorEventDefinition")
    return document.errors.get(definition.get("errorRef", ""), "")


def _choice(node: Any, flows: list[Flow]) -> list[tuple[Flow, bool]]:
    """Return the flows of a choice, each with whether it may be taken."""
    default = node.get("default")
    if len(flows) == 1 and flows[0].condition is None:
        return [(flows[0], True)]
    conditions = [None if flow.id == default else flow.condition or "True" for flow in flows]
    return list(zip(flows, open_ways(conditions), strict=True))


def _ways(flows: list[Flow]) -> tuple[Way, ...]:
    return tuple(Way(flow.id, flow.source, flow.target) for flow in flows)
