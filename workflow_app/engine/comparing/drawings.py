"""Where a diagram draws its elements, so that what only moved on the sheet is told as that."""
# ruff: noqa: ANN401 - lxml is untyped

from typing import Any

from lxml import etree

from workflow_app.engine.comparing.diagram_parts import DRAWN

SHAPES = (f"{{{DRAWN}}}BPMNShape", f"{{{DRAWN}}}BPMNEdge")


def read_drawing(root: Any) -> dict[str, str]:
    """Return by element what is drawn for it: places, bends and the label, without identifiers."""
    found: dict[str, str] = {}
    for tag in SHAPES:
        for shape in root.iter(tag):
            of = shape.get("bpmnElement") or ""
            found[of] = found.get(of, "") + _text(shape)
    return found


def _text(node: Any) -> str:
    said = sorted((etree.QName(name).localname, _number(value)) for name, value in node.attrib.items() if name != "id")
    return f"<{etree.QName(node).localname}{said}{''.join(_text(each) for each in node)}>"


def _number(value: str) -> str:
    """Return a figure without the zeros that one editor writes and another does not."""
    try:
        return f"{float(value):g}"
    except ValueError:
        return value
