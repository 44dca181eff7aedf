"""DMN files of a bundle as decision tables, with every reason why one is not read."""
# ruff: noqa: ANN401 - lxml is untyped

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from lxml import etree

from workflow_app.engine.cells import Cell, Formula, read_cell, read_formula
from workflow_app.engine.decision_checks import refuse_table
from workflow_app.engine.decision_shapes import (
    DMNDI,
    DRAWN,
    MAX_TABLES,
    called,
    label_of,
    parts,
    policy_of,
    refuse_file,
    refuse_shape,
    text_in,
)
from workflow_app.engine.documents import read_xml
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import ExpressionError, Finding, ProcessRefusedError
from workflow_app.engine.tables import ANYTHING, Aggregation, Column, DecisionTable, HitPolicy, Rule, ValueType

SUFFIX = ".dmn"
_NOTHING = read_formula("null")
T = TypeVar("T", Cell, Formula)


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a bundle by its id, and why those that are missing among them are refused."""

    by_key: Mapping[str, DecisionTable]
    findings: tuple[Finding, ...]
    keys: frozenset[str]


def read_tables(files: Mapping[str, bytes], known: Collection[str] | None) -> Tables:
    """Read every `.dmn` file; names are held against the known ones where these are given.

    Raises ProcessRefusedError where a file is not readable or not harmless.
    """
    findings: list[Finding] = []
    decisions: list[Any] = []
    for name in sorted(files):
        if name.endswith(SUFFIX):
            root = read_xml(name, files[name])
            findings += refuse_file(name, root)
            decisions += parts(root, "decision")
    keys = Counter(str(each.get("id", "")) for each in decisions)
    findings += [Finding(key or None, "DECISION_TWICE", {"table": key}) for key, count in keys.items() if count > 1]
    if len(decisions) > MAX_TABLES:
        raise ProcessRefusedError((Finding(None, "DECISION_TABLES", {"found": len(decisions)}),))
    tables = {}
    for each in decisions:
        table, found = _read_table(each, known)
        findings += found
        if table is not None:
            tables[table.key] = table
    return Tables(MappingProxyType(tables), tuple(findings), frozenset(keys))


def drawn_tables(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the ids of the decisions that have a shape; raises ProcessRefusedError as reading them does."""
    roots = [read_xml(name, files[name]) for name in sorted(files) if name.endswith(SUFFIX)]
    shapes = [shape for root in roots for shape in root.iter(f"{{{DMNDI}}}DMNShape")]
    beside = {each.get("id") for root in roots for each in root.iter() if etree.QName(each).localname in DRAWN}
    return frozenset(str(shape.get("dmnElementRef")) for shape in shapes) - beside


def _read_table(decision: Any, known: Collection[str] | None) -> tuple[DecisionTable | None, list[Finding]]:
    if found := list(refuse_shape(decision)):
        return None, found
    reading = _Reading(decision.get("id"))
    table = reading.table(decision)
    return table, reading.findings or list(refuse_table(table, known))


@dataclass(slots=True)
class _Reading:
    """One table while it is read: what is wrong with a cell is noted, and the reading goes on."""

    key: str
    findings: list[Finding] = field(default_factory=list)

    def table(self, decision: Any) -> DecisionTable:
        (node,) = parts(decision, "decisionTable")
        policy, aggregation = policy_of(node)
        inputs = tuple(self._input(each) for each in parts(node, "input"))
        outputs = tuple(self._output(each) for each in parts(node, "output"))
        rules = tuple(self._rule(at, each, inputs, outputs) for at, each in enumerate(parts(node, "rule"), start=1))
        return DecisionTable(
            key=self.key,
            name=decision.get("name") or self.key,
            name_en=_own(decision, "nameEn"),
            hit_policy=HitPolicy(policy),
            aggregation=Aggregation(aggregation) if aggregation else None,
            inputs=inputs,
            outputs=outputs,
            rules=rules,
        )

    def _input(self, node: Any) -> Column:
        label, text = label_of(node), text_in(node, "inputExpression", "text")
        (inner,) = parts(node, "inputExpression")
        formula = self._read(read_formula, text, 0, called(node), _NOTHING)
        allowed = self._read(read_cell, text_in(node, "inputValues", "text"), 0, called(node), ANYTHING)
        kind = ValueType(inner.get("typeRef"))
        return Column(text, label, _own(node, "nameEn"), kind, formula, allowed)

    def _output(self, node: Any) -> Column:
        label = label_of(node)
        allowed = self._read(read_cell, text_in(node, "outputValues", "text"), 0, called(node), ANYTHING)
        return Column(node.get("name"), label, _own(node, "nameEn"), ValueType(node.get("typeRef")), None, allowed)

    def _rule(self, number: int, node: Any, inputs: tuple[Column, ...], outputs: tuple[Column, ...]) -> Rule:
        tests = zip(inputs, parts(node, "inputEntry"), strict=True)
        values = zip(outputs, parts(node, "outputEntry"), strict=True)
        return Rule(
            number=number,
            tests=tuple(self._read(read_cell, text_in(at, "text"), number, of.called, ANYTHING) for of, at in tests),
            values=tuple(
                self._read(read_formula, text_in(at, "text"), number, of.called, _NOTHING) for of, at in values
            ),
            note=text_in(node, "description"),
            note_en=_own(node, "descriptionEn"),
        )

    def _read(self, read: Callable[[str], T], text: str, rule: int, cell: Mapping[str, object], otherwise: T) -> T:
        try:
            return read(text)
        except ExpressionError as error:
            values = {"table": self.key, "rule": rule, **cell, "text": text, "detail": error.detail}
            self.findings.append(Finding(self.key, error.code, values))
            return otherwise


def _own(node: Any, name: str) -> str:
    return str(node.get(f"{{{NAMESPACE}}}{name}", ""))
