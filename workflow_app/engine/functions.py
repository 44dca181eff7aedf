"""The short list of functions and operators that expressions have; each bounds what it takes and gives."""

import ast
import operator
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from workflow_app.engine.errors import ExpressionError

MAX_DIGITS = 18
MAX_ITEMS = 1000

Number = int | Decimal


def number(value: object) -> Number:
    """Return a bounded number (a float becomes a Decimal, a truth value is none); raises ExpressionError."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ExpressionError("TYPE_MISMATCH", type(value).__name__)
    result = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(result, Decimal) and not result.is_finite():
        raise ExpressionError("NUMBER_TOO_LARGE")
    digits = result.adjusted() if isinstance(result, Decimal) else result.bit_length() // 4
    if not -MAX_DIGITS <= digits <= MAX_DIGITS:
        raise ExpressionError("NUMBER_TOO_LARGE")
    return result


def _bounded(compute: Callable[[Decimal, Decimal], Decimal] | Callable[[Number, Number], Number]) -> object:
    def apply(left: object, right: object) -> Number:
        return number(compute(number(left), number(right)))  # type: ignore[arg-type]  # int and Decimal mix freely

    return apply


def _divide(left: Number, right: Number) -> Number:
    return Decimal(left) / Decimal(right)


def _member(item: object, container: object) -> bool:
    if isinstance(container, str) and not isinstance(item, str):
        raise ExpressionError("TYPE_MISMATCH", type(item).__name__)
    if not isinstance(container, (str, list, tuple, dict)):
        raise ExpressionError("TYPE_MISMATCH", type(container).__name__)
    return item in container


OPERATORS: dict[type[ast.AST], object] = {
    ast.Add: _bounded(operator.add),
    ast.Sub: _bounded(operator.sub),
    ast.Mult: _bounded(operator.mul),
    ast.Div: _bounded(_divide),
    ast.FloorDiv: _bounded(operator.floordiv),
    ast.Mod: _bounded(operator.mod),
    ast.USub: lambda value: -number(value),
    ast.UAdd: number,
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: _member,
    ast.NotIn: lambda item, container: not _member(item, container),
}


def _numbers(values: tuple[object, ...]) -> list[object]:
    found = list(values[0]) if len(values) == 1 and isinstance(values[0], (list, tuple)) else list(values)
    if not 0 < len(found) <= MAX_ITEMS:
        raise ExpressionError("TYPE_MISMATCH", "empty or too long")
    return found


def _extreme(choose: Callable[[list[object]], object]) -> Callable[..., object]:
    return lambda *values: choose(_numbers(values))


def _length(value: object) -> int:
    if not isinstance(value, (str, list, tuple, dict)):
        raise ExpressionError("TYPE_MISMATCH", type(value).__name__)
    return len(value)


def _total(values: object) -> Number:
    if not isinstance(values, (list, tuple)) or len(values) > MAX_ITEMS:
        raise ExpressionError("TYPE_MISMATCH", type(values).__name__)
    return number(sum((number(value) for value in values), 0))


def _round(value: object, places: object = 0) -> Decimal:
    if places not in range(7):
        raise ExpressionError("TYPE_MISMATCH", "places")
    return Decimal(number(value)).quantize(Decimal(1).scaleb(-int(number(places))), ROUND_HALF_UP)


def _date(text: object) -> date:
    if not isinstance(text, str):
        raise ExpressionError("TYPE_MISMATCH", type(text).__name__)
    return date.fromisoformat(text)


def _days_between(first: object, last: object) -> int:
    if not isinstance(first, date) or not isinstance(last, date):
        raise ExpressionError("TYPE_MISMATCH", "date")
    return (last - first).days


FUNCTIONS: dict[str, Callable[..., object]] = {
    "abs": lambda value: abs(number(value)),
    "date": _date,
    "days_between": _days_between,
    "len": _length,
    "max": _extreme(max),  # type: ignore[arg-type]  # mixed kinds raise TypeError, which is caught
    "min": _extreme(min),  # type: ignore[arg-type]  # as above
    "round": _round,
    "sum": _total,
}
FUNCTION_NAMES = frozenset(FUNCTIONS)
