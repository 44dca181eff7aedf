"""Our extension attributes, read from the diagram into elements; the descriptor beside this file names them."""
# ruff: noqa: ANN401 - lxml is untyped

import json
from importlib import resources
from types import MappingProxyType
from typing import Any

from workflow_app.engine.documents import Document, Scope, children, tag_of
from workflow_app.engine.elements import EVENT_KINDS, NAMESPACE, NO_PARAMETERS, Element

KINDS = {
    "userTask": "user_task",
    "serviceTask": "service_task",
    "businessRuleTask": "business_rule_task",
    "receiveTask": "receive_task",
    "startEvent": "start_event",
    "endEvent": "end_event",
    "intermediateThrowEvent": "throw_event",
    "subProcess": "subprocess",
    "callActivity": "call_activity",
    "exclusiveGateway": "gateway",
    "parallelGateway": "gateway",
    "eventBasedGateway": "gateway",
}
_PREFIX = f"{{{NAMESPACE}}}"


def read_elements(document: Document) -> MappingProxyType[str, Element]:
    """Return every flow node and process of a checked document by id."""
    found = {scope.id: _element(document, scope, None, "process") for scope in document.processes.values()}
    for scope, node_id, node in document.nodes():
        found[node_id] = _element(document, Scope(node_id, node, None), scope, kind_of(node))
    return MappingProxyType(found)


def read_flows(document: Document) -> MappingProxyType[str, tuple[str, str]]:
    """Return from which element to which every flow of a checked document leads."""
    scopes = document.scopes.values()
    return MappingProxyType({flow.id: (flow.source, flow.target) for each in scopes for flow in each.flows})


def kind_of(node: Any) -> str:
    """Return our word for a flow node; an event is called by what it waits for."""
    tag = tag_of(node)
    if tag in ("boundaryEvent", "intermediateCatchEvent"):
        return next(EVENT_KINDS[name] for name in EVENT_KINDS if children(node, f"{name}EventDefinition"))
    return KINDS[tag]


def message_of(document: Document, node: Any) -> str | None:
    """Return the name of the message that an element waits for."""
    holders = [node, *children(node, "messageEventDefinition")]
    return next((document.messages.get(each.get("messageRef")) for each in holders if each.get("messageRef")), None)


def _element(document: Document, own: Scope, around: Scope | None, kind: str) -> Element:
    node = own.node
    return Element(
        id=own.id,
        kind=kind,
        name=node.get("name", ""),
        name_en=_own(node, "nameEn") or "",
        role=_own(node, "role"),
        department=_own(node, "department"),
        form=_own(node, "form"),
        state=_own(node, "state"),
        internal_limit=_own(node, "internalLimit"),
        clock=_own(node, "clock"),
        operation=_own(node, "operation"),
        decision=_own(node, "decision"),
        parameters=_parameters(node),
        letter=_own(node, "letter"),
        separation_group=_own(node, "separationGroup"),
        message=message_of(document, node),
        scope=around.id if around is not None and around.parent is not None else _called(document, around),
        attached_to=node.get("attachedToRef"),
        interrupting=node.get("cancelActivity", "true") != "false",
        leads_to=tuple(flow.target for flow in around.outgoing(own.id)) if around is not None else (),
    )


def _called(document: Document, around: Scope | None) -> str | None:
    """Return the id of a called process as the scope of what lies in it, None in the process itself."""
    is_called = around is not None and any(
        node.get("calledElement") == around.id for _, _, node in document.nodes() if tag_of(node) == "callActivity"
    )
    return around.id if around is not None and is_called else None


def _own(node: Any, name: str) -> str | None:
    return node.get(_PREFIX + name) or None


def parameter_nodes(node: Any) -> list[Any]:
    """Return the `xn:parameter` elements of an element."""
    return [found for holder in children(node, "extensionElements") for found in holder.findall(_PREFIX + "parameter")]


def _parameters(node: Any) -> MappingProxyType[str, str] | Any:
    found = {each.get("name", ""): each.get("value", "") for each in parameter_nodes(node)}
    if letter := _own(node, "letter"):
        found.setdefault("kind", letter)
    return MappingProxyType(found) if found else NO_PARAMETERS


def _known_attributes() -> frozenset[str]:
    text = resources.files("workflow_app.engine").joinpath("xinnuo.moddle.json").read_text(encoding="utf-8")
    types = json.loads(text)["types"]
    return frozenset(each["name"] for kind in types if "extends" in kind for each in kind["properties"])


ATTRIBUTES = _known_attributes()
