"""Which event may wait or be thrown where."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Iterator
from typing import Any

from workflow_app.engine.documents import Document, Scope, children, tag_of
from workflow_app.engine.errors import Finding

SUFFIX = "EventDefinition"
# What each kind of event may carry; exactly one where nothing is not among it.
ALLOWED: dict[str, tuple[str, ...]] = {
    "startEvent": ("",),  # a case is started by a service, never by a message or a timer
    "endEvent": ("", "error", "terminate"),
    "intermediateThrowEvent": ("",),
    "intermediateCatchEvent": ("message", "timer"),
    "boundaryEvent": ("message", "timer", "error"),
}
AWAITED = ("intermediateCatchEvent", "receiveTask")


def refuse_events(document: Document) -> Iterator[Finding]:
    """Yield events that carry what they may not, and error ends that nobody catches."""
    for scope, node_id, node in document.nodes():
        tag = tag_of(node)
        if tag in ALLOWED:
            kinds = definitions(node) or [""]
            if len(kinds) > 1 or kinds[0] not in ALLOWED[tag]:
                yield Finding(node_id, "EVENT_DEFINITION", {"found": kinds})
        if tag == "boundaryEvent" and definitions(node) == ["error"] and node.get("cancelActivity") == "false":
            yield Finding(node_id, "ERROR_MUST_INTERRUPT")
        if tag == "endEvent" and definitions(node) == ["error"] and not _is_caught(document, scope, node):
            yield Finding(node_id, "ERROR_END_UNCAUGHT")
        if tag == "eventBasedGateway":
            yield from _refuse_gateway(scope, node_id)


def definitions(node: Any) -> list[str]:
    """Return the kinds of the event definitions of a node: `message`, `timer`, `error` and so on."""
    return [tag_of(child).removesuffix(SUFFIX) for child in node if tag_of(child).endswith(SUFFIX)]


def _is_caught(document: Document, scope: Scope, node: Any) -> bool:
    code = document.errors.get(children(node, "errorEventDefinition")[0].get("errorRef", ""))
    current: Scope | None = scope
    while current is not None and current.parent is not None:
        for boundary in current.parent.boundaries(current.id):
            for definition in children(boundary, "errorEventDefinition"):
                if document.errors.get(definition.get("errorRef", ""), code) == code:
                    return True
        current = current.parent
    return False


def _refuse_gateway(scope: Scope, gateway: str) -> Iterator[Finding]:
    # The library moves the event of the target into the gateway: reached otherwise, the target would not wait.
    for target in [flow.target for flow in scope.outgoing(gateway)]:
        is_awaited = tag_of(scope.nodes[target]) in AWAITED if target in scope.nodes else False
        if not is_awaited or len(scope.incoming(target)) > 1 or scope.boundaries(target):
            yield Finding(gateway, "EVENT_GATEWAY_TARGET", {"ref": target})
