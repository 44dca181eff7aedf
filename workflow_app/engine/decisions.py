"""What a decision table gives over the values of a case, and by which rules."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from workflow_app.domain.routing import RoutingScalar, RoutingValue
from workflow_app.engine.cells import EQUAL, Cell, Check, Formula
from workflow_app.engine.errors import ExpressionError
from workflow_app.engine.expressions import evaluate_node
from workflow_app.engine.functions import number
from workflow_app.engine.tables import Aggregation, Column, DecisionTable, HitPolicy, Rule, ValueType

COMPARE: Mapping[str, Callable[..., bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    EQUAL: operator.eq,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What a table decided at an element, and by which of its rules."""

    table: str
    rules: tuple[int, ...]
    values: Mapping[str, RoutingValue]
    element: str | None = None


def decide(table: DecisionTable, names: Mapping[str, object]) -> Decided:
    """Return what a table gives over flat names.

    Raises ExpressionError DECISION_NO_HIT where no rule applies (to a collection: only where it needs one),
    DECISION_AMBIGUOUS where two do and one may, or what an expression in a cell raises; its detail names the cell.
    """
    given = [_look(table, column, names) for column in table.inputs]
    hits = []
    for rule in table.rules:
        if _applies(table, rule, given, names):
            hits.append(rule)
            if table.hit_policy == HitPolicy.FIRST:
                break
    numbers = tuple(rule.number for rule in hits)
    if table.hit_policy == HitPolicy.UNIQUE and len(hits) > 1:
        raise ExpressionError("DECISION_AMBIGUOUS", f"{table.key}: {', '.join(map(str, numbers))}")
    rows = [_values(table, rule, names) for rule in hits]
    if table.hit_policy == HitPolicy.COLLECT:
        output = table.outputs[0].name
        return Decided(table.key, numbers, {output: _collected(table, [row[output] for row in rows])})
    if not rows:
        raise ExpressionError("DECISION_NO_HIT", table.key)
    return Decided(table.key, numbers, dict(rows[0]))


def matches(cell: Cell, value: object, kind: ValueType, names: Mapping[str, object]) -> bool:
    """Tell whether a value of a column passes the tests of a cell; raises ExpressionError."""
    if not cell.tests:
        return True
    return any(all(_holds(check, value, kind, names) for check in test) for test in cell.tests) != cell.negated


def _holds(check: Check, value: object, kind: ValueType, names: Mapping[str, object]) -> bool:
    other = evaluate_node(check.operand.body, names)
    if not kind.fits(other) or (check.sign != EQUAL and (value is None or other is None)):
        raise ExpressionError("TYPE_MISMATCH", type(other).__name__)
    return COMPARE[check.sign](value, other)


def _applies(table: DecisionTable, rule: Rule, given: Sequence[object], names: Mapping[str, object]) -> bool:
    for column, cell, value in zip(table.inputs, rule.tests, given, strict=True):
        with _place(table, rule.number, column):
            if not matches(cell, value, column.kind, names):
                return False
    return True


def _look(table: DecisionTable, column: Column, names: Mapping[str, object]) -> object:
    with _place(table, 0, column):
        return _computed(column.formula, column.kind, names)


def _values(table: DecisionTable, rule: Rule, names: Mapping[str, object]) -> dict[str, RoutingScalar]:
    found: dict[str, RoutingScalar] = {}
    for column, formula in zip(table.outputs, rule.values, strict=True):
        with _place(table, rule.number, column):
            found[column.name] = cast("RoutingScalar", _computed(formula, column.kind, names))
    return found


def _computed(formula: Formula | None, kind: ValueType, names: Mapping[str, object]) -> object:
    value = evaluate_node(formula.body, names) if formula else None
    if not kind.fits(value):
        raise ExpressionError("TYPE_MISMATCH", type(value).__name__)
    return value


def _collected(table: DecisionTable, found: list[RoutingScalar]) -> RoutingValue:
    if table.aggregation is None:
        return found
    if table.aggregation == Aggregation.COUNT:
        return len(found)
    if table.aggregation == Aggregation.SUM:
        return number(sum(number(each) for each in found))
    if not found:
        raise ExpressionError("DECISION_NO_HIT", table.key)
    return (min if table.aggregation == Aggregation.MIN else max)(number(each) for each in found)


@contextmanager
def _place(table: DecisionTable, rule: int, column: Column) -> Iterator[None]:
    """Name the cell in what it raises; rule 0 is the head of the table."""
    try:
        yield
    except ExpressionError as error:
        raise ExpressionError(error.code, f"{table.key}, {rule}, {column.name}: {error.detail}") from error
