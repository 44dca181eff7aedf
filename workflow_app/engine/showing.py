"""A diagram as everybody may see it: shapes, names and flows, and nothing of how the office works behind them."""

from lxml import etree

from workflow_app.engine.documents import read_xml
from workflow_app.engine.elements import BPMN, NAMESPACE

_OURS = f"{{{NAMESPACE}}}"
_DRAWN = f"{_OURS}nameEn"
"""The one attribute of ours that a drawing needs."""
_UNSHOWN = ("extensionElements", "conditionExpression", "documentation", "timeDate", "timeDuration", "timeCycle")


def public_diagram(content: bytes) -> bytes:
    """Return a diagram without roles, forms, operations, limits and conditions; raises ProcessRefusedError."""
    root = read_xml("diagram", content)
    for tag in _UNSHOWN:
        for node in list(root.iter(f"{{{BPMN}}}{tag}")):
            node.getparent().remove(node)
    for node in root.iter(etree.Element):
        for name in [each for each in node.attrib if each.startswith(_OURS) and each != _DRAWN]:
            del node.attrib[name]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
