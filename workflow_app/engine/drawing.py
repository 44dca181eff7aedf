"""Whether a diagram shows what it says: every element and flow drawn, nothing drawn in vain."""
# ruff: noqa: ANN401 - lxml is untyped

import math
from collections.abc import Iterator
from typing import Any

from workflow_app.engine.documents import Document, children, tag_of
from workflow_app.engine.errors import Finding

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
BESIDE = frozenset({"textAnnotation", "association", "group", "lane", "participant", "collaboration", "laneSet"})
"""What may be drawn although no token ever comes there."""
LARGEST = 1_000_000
"""Pixels; nothing is drawn further away."""


def refuse_drawing(document: Document) -> Iterator[Finding]:
    """Yield what has no shape, what has one without being there, and flows that nodes do not name."""
    shapes = {each.get("bpmnElement") for each in _drawn(document, "BPMNShape") if _has_place(each)}
    edges = {each.get("bpmnElement") for each in _drawn(document, "BPMNEdge") if _has_line(each)}
    nodes = {node_id for _, node_id, _ in document.nodes()}
    flows = {flow.id for scope in document.scopes.values() for flow in scope.flows}
    for missing in sorted((nodes - shapes) | (flows - edges)):
        yield Finding(missing, "NOT_DRAWN")
    beside = {each.get("id") for root in document.roots for each in root.iter() if _is_beside(each)}
    for ref in sorted(str(each) for each in (shapes - nodes - beside) | (edges - flows - beside)):
        yield Finding(ref, "DRAWN_IN_VAIN", {"ref": ref})
    yield from _refuse_named_flows(document)


def _drawn(document: Document, tag: str) -> Iterator[Any]:
    for root in document.roots:
        yield from root.iter(DI + tag)


def _has_place(shape: Any) -> bool:
    bounds = shape.find(DC + "Bounds")
    if bounds is None:
        return False
    sizes = [_number(bounds.get(name)) for name in ("width", "height")]
    return all(each > 0 for each in sizes) and all(_number(bounds.get(name)) > -LARGEST for name in ("x", "y"))


def _has_line(edge: Any) -> bool:
    points = edge.findall(DD + "waypoint")
    return len(points) > 1 and all(_number(point.get(name)) > -LARGEST for point in points for name in ("x", "y"))


def _number(text: str | None) -> float:
    """Return a coordinate; one that is none, or out of any sheet, is minus infinity."""
    try:
        value = float(text or "")
    except ValueError:
        return -math.inf
    return value if abs(value) < LARGEST else -math.inf


def _is_beside(node: Any) -> bool:
    return isinstance(node.tag, str) and tag_of(node) in BESIDE


def _refuse_named_flows(document: Document) -> Iterator[Finding]:
    """Yield nodes that name other flows than those that reach or leave them; editors draw by either."""
    for scope, node_id, node in document.nodes():
        for side, drawn in (("incoming", scope.incoming(node_id)), ("outgoing", scope.outgoing(node_id))):
            if {(child.text or "").strip() for child in children(node, side)} != {flow.id for flow in drawn}:
                yield Finding(node_id, "FLOWS_DIFFER", {"side": side})
