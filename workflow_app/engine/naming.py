"""What people read in a diagram: names in both languages, answers with labels, tasks that say who does what."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Collection, Iterator
from typing import Any

from workflow_app.engine.documents import Document, Flow, tag_of
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import Finding

TASKS = frozenset({"userTask", "serviceTask", "businessRuleTask", "receiveTask"})
NEEDED = ("role", "form", "state")


def refuse_names(document: Document, beside: Collection[str]) -> Iterator[Finding]:
    """Yield what lacks a name, a label, or what a person's task needs.

    `beside` are the tasks that leave the state of a case as it is.
    """
    for process in document.processes.values():
        yield from _unnamed(process.id, process.node)
    for scope, node_id, node in document.nodes():
        yield from _unnamed(node_id, node)
        if tag_of(node) in TASKS and "_" not in node_id:
            yield Finding(node_id, "NAME_OF_TASK", {"id": node_id})
        if tag_of(node) == "userTask":
            yield from _lacking(node_id, node, beside)
        if tag_of(node) == "exclusiveGateway" and len(scope.outgoing(node_id)) > 1:
            for flow in scope.outgoing(node_id):
                yield from _unlabelled(scope.node, flow)


def _lacking(task: str, node: Any, beside: Collection[str]) -> Iterator[Finding]:
    for name in NEEDED:
        if not node.get(f"{{{NAMESPACE}}}{name}") and not (name == "state" and task in beside):
            yield Finding(task, "TASK_LACKS", {"attribute": name})


def refuse_unused_messages(document: Document) -> Iterator[Finding]:
    """Yield messages that nothing in the diagram waits for."""
    used = {node.get("messageRef") for root in document.roots for node in root.iter("*") if node.get("messageRef")}
    for message in sorted(set(document.messages) - used):
        yield Finding(message, "MESSAGE_UNUSED", {"message": document.messages[message]})


def names_in(document: Document) -> dict[str, tuple[str, str]]:
    """Return what every element and flow is called in Chinese and English, empty where it is not called anything."""
    nodes = (node for root in document.roots for node in root.iter("*") if tag_of(node) and node.get("id"))
    return {node.get("id"): (node.get("name", ""), node.get(f"{{{NAMESPACE}}}nameEn", "")) for node in nodes}


def forms_in(document: Document) -> dict[str, str]:
    """Return which form each step asks for."""
    asked = {node_id: node.get(f"{{{NAMESPACE}}}form") for _, node_id, node in document.nodes()}
    return {step: form for step, form in asked.items() if form}


def _unnamed(element: str, node: Any) -> Iterator[Finding]:
    for language, name in (("zh", node.get("name")), ("en", node.get(f"{{{NAMESPACE}}}nameEn"))):
        if not (name or "").strip():
            yield Finding(element, "NAME_MISSING", {"language": language})


def _unlabelled(scope: Any, flow: Flow) -> Iterator[Finding]:
    node = next((each for each in scope if each.get("id") == flow.id), None)
    if node is not None:
        for language, name in (("zh", node.get("name")), ("en", node.get(f"{{{NAMESPACE}}}nameEn"))):
            if not (name or "").strip():
                yield Finding(flow.id, "LABEL_MISSING", {"language": language})
