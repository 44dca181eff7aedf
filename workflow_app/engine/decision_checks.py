"""What can be said of a decision table before it runs: names, types, allowed values, and who asks it."""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from workflow_app.domain.asked_tables import ASKED_BY_SERVICES
from workflow_app.engine.cells import EQUAL, Cell, Check, Formula
from workflow_app.engine.decisions import COMPARE, matches
from workflow_app.engine.documents import Document, tag_of
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import ExpressionError, Finding
from workflow_app.engine.expressions import evaluate_node
from workflow_app.engine.tables import ANYTHING, Column, DecisionTable, HitPolicy, ValueType

RULE_TASK = "businessRuleTask"
Fault = tuple[str, str]
NO_NAMES: Mapping[str, object] = {}


def refuse_table(table: DecisionTable, known: Collection[str] | None) -> Iterator[Finding]:
    """Yield what is wrong with the cells of a table that was read, each with its rule and column."""
    for column in (*table.inputs, *table.outputs):
        for code, detail in _column_faults(column, known):
            yield _finding(table, 0, column, column.name, code, detail)
    for rule in table.rules:
        for column, cell in zip(table.inputs, rule.tests, strict=True):
            for code, detail in (*_unknown(cell.names, known), *_cell_faults(column, cell)):
                yield _finding(table, rule.number, column, cell.text, code, detail)
        for column, formula in zip(table.outputs, rule.values, strict=True):
            for code, detail in (*_unknown(formula.names, known), *_value_faults(column, formula)):
                yield _finding(table, rule.number, column, formula.text, code, detail)
    yield from _equal_rules(table)


def refuse_askers(document: Document, keys: Collection[str]) -> Iterator[Finding]:
    """Yield business rule tasks without a table, and elements that name one or an operation in vain."""
    for _, node_id, node in document.nodes():
        key, operation = (node.get(f"{{{NAMESPACE}}}{name}") for name in ("decision", "operation"))
        if (tag_of(node) == RULE_TASK and operation) or (tag_of(node) != RULE_TASK and key):
            yield Finding(node_id, "DECISION_MISPLACED")
        elif tag_of(node) == RULE_TASK and key not in keys:
            yield Finding(node_id, "DECISION_MISSING", {"ref": key})


def warn_of_unasked(document: Document, keys: Collection[str]) -> Iterator[Finding]:
    """Yield tables that neither an element of the diagram nor a service asks."""
    asked = {node.get(f"{{{NAMESPACE}}}decision") for _, _, node in document.nodes()}
    for key in sorted(set(keys) - asked - ASKED_BY_SERVICES):
        yield Finding(key, "DECISION_UNUSED", {"table": key})


def _finding(table: DecisionTable, rule: int, column: Column, text: str, code: str, detail: str) -> Finding:
    values = {"table": table.key, "rule": rule, **column.called, "text": text, "detail": detail}
    return Finding(table.key, code, values)


def _unknown(names: Collection[str], known: Collection[str] | None) -> Iterator[Fault]:
    for name in sorted(names if known is not None else ()):
        if name not in (known or ()):
            yield "UNKNOWN_NAME", name


def _column_faults(column: Column, known: Collection[str] | None) -> Iterator[Fault]:
    yield from _unknown(column.formula.names if column.formula else {column.name}, known)
    if column.allowed.names:
        yield "UNKNOWN_NAME", min(column.allowed.names)
    else:
        yield from _cell_faults(replace(column, allowed=ANYTHING), column.allowed)


def _cell_faults(column: Column, cell: Cell) -> Iterator[Fault]:
    """Yield what is wrong with operands that need no case to be computed."""
    for test in cell.tests:
        values = []
        for check in (each for each in test if not each.operand.names):
            fault, value = _constant(check.operand.body, column.kind)
            if fault is None and check.sign != EQUAL and (value is None or column.kind == ValueType.BOOLEAN):
                fault = ("DECISION_CELL_TYPE", type(value).__name__)
            if fault:
                yield fault
            else:
                values.append(value)
        if len(values) > 1 and _is_empty(test, *values):
            yield "DECISION_RANGE_EMPTY", ""
        if values and test[0].sign == EQUAL:
            yield from _not_allowed(column, values[0])


def _is_empty(test: Sequence[Check], low: object, high: object) -> bool:
    closed = [check.sign for check in test] == [">=", "<="]
    return not COMPARE["<=" if closed else "<"](low, high)


def _value_faults(column: Column, formula: Formula) -> Iterator[Fault]:
    if formula.names:
        return
    fault, value = _constant(formula.body, column.kind)
    if fault:
        yield fault
    else:
        yield from _not_allowed(column, value)


def _constant(body: ast.expr, kind: ValueType) -> tuple[Fault | None, object]:
    try:
        value = evaluate_node(body, NO_NAMES)
    except ExpressionError as error:
        return (error.code, error.detail), None
    return (None if kind.fits(value) else ("DECISION_CELL_TYPE", type(value).__name__)), value


def _not_allowed(column: Column, value: object) -> Iterator[Fault]:
    if value is not None and column.allowed.tests and not matches(column.allowed, value, column.kind, NO_NAMES):
        yield "DECISION_VALUE_NOT_ALLOWED", column.allowed.text


def _equal_rules(table: DecisionTable) -> Iterator[Finding]:
    """Yield rules that ask exactly what an earlier one asks, where only one of them could ever apply."""
    seen: dict[tuple[str, ...], int] = {}
    for rule in table.rules if table.hit_policy != HitPolicy.COLLECT else ():
        asked = tuple(cell.text if cell.tests else "" for cell in rule.tests)
        earlier = seen.setdefault(asked, rule.number)
        if earlier != rule.number:
            yield Finding(table.key, "DECISION_RULE_TWICE", {"table": table.key, "rule": rule.number, "same": earlier})
