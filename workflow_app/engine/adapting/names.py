"""Ids as the house writes them, and names in the second language where a name is in English already."""
# ruff: noqa: ANN401 - lxml is untyped

import re
from collections.abc import Iterator
from typing import Any

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.documents import tag_of
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.references import ID

POINTS = frozenset({
    "sourceRef", "targetRef", "default", "attachedToRef", "processRef", "bpmnElement", "calledElement", "source",
    "target", "activityRef", "categoryValueRef",
})  # fmt: skip
"""Attributes that name another element of the file."""
POINTING = frozenset({"incoming", "outgoing", "flowNodeRef", "sourceRef", "targetRef", "supports"})
"""Elements whose text names another element of the file."""
_ENGLISH = re.compile(r"[A-Za-z][ -~]*")
_APART = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONGEST = 60


def rename_elements(drawing: Drawing, key: str) -> None:
    """Give the process its key, and each element an id of small letters, digits and underscores."""
    taken = {each.get("id") for each in drawing.root.iter() if isinstance(each.tag, str) and each.get("id")}
    names: dict[str, str] = {}
    for node in [*drawing.elements("process"), *drawing.flow_nodes()]:
        was = node.get("id", "")
        now = key if was == drawing.main and tag_of(node) == "process" else _id_for(node, taken)
        if now == was:
            continue
        drawing.note("ID_RENAMED", node, was=was, now=now)
        node.set("id", now)
        taken.add(now)
        if was:
            names[was] = now
    if names:
        _point_anew(drawing, names)
        drawing.rename(names)
        drawing.main = names.get(drawing.main, drawing.main)


def name_flows(drawing: Drawing) -> None:
    """Give each flow without an id one that says where it leads; without one nothing could be said of it."""
    taken = {each.get("id") for each in drawing.root.iter() if isinstance(each.tag, str) and each.get("id")}
    for flow in drawing.elements("sequenceFlow"):
        if not flow.get("id", "").strip():
            source, target = flow.get("sourceRef", ""), flow.get("targetRef", "")
            wanted = f"{small(source) or 'start'}_to_{small(target) or 'end'}"
            flow.set("id", next(each for each in _numbered(wanted) if each not in taken))
            taken.add(flow.get("id"))
            drawing.note("FLOW_NAMED", flow, source=source, target=target)


def name_in_english(drawing: Drawing) -> None:
    """Take a name in English as the English name too, where there is none."""
    for node in [*drawing.elements("process", "lane", "sequenceFlow"), *drawing.flow_nodes()]:
        name, place = (node.get("name") or "").strip(), f"{{{NAMESPACE}}}nameEn"
        if not node.get(place) and _ENGLISH.fullmatch(name):
            node.set(place, name)
            drawing.note("NAMED_IN_ENGLISH", node, name=name)


def small(text: str) -> str:
    """Return a text as an id of the house, empty where nothing of it can stand in one."""
    return _APART.sub("_", _HUMP.sub("_", text).casefold()).strip("_")[:LONGEST].strip("_")


def _id_for(node: Any, taken: set[str]) -> str:
    was = str(node.get("id", ""))
    if ID.fullmatch(was):
        return was
    name = (node.get(f"{{{NAMESPACE}}}nameEn") or node.get("name") or "").strip()
    wanted = (small(name) if _ENGLISH.fullmatch(name) else "") or small(was) or small(tag_of(node))
    if not wanted[0].isalpha():
        wanted = f"{small(tag_of(node))}_{wanted}"
    return next(each for each in _numbered(wanted) if each not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}_{number}"
        number += 1


def _point_anew(drawing: Drawing, names: dict[str, str]) -> None:
    for node in drawing.root.iter():
        if not isinstance(node.tag, str):
            continue
        for attribute in POINTS & set(node.attrib):
            said = node.get(attribute)
            now = names.get(said) or names.get(said.rpartition(":")[2])
            if now:
                node.set(attribute, now)
        if tag_of(node) in POINTING and (node.text or "").strip() in names:
            node.text = names[node.text.strip()]
