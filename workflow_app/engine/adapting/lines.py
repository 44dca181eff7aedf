"""What is drawn, and what elements say of their flows, brought into line with the flows themselves."""
# ruff: noqa: ANN401 - lxml is untyped

from typing import Any

from lxml import etree

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.documents import children
from workflow_app.engine.drawing import DI
from workflow_app.engine.elements import BPMN

SIDES = (("incoming", "targetRef"), ("outgoing", "sourceRef"))
FIRST = ("documentation", "extensionElements")
"""What stands before the flows in an element."""


def list_flows_anew(drawing: Drawing) -> None:
    """Let each element list the flows that reach and leave it; tools leave such lists out, or leave old ones in."""
    for side, end in SIDES:
        wanted: dict[str, list[str]] = {}
        for flow in drawing.elements("sequenceFlow"):
            wanted.setdefault(flow.get(end, ""), []).append(flow.get("id", "").strip())
        for node in drawing.flow_nodes():
            flows = wanted.get(node.get("id", ""), [])
            if {(each.text or "").strip() for each in children(node, side)} != set(flows):
                _list(node, side, flows)
                drawing.note("FLOWS_LISTED", node, side=side)


def leave_out_strays(drawing: Drawing) -> None:
    """Take out shapes and lines of elements that do not exist."""
    there = {each.get("id") for each in drawing.elements()}
    for drawn in list(drawing.root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")):
        if drawn.get("bpmnElement") not in there:
            drawing.note("STRAY_OUT", drawn, ref=drawn.get("bpmnElement") or "")
            drawn.getparent().remove(drawn)


def _list(node: Any, side: str, flows: list[str]) -> None:
    for each in children(node, side):
        node.remove(each)
    before = [f"{{{BPMN}}}{tag}" for tag in (*FIRST, *(["incoming"] if side == "outgoing" else []))]
    place = sum(1 for each in node if each.tag in before)
    for name in reversed(flows):
        listed = etree.Element(f"{{{BPMN}}}{side}")
        listed.text = name
        node.insert(place, listed)
