"""Kinds of elements: what has another kind here, what says nothing here, and what runs by itself."""

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.constructs import REFUSED
from workflow_app.engine.documents import tag_of
from workflow_app.engine.elements import BPMN

NOW = {"task": "userTask", "manualTask": "userTask", "sendTask": "serviceTask"}
_LEFT_OUT = {"DATA_ELEMENT", "IO_MAPPING"}
DATA = tuple(tag for tag, code in REFUSED.items() if code in _LEFT_OUT)
"""Data that a diagram holds elsewhere; here it sees the routing values, and a case its documents."""


def turn_kinds(drawing: Drawing) -> None:
    """Turn tasks of other kinds into those that are run: what people do, and what the service does."""
    for node in drawing.elements(*NOW):
        was = tag_of(node)
        node.tag = f"{{{BPMN}}}{NOW[was]}"
        drawing.note("KIND_TURNED", node, was=was, now=NOW[was])


def leave_out_data(drawing: Drawing) -> None:
    """Take out data elements, their associations, and inputs and outputs of activities."""
    gone: set[str] = set()
    for node in drawing.elements(*DATA):
        if node.getparent() is None or not _is_under(node, drawing):
            continue
        drawing.note("DATA_OUT", node, tag=tag_of(node), name=node.get("name") or "")
        gone.add(node.get("id", ""))
        drawing.take_out(node)
    for link in drawing.elements("association"):
        if gone & {link.get("sourceRef"), link.get("targetRef")}:
            drawing.take_out(link)


def make_executable(drawing: Drawing) -> None:
    """Mark processes as ones that are run; tools that only draw mark them otherwise."""
    for node in drawing.elements("process"):
        if node.get("isExecutable", "true") != "true":
            node.set("isExecutable", "true")
            drawing.note("EXECUTABLE", node)


def _is_under(node: object, drawing: Drawing) -> bool:
    """Tell whether a node was not taken out with something around it."""
    while node is not None and node is not drawing.root:
        node = node.getparent()  # type: ignore[attr-defined] # lxml is untyped
    return node is drawing.root
