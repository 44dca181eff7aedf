"""Ids and what points at them; the library's parser answers a dangling reference with a TypeError."""

import re
from collections import Counter
from collections.abc import Iterator

from workflow_app.engine.documents import ACTIVITIES, Document, children, tag_of
from workflow_app.engine.elements import BPMN
from workflow_app.engine.errors import Finding

ID = re.compile(r"[a-z][a-z0-9_]{0,79}")


def refuse_ids(document: Document) -> Iterator[Finding]:
    """Yield ids that are missing, used twice, or not snake_case (the library uses `Start` and `End` itself)."""
    ids = [node.get("id") for root in document.roots for node in root.iter(f"{{{BPMN}}}*") if node.get("id")]
    for name, count in Counter(ids).items():
        if count > 1:
            yield Finding(name, "ID_TWICE")
    for name in [*document.processes, *(node_id for _, node_id, _ in document.nodes())]:
        if not ID.fullmatch(name):
            yield Finding(name or None, "ID_FORM", {"id": name})


def refuse_references(document: Document) -> Iterator[Finding]:
    """Yield what points at nothing, or at the wrong kind of thing."""
    for scope in document.scopes.values():
        for flow in scope.flows:
            for end in (flow.source, flow.target):
                if end not in scope.nodes:
                    yield Finding(flow.id or None, "FLOW_END_MISSING", {"ref": end})
    for scope, node_id, node in document.nodes():
        if tag_of(node) == "boundaryEvent" and not _is_activity(scope.nodes, node.get("attachedToRef", "")):
            yield Finding(node_id, "ATTACHED_TO_MISSING", {"ref": node.get("attachedToRef")})
    yield from _refuse_messages_and_errors(document)
    yield from _refuse_calls(document)


def _is_activity(nodes: dict[str, object], node_id: str) -> bool:
    return node_id in nodes and tag_of(nodes[node_id]) in ACTIVITIES


def _refuse_messages_and_errors(document: Document) -> Iterator[Finding]:
    for _, node_id, node in document.nodes():
        receivers = [node] if tag_of(node) == "receiveTask" else children(node, "messageEventDefinition")
        for receiver in receivers:
            if not document.messages.get(receiver.get("messageRef", "")):
                yield Finding(node_id, "MESSAGE_MISSING", {"ref": receiver.get("messageRef")})
        for receiver in children(node, "errorEventDefinition"):
            ref = receiver.get("errorRef")
            # An error boundary without a reference catches every error; an end event must say which one it throws.
            if (ref is not None or tag_of(node) == "endEvent") and not document.errors.get(ref or ""):
                yield Finding(node_id, "ERROR_MISSING", {"ref": ref})


def _refuse_calls(document: Document) -> Iterator[Finding]:
    calls: dict[str, set[str]] = {name: set() for name in document.processes}
    for scope, node_id, node in document.nodes():
        if tag_of(node) == "callActivity":
            called = node.get("calledElement", "")
            if called not in document.processes:
                yield Finding(node_id, "CALLED_PROCESS_MISSING", {"ref": called})
                continue
            outermost = scope
            while outermost.parent is not None:
                outermost = outermost.parent
            calls[outermost.id].add(called)
    for name in calls:
        if name in _reached(calls, name):
            yield Finding(name, "CALLS_ITSELF")


def _reached(calls: dict[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    ahead = list(calls[name])
    while ahead:
        current = ahead.pop()
        if current not in found:
            found.add(current)
            ahead += calls[current]
    return found
