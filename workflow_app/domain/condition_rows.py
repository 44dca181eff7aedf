"""A condition as rows of field, comparison and value: what the editor of a diagram shows, and sentences are made of."""

import ast
from dataclasses import dataclass

COMPARISONS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.LtE: "<=",
}


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One comparison of a field with a value, which is written as the editor writes it (`True`, `12`, `REJECT`)."""

    field: str
    comparison: str
    value: str


@dataclass(frozen=True, slots=True)
class ConditionRows:
    """Rows that all hold (`and`) or of which one holds (`or`)."""

    join: str
    rows: tuple[ConditionRow, ...]


def condition_rows(text: str) -> ConditionRows | None:
    """Return an expression as rows; None where it says more than rows can, or is no expression."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if isinstance(node, ast.BoolOp):
        rows = [_row(each) for each in node.values]
        join = "and" if isinstance(node.op, ast.And) else "or"
    else:
        rows, join = [_row(node)], "and"
    whole = tuple(row for row in rows if row is not None)
    return ConditionRows(join, whole) if len(whole) == len(rows) else None


def _row(node: ast.expr) -> ConditionRow | None:
    match node:
        case ast.Compare(left=ast.Name(id=field), ops=[sign], comparators=[value]) if type(sign) in COMPARISONS:
            said = _value(value)
            return None if said is None else ConditionRow(field, COMPARISONS[type(sign)], said)
    return None


def _value(node: ast.expr) -> str | None:
    """Return a literal as text; None for anything that has to be computed."""
    match node:
        case ast.Constant(value=bool() | str() | int() | float() as value):
            return str(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return f"-{value}"
    return None
