"""A diagram as parts: everything that has an identifier of its own, and what is said of each; drawn shapes apart."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from workflow_app.domain.process_changes import Called
from workflow_app.engine.comparing.canonical import canonical
from workflow_app.engine.documents import tag_of
from workflow_app.engine.elements import NAMESPACE

SUBPROCESSES = frozenset({"subProcess", "adHocSubProcess", "transaction"})
CONTAINERS = SUBPROCESSES | {"definitions", "process", "laneSet", "childLaneSet", "lane", "collaboration"}
FLOW = "sequenceFlow"
ENDS = ("sourceRef", "targetRef")
REFERENCES = frozenset({"default", "attachedToRef", "messageRef", "errorRef", *ENDS})
"""Attributes that name another part; people read what that is called."""
LINKS = frozenset({"incoming", "outgoing"})
"""Children that repeat what the flows say."""
DEFAULTS = {
    "cancelActivity": "true",
    "isInterrupting": "true",
    "triggeredByEvent": "false",
    "parallelMultiple": "false",
    "isForCompensation": "false",
    "startQuantity": "1",
    "completionQuantity": "1",
    "instantiate": "false",
    "gatewayDirection": "Unspecified",
    "isClosed": "false",
    "processType": "None",
    "eventGatewayType": "Exclusive",
}
"""Attributes that an editor leaves out where they say what goes without saying (BPMN 2.0, table by table)."""
DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI"
EVENT = "EventDefinition"
Aspect = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An element, a flow, a message, or the process itself; `scope` is the subprocess that it lies in."""

    id: str
    kind: str
    scope: str
    said: dict[Aspect, str] = field(default_factory=dict)

    def get(self, *aspect: str) -> str:
        """Return what is said of one aspect, or an empty text."""
        return self.said.get(aspect, "")


def read_parts(root: Any) -> dict[str, Part]:
    """Return everything in a diagram that has an identifier, by that."""
    found: dict[str, Part] = {}
    _collect(root, "", found)
    return found


def called(part: Part, parts: dict[str, Part]) -> Called:
    """Return what a part is called: a flow by its ends, and by what stands at it."""
    if part.kind == FLOW:
        ends = [_node(end, parts) for end in ends_of(part)]
        return Called(" → ".join(end.zh for end in ends), " → ".join(end.en for end in ends))
    zh = part.get("name") or part.id
    return Called(zh, part.get("nameEn") or zh)


def _node(key: str, parts: dict[str, Part]) -> Called:
    """Return what an end of a flow is called; a flow that leads to a flow is named by its identifier."""
    part = parts.get(key)
    return called(part, parts) if part is not None and part.kind != FLOW else Called(key, key)


def ends_of(part: Part) -> tuple[str, str]:
    """Return the elements that a flow leads from and to."""
    return part.get("sourceRef"), part.get("targetRef")


def _collect(node: Any, scope: str, found: dict[str, Part]) -> None:
    """Read an element and what lies in it; one whose identifier is taken, or missing, is told by its number."""
    kind, key = tag_of(node), node.get("id") or ""
    if not key or key in found:
        key = f"{key}#{len(found)}"
    part = found[key] = Part(key, kind, scope, dict(_attributes(node)))
    inner = key if kind in SUBPROCESSES else scope
    for child in node:
        if etree.QName(child).namespace == DRAWN or tag_of(child) in LINKS:
            continue
        if kind in CONTAINERS and tag_of(child) and tag_of(child) != "extensionElements" and child.get("id"):
            _collect(child, inner, found)
            continue
        for aspect, value in _aspects(child):
            part.said[aspect] = f"{part.said[aspect]}\n{value}" if aspect in part.said else value


def _attributes(node: Any) -> Iterator[tuple[Aspect, str]]:
    for name, value in node.attrib.items():
        space, local = etree.QName(name).namespace, etree.QName(name).localname
        if (local == "id" and space is None) or value == DEFAULTS.get(local):
            continue
        yield ((local,) if space in (None, NAMESPACE) else ("detail", local)), value


def _aspects(child: Any) -> Iterator[tuple[Aspect, str]]:
    """Yield what a child says of the element that it belongs to."""
    tag = tag_of(child)
    if tag == "extensionElements":
        for each in child:
            if each.tag == f"{{{NAMESPACE}}}parameter":
                yield ("parameter", each.get("name") or ""), each.get("value") or ""
            else:
                yield ("detail", etree.QName(each).localname), canonical(each)
    elif tag == "conditionExpression":
        yield ("condition",), (child.text or "").strip()
    elif tag.endswith(EVENT):
        yield from _event(child, tag.removesuffix(EVENT))
    else:
        yield ("detail", tag or str(child.tag)), canonical(child)


def _event(node: Any, kind: str) -> Iterator[tuple[Aspect, str]]:
    yield ("event",), kind
    for name, value in node.attrib.items():
        if name != "id":
            yield (etree.QName(name).localname,), value
    for each in node:
        if kind == "timer" and tag_of(each).startswith("time"):
            yield ("timer",), (each.text or "").strip()
            if tag_of(each) != "timeDuration":
                yield ("detail", "timer"), tag_of(each)
        else:
            yield ("detail", tag_of(each) or str(each.tag)), canonical(each)
