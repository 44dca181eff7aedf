"""A file of decision tables as a tree of maps and rows; what is half written is read as far as it goes."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from workflow_app.engine.comparing.canonical import canonical
from workflow_app.engine.decision_shapes import label_of, parts, text_in
from workflow_app.engine.documents import read_xml
from workflow_app.engine.elements import NAMESPACE

DRAWING = "DMNDI"
Tree = Mapping[str, object]


def read_tree(path: str, content: bytes) -> Tree:
    """Return a file as a tree of tables; raises ProcessRefusedError where it is not readable or not harmless.

    What lies beside the tables is kept as its canonical text.
    """
    root = read_xml(path, content)
    others = [each for each in root if etree.QName(each).localname not in ("decision", DRAWING)]
    drawn = [each for each in root if etree.QName(each).localname == DRAWING]
    return {
        "tables": [_decision(each) for each in parts(root, "decision")],
        "attributes": dict(root.attrib),
        "others": [canonical(each) for each in others],
        DRAWING: [canonical(each) for each in drawn],
    }


def _decision(node: Any) -> Tree:
    tables = parts(node, "decisionTable")
    rest = [canonical(each) for each in node if etree.QName(each).localname != "decisionTable"]
    own = {"id": node.get("id") or "", "name": node.get("name") or "", "name_en": _own(node, "nameEn"), "others": rest}
    if len(tables) != 1:
        return own | {"others": [*rest, *(canonical(each) for each in tables)]}
    (table,) = tables
    inputs, outputs, rules = (parts(table, tag) for tag in ("input", "output", "rule"))
    columns = [_column(each) for each in (*inputs, *outputs)]
    return own | {
        "hit_policy": table.get("hitPolicy") or "UNIQUE",
        "aggregation": table.get("aggregation") or "",
        "columns": columns,
        "rules": [_read_rule(each, [str(column["id"]) for column in columns]) for each in rules],
    }


def _column(node: Any) -> dict[str, object]:
    return {
        "id": node.get("id") or "",
        "label": label_of(node),
        "label_en": _own(node, "nameEn"),
        "sets": node.get("name") or "",
        "asks": text_in(node, "inputExpression", "text"),
        "type": node.get("typeRef") or "".join(each.get("typeRef") or "" for each in parts(node, "inputExpression")),
        "allowed": text_in(node, "inputValues", "text") or text_in(node, "outputValues", "text"),
    }


def _read_rule(node: Any, columns: Sequence[str]) -> Tree:
    entries = [*parts(node, "inputEntry"), *parts(node, "outputEntry")]
    cells = {
        columns[at] if at < len(columns) else f"#{at + 1}": text_in(each, "text") for at, each in enumerate(entries)
    }
    return {
        "id": node.get("id") or "",
        "note": text_in(node, "description"),
        "note_en": _own(node, "descriptionEn"),
        "cells": cells,
    }


def _own(node: Any, name: str) -> str:
    return str(node.get(f"{{{NAMESPACE}}}{name}", ""))
