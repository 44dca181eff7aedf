"""Every expression in a diagram, checked as it will be computed."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Iterator
from typing import Any

from workflow_app.engine.documents import Document, children, tag_of, text_of
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import ExpressionError, Finding
from workflow_app.engine.expressions import check_expression
from workflow_app.engine.timers import names_a_clock

LOOP = "multiInstanceLoopCharacteristics"


def refuse_conditions(document: Document) -> Iterator[Finding]:
    """Yield conditions that cannot be computed."""
    for scope in document.scopes.values():
        for flow in scope.flows:
            if flow.condition is not None:
                yield from _refuse_text(flow.id, flow.condition)


def refuse_formulas(document: Document) -> Iterator[Finding]:
    """Yield durations, clocks and collections that cannot be computed."""
    for _, node_id, node in document.nodes():
        for definition in children(node, "timerEventDefinition"):
            yield from _refuse_timer(node_id, node, text_of(definition, "timeDuration"))
        if node.get(f"{{{NAMESPACE}}}clock") and not children(node, "timerEventDefinition"):
            yield Finding(node_id, "CLOCK_MISMATCH")
        for loop in children(node, LOOP):
            yield from _refuse_loop(node_id, node, loop)


def _refuse_text(element: str, text: str) -> Iterator[Finding]:
    for finding in check_expression(text):
        yield Finding(element, finding.code, {**finding.values, "text": text})


def _refuse_timer(node_id: str, node: Any, text: str) -> Iterator[Finding]:
    try:
        by_clock = names_a_clock(text)
    except ExpressionError as error:
        yield Finding(node_id, error.code, {"detail": error.detail, "text": text})
        return
    if by_clock != bool(node.get(f"{{{NAMESPACE}}}clock")):
        yield Finding(node_id, "CLOCK_MISMATCH")


def _refuse_loop(node_id: str, node: Any, loop: Any) -> Iterator[Finding]:
    lists = [text_of(loop, tag) for tag in ("loopDataInputRef", "loopCardinality") if children(loop, tag)]
    if len(lists) != 1 or tag_of(node).endswith("Gateway"):
        yield Finding(node_id, "LOOP_COLLECTION", {"found": len(lists)})
    texts = [*lists, *(text_of(loop, "completionCondition") for _ in children(loop, "completionCondition"))]
    for text in texts:
        yield from _refuse_text(node_id, text)
