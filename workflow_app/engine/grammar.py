"""The closed syntax of expressions: what is not listed here cannot be written.

Administrators write conditions, timers and collections in it. The text is parsed by Python's own
parser and then held against an allow-list of node types, so a new Python feature is refused until listed.
"""

import ast
from dataclasses import dataclass
from functools import lru_cache

from workflow_app.engine.errors import ExpressionError

MAX_LENGTH = 500
MAX_NODES = 120
MAX_DEPTH = 20
MAX_NUMBER = 10**15

_ALLOWED_NODES: tuple[type[ast.AST], ...] = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd,
    ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.IfExp, ast.Call, ast.Name, ast.Load, ast.Constant, ast.List, ast.Tuple, ast.Attribute,
)  # fmt: skip
_NOT_COUNTED = (ast.Load, ast.operator, ast.cmpop, ast.boolop, ast.unaryop)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An accepted expression and the names it reads."""

    body: ast.expr
    names: frozenset[str]


@lru_cache(maxsize=4096)
def parse(text: str, functions: frozenset[str]) -> Parsed:
    """Parse and hold against the allow-list; raises ExpressionError with the first reason."""
    if not text.strip():
        raise ExpressionError("EXPRESSION_EMPTY")
    if len(text) > MAX_LENGTH:
        raise ExpressionError("EXPRESSION_TOO_LONG", str(len(text)))
    if "\\" in text:
        raise ExpressionError("SYNTAX", "backslash")
    try:
        tree = ast.parse(" ".join(text.strip().splitlines()), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError("SYNTAX", type(error).__name__) from error
    return Parsed(tree.body, accept(tree.body, functions))


def accept(body: ast.expr, functions: frozenset[str]) -> frozenset[str]:
    """Hold a tree against the allow-list and the limits and return the names it reads; raises ExpressionError."""
    names: set[str] = set()
    level: list[ast.AST] = [body]
    count = depth = 0
    while level:
        count += len(level)
        depth += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise ExpressionError("EXPRESSION_TOO_COMPLEX")
        following: list[ast.AST] = []
        for node in level:
            _accept_node(node, functions)
            if isinstance(node, ast.Name):
                names.add(node.id)
            following += _parts(node)
        level = following
    return frozenset(names)


def _parts(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Call):
        return list(node.args)
    return [part for part in ast.iter_child_nodes(node) if not isinstance(part, _NOT_COUNTED) or _accepted(part)]


def _accepted(node: ast.AST) -> bool:
    # Operators are leaves without content: they are checked here and then not counted as nodes.
    if not isinstance(node, _ALLOWED_NODES):
        raise ExpressionError("NOT_ALLOWED", type(node).__name__)
    return False


def _accept_node(node: ast.AST, functions: frozenset[str]) -> None:
    if not isinstance(node, _ALLOWED_NODES):
        raise ExpressionError("NOT_ALLOWED", type(node).__name__)
    if isinstance(node, ast.Call):
        _accept_call(node, functions)
    elif isinstance(node, ast.Constant):
        _accept_constant(node.value)
    elif (isinstance(node, ast.Name) and node.id.startswith("_")) or (
        isinstance(node, ast.Attribute) and node.attr.startswith("_")
    ):
        raise ExpressionError("NOT_ALLOWED", "underscore")


def _accept_call(node: ast.Call, functions: frozenset[str]) -> None:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise ExpressionError("NOT_ALLOWED", "call")
    if node.func.id not in functions:
        raise ExpressionError("UNKNOWN_FUNCTION", node.func.id)


def _accept_constant(value: object) -> None:
    if value is not None and not isinstance(value, (str, int, float)):
        raise ExpressionError("NOT_ALLOWED", type(value).__name__)
    if isinstance(value, (int, float)) and not abs(value) <= MAX_NUMBER:
        raise ExpressionError("NUMBER_TOO_LARGE")
