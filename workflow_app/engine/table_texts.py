"""The decision tables of a DMN file as they are written, cell by cell, whether they can be read or not."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow_app.domain.table_rules import RuleText
from workflow_app.engine.decision_shapes import label_of, parts, policy_of, refuse_shape, text_in
from workflow_app.engine.documents import read_xml
from workflow_app.engine.elements import NAMESPACE


@dataclass(frozen=True, slots=True)
class ColumnText:
    """A column; `text` is what an input looks at, or the routing value that an output sets."""

    label: str
    label_en: str
    text: str


@dataclass(frozen=True, slots=True)
class TableText:
    """A table, its rules in their order."""

    key: str
    name: str
    name_en: str
    policy: str
    inputs: tuple[ColumnText, ...]
    outputs: tuple[ColumnText, ...]
    rules: tuple[RuleText, ...]


def table_texts(name: str, content: bytes) -> tuple[TableText, ...]:
    """Return the tables of a file; one whose shape cannot be read is left out. Raises ProcessRefusedError."""
    return tuple(_text(each) for each in parts(read_xml(name, content), "decision") if not list(refuse_shape(each)))


def _text(decision: Any) -> TableText:
    (table,) = parts(decision, "decisionTable")
    return TableText(
        key=decision.get("id"),
        name=decision.get("name") or decision.get("id"),
        name_en=_own(decision, "nameEn"),
        policy="_".join(each for each in policy_of(table) if each),
        inputs=tuple(_column(each, text_in(each, "inputExpression", "text")) for each in parts(table, "input")),
        outputs=tuple(_column(each, each.get("name", "")) for each in parts(table, "output")),
        rules=tuple(_rule_texts(table)),
    )


def _column(node: Any, text: str) -> ColumnText:
    return ColumnText(label_of(node), _own(node, "nameEn"), text)


def _rule_texts(table: Any) -> Iterator[RuleText]:
    for rule in parts(table, "rule"):
        cells = [tuple(text_in(each, "text") for each in parts(rule, tag)) for tag in ("inputEntry", "outputEntry")]
        yield RuleText(cells[0], cells[1], text_in(rule, "description"), _own(rule, "descriptionEn"))


def _own(node: Any, name: str) -> str:
    return str(node.get(f"{{{NAMESPACE}}}{name}", ""))
