"""BPMN files as trees of scopes, nodes and flows, read without entities, document types or network."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException
from lxml import etree

from workflow_app.domain.bundle_parts import LARGEST_FILE
from workflow_app.engine.elements import BPMN
from workflow_app.engine.errors import Finding, ProcessRefusedError

MAX_ELEMENTS = 2_000
"""Flow nodes and flows of one process; an office reads none that is larger."""

FLOW_NODES = frozenset({
    "startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent",
    "userTask", "serviceTask", "businessRuleTask", "receiveTask", "subProcess", "callActivity",
    "exclusiveGateway", "parallelGateway", "eventBasedGateway",
    "task", "manualTask", "scriptTask", "sendTask", "adHocSubProcess", "transaction",
    "inclusiveGateway", "complexGateway",
})  # fmt: skip
ACTIVITIES = frozenset({"userTask", "serviceTask", "businessRuleTask", "receiveTask", "subProcess", "callActivity"})


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is its text where it has one."""

    id: str
    source: str
    target: str
    condition: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """A process or an embedded subprocess with what lies directly in it; nodes are XML elements by id."""

    id: str
    node: Any
    parent: "Scope | None"
    nodes: dict[str, Any] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def outgoing(self, node_id: str) -> list[Flow]:
        """Return the flows that leave a node."""
        return [flow for flow in self.flows if flow.source == node_id]

    def incoming(self, node_id: str) -> list[Flow]:
        """Return the flows that reach a node."""
        return [flow for flow in self.flows if flow.target == node_id]

    def boundaries(self, node_id: str) -> list[Any]:
        """Return the boundary events attached to a node."""
        return [node for node in self.nodes.values() if node.get("attachedToRef") == node_id]


@dataclass(frozen=True, slots=True)
class Document:
    """The files of one process together: their roots, every scope, and what elements may refer to."""

    roots: tuple[Any, ...]
    scopes: dict[str, Scope]
    processes: dict[str, Scope]
    messages: Mapping[str, str]
    errors: Mapping[str, str]

    def nodes(self) -> Iterator[tuple[Scope, str, Any]]:
        """Yield every flow node with its scope and id."""
        for scope in self.scopes.values():
            for node_id, node in scope.nodes.items():
                yield scope, node_id, node


def tag_of(node: Any) -> str:
    """Return the name of a BPMN element, or an empty text for anything of another namespace."""
    name = etree.QName(node)
    return str(name.localname) if name.namespace == BPMN else ""


def children(node: Any, tag: str) -> list[Any]:
    """Return the BPMN children of one name."""
    return list(node.findall(f"{{{BPMN}}}{tag}"))


def text_of(node: Any, tag: str) -> str:
    """Return the stripped text of the first BPMN descendant of one name, or an empty text."""
    found = node.find(f".//{{{BPMN}}}{tag}")
    return "" if found is None else (found.text or "").strip()


def read_document(files: Mapping[str, bytes]) -> Document:
    """Read every `.bpmn` file; raises ProcessRefusedError where one is not readable or not harmless."""
    roots = tuple(read_xml(name, files[name]) for name in sorted(files) if name.endswith(".bpmn"))
    if not roots:
        raise ProcessRefusedError((Finding(None, "NO_DIAGRAM"),))
    refuse_size(roots)
    scopes: dict[str, Scope] = {}
    processes: dict[str, Scope] = {}
    for root in roots:
        for node in children(root, "process"):
            scope = _read_scope(node, None, scopes)
            processes[scope.id] = scope
    return Document(roots, scopes, processes, _named(roots, "message", "name"), _named(roots, "error", "errorCode"))


def refuse_size(roots: tuple[Any, ...]) -> None:
    """Raise ProcessRefusedError for more elements than any proof goes through in time."""
    counted = FLOW_NODES | {"sequenceFlow"}
    found = sum(tag_of(node) in counted for root in roots for node in root.iter(f"{{{BPMN}}}*"))
    if found > MAX_ELEMENTS:
        raise ProcessRefusedError((Finding(None, "TOO_MANY_ELEMENTS", {"found": found, "most": MAX_ELEMENTS}),))


def read_xml(name: str, content: bytes) -> Any:
    """Return the root of one file; raises ProcessRefusedError where it is not readable or not harmless."""
    if len(content) > LARGEST_FILE:
        raise ProcessRefusedError((Finding(None, "FILE_TOO_LARGE", {"file": name}),))
    try:
        defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(content, parser)
    except DefusedXmlException as error:
        raise ProcessRefusedError((Finding(None, "XML_DOCTYPE", {"file": name}),)) from error
    except (SyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or getattr(error, "position", (1,))[0]
        raise ProcessRefusedError((Finding(None, "XML_SYNTAX", {"file": name, "line": line}),)) from error


def _read_scope(node: Any, parent: Scope | None, scopes: dict[str, Scope]) -> Scope:
    scope = Scope(node.get("id", ""), node, parent)
    scopes[scope.id] = scope
    for child in node:
        tag = tag_of(child)
        if tag == "sequenceFlow":
            condition = text_of(child, "conditionExpression") or None
            source, target = child.get("sourceRef", ""), child.get("targetRef", "")
            scope.flows.append(Flow(child.get("id", ""), source, target, condition))
        elif tag in FLOW_NODES:
            scope.nodes[child.get("id", "")] = child
            if tag == "subProcess":
                _read_scope(child, scope, scopes)
    return scope


def _named(roots: tuple[Any, ...], tag: str, attribute: str) -> dict[str, str]:
    return {node.get("id", ""): node.get(attribute, "") for root in roots for node in children(root, tag)}
