"""The drawings of the processes can be read: no label lies on an arrow or on somebody else's shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

BUNDLES = Path(__file__).resolve().parents[2] / "bpmn"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
CHARACTER, LINE = 12.4, 14.6
"""Width and height of a Chinese character of a label in units of the drawing, as `diagram-labels.js` has them."""

BREAKS_AT = 90
"""A label is drawn in lines of at least this width, however narrow its room."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a drawing."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles have a part in common."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


def box_of(bounds: etree._Element) -> Box:
    """Read a rectangle."""
    return Box(*(float(bounds.get(name)) for name in ("x", "y", "width", "height")))


def labels(plane: etree._Element, names: dict[str, str]) -> Iterator[tuple[str, Box]]:
    """Yield what each label covers: its words, in the middle of the top of the room that it was given."""
    for drawn in plane:
        (bounds,) = drawn.findall(f"{DI}BPMNLabel/*") or (None,)
        name = names.get(drawn.get("bpmnElement"), "")
        if bounds is None or not name:
            continue
        room = box_of(bounds)
        fitting = int(max(room.width, BREAKS_AT) // CHARACTER)
        width = min(len(name), fitting) * CHARACTER
        lines = -(-len(name) // fitting)
        yield drawn.get("bpmnElement"), Box(room.x + (room.width - width) / 2, room.y, width, lines * LINE)


def shapes(plane: etree._Element) -> Iterator[tuple[str, Box]]:
    """Yield what is drawn as a shape, but for frames around other shapes."""
    for drawn in plane.findall(f"{DI}BPMNShape"):
        if drawn.get("isExpanded") != "true":
            yield drawn.get("bpmnElement"), box_of(drawn[0])


def arrows(plane: etree._Element) -> Iterator[tuple[str, Box]]:
    """Yield each stretch of each arrow, as wide as its line."""
    for drawn in plane.findall(f"{DI}BPMNEdge"):
        points = [(float(each.get("x")), float(each.get("y"))) for each in drawn if "waypoint" in each.tag]
        for (ax, ay), (bx, by) in pairwise(points):
            yield drawn.get("bpmnElement"), Box(min(ax, bx) - 1, min(ay, by) - 1, abs(ax - bx) + 2, abs(ay - by) + 2)


@pytest.mark.parametrize("path", sorted(BUNDLES.rglob("*.bpmn")), ids=lambda path: path.stem)
def test_no_label_lies_on_an_arrow_or_a_shape(path: Path) -> None:
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    names = {each.get("id"): each.get("name") for each in root.iter() if each.get("id") and each.get("name")}
    (plane,) = root.iter(f"{DI}BPMNPlane")
    drawn = [*shapes(plane), *arrows(plane)]
    clashes = [f"{label} on {other}" for label, box in labels(plane, names) for other, its in drawn if box.meets(its)]
    assert clashes == []
