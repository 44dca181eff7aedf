"""Which ways of a choice some values could open: a condition is free, but it and its contrary are not.

The engine takes the first flow whose condition is true, else the default. So a flow behind one of the same condition is
never taken, and neither is a default behind a condition and its contrary. Conditions of different gateways are taken as
independent of each other.
"""

import ast
from collections.abc import Sequence

from workflow_app.engine.errors import ExpressionError
from workflow_app.engine.expressions import evaluate_node
from workflow_app.engine.functions import FUNCTION_NAMES
from workflow_app.engine.grammar import parse

CONTRARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.NotEq: ast.Eq,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.NotIn: ast.In,
}

Literal = tuple[str, bool]
"""What a condition asks, and whether it holds where that is true."""


def open_ways(conditions: Sequence[str | None]) -> list[bool]:
    """Tell of each flow of a choice, in the order in which they are asked, whether it may be taken.

    None is the default, wherever it stands.
    """
    before: set[Literal] = set()
    found: list[bool] = []
    for text in conditions:
        literal = _literal(text) if text is not None else None
        if literal is None:
            found.append(False)
            continue
        found.append(_may_hold(literal, before))
        before.add(literal)
    left = not _is_exhausted(before)
    return [left if text is None else is_open for text, is_open in zip(conditions, found, strict=True)]


def _may_hold(literal: Literal, before: set[Literal]) -> bool:
    return literal not in before and literal != (FALSE, True) and not _is_exhausted(before)


def _is_exhausted(literals: set[Literal]) -> bool:
    """Tell whether one of them holds in any case."""
    return (FALSE, False) in literals or any((asked, not holds) in literals for asked, holds in literals)


FALSE = "False"


def _literal(text: str) -> Literal:
    try:
        parsed = parse(text, FUNCTION_NAMES)
        if not parsed.names:
            return FALSE, not evaluate_node(parsed.body, {})
    except ExpressionError:
        return text, True  # another check says what is wrong with it
    return _normal(parsed.body, holds=True)


def _normal(body: ast.expr, *, holds: bool) -> Literal:
    if isinstance(body, ast.UnaryOp) and isinstance(body.op, ast.Not):
        return _normal(body.operand, holds=not holds)
    if isinstance(body, ast.Compare) and len(body.ops) == 1 and type(body.ops[0]) in CONTRARY:
        turned = ast.Compare(body.left, [CONTRARY[type(body.ops[0])]()], body.comparators)
        return ast.unparse(turned), not holds
    return ast.unparse(body), holds
