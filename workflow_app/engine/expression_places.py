"""Every place of a diagram where an expression stands, held against the names and types that a process declares."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import suppress

from workflow_app.engine.documents import Document, children, text_of
from workflow_app.engine.errors import ExpressionError, Finding
from workflow_app.engine.expression_types import ANY, BOOLEAN, LIST, NUMBER, refuse_types
from workflow_app.engine.expressions import check_expression
from workflow_app.engine.formulas import LOOP
from workflow_app.engine.functions import FUNCTION_NAMES
from workflow_app.engine.grammar import parse
from workflow_app.engine.parser import item_names
from workflow_app.engine.timers import amount_of

Place = tuple[str, str, str]
"""The element, the text, and the type that it is to give."""


def places_of(document: Document) -> Iterator[Place]:
    """Yield every expression of a checked diagram."""
    for scope in document.scopes.values():
        yield from ((flow.id, flow.condition, BOOLEAN) for flow in scope.flows if flow.condition is not None)
    for _, node_id, node in document.nodes():
        for definition in children(node, "timerEventDefinition"):
            amount = amount_of(text_of(definition, "timeDuration"))
            if amount is not None:
                yield node_id, amount, NUMBER
        for loop in children(node, LOOP):
            wanted = {"loopDataInputRef": LIST, "loopCardinality": NUMBER, "completionCondition": BOOLEAN}
            for tag, kind in wanted.items():
                if children(loop, tag):
                    yield node_id, text_of(loop, tag), kind


def names_asked(document: Document) -> dict[str, frozenset[str]]:
    """Return which names the conditions of the flows ask that leave an element; what cannot be read asks nothing."""
    asked: dict[str, frozenset[str]] = {}
    for scope in document.scopes.values():
        for flow in scope.flows:
            with suppress(ExpressionError):
                names = parse(flow.condition, FUNCTION_NAMES).names if flow.condition else frozenset[str]()
                asked[flow.source] = asked.get(flow.source, frozenset()) | names
    return asked


def refuse_expressions(document: Document, types: Mapping[str, str]) -> Iterator[Finding]:
    """Yield names that no process declares, types that do not fit, and values that nobody ever gives."""
    known = {**dict.fromkeys(item_names(document), ANY), **types}
    for place in places_of(document):
        yield from _refuse_place(place, known)


def refuse_condition(element: str, text: str, types: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with a condition that stands beside the diagram."""
    return _refuse_place((element, text, BOOLEAN), types)


def _refuse_place(place: Place, known: Mapping[str, str]) -> Iterator[Finding]:
    element, text, wanted = place
    unknown = check_expression(text, known)
    for found in unknown:
        yield Finding(element, found.code, {**found.values, "text": text})
    if not unknown:
        yield from refuse_types(element, text, wanted, known)


def warn_of_values(document: Document, given: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Yield comparisons with a text that is none of those which a routing value may take."""
    for element, text, _ in places_of(document):
        try:
            asked = texts_asked(parse(text, FUNCTION_NAMES).body)
        except ExpressionError:
            continue
        for name, value in asked:
            if name in given and value not in given[name]:
                yield Finding(element, "VALUE_NEVER_CHOSEN", {"name": name, "value": value, "text": text})


def texts_asked(body: ast.expr) -> Iterator[tuple[str, str]]:
    """Yield each name that is compared with a text, and the text."""
    for node in ast.walk(body):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            for sign, right in zip(node.ops, node.comparators, strict=True):
                values = (
                    right.elts
                    if isinstance(sign, ast.In | ast.NotIn) and isinstance(right, ast.List | ast.Tuple)
                    else [right]
                )
                for each in values if isinstance(sign, ast.Eq | ast.NotEq | ast.In | ast.NotIn) else ():
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield node.left.id, each.value
