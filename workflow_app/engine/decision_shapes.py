"""What a DMN file may consist of: decision tables as dmn-js writes them, and nothing that would be ignored."""
# ruff: noqa: ANN401 - lxml is untyped

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import Finding
from workflow_app.engine.references import ID
from workflow_app.engine.tables import Aggregation, HitPolicy, ValueType

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
MAX_TABLES = 50
MAX_RULES = 500
MAX_COLUMNS = 40
OUTPUT_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
OURS = frozenset({"nameEn", "descriptionEn"})
LANGUAGES = frozenset({
    "feel", "https://www.omg.org/spec/DMN/20191111/FEEL/", "https://www.omg.org/spec/DMN/20180521/FEEL/",
})  # fmt: skip
READ = frozenset({
    "definitions", "decision", "variable", "decisionTable", "input", "inputExpression", "inputValues", "output",
    "outputValues", "rule", "inputEntry", "outputEntry", "text", "description", "annotation", "annotationEntry",
    "extensionElements",
})  # fmt: skip
# Drawn beside a table and meant for people; a required decision is not among it, for no table asks another one.
DRAWN = frozenset({
    "inputData", "informationRequirement", "requiredInput", "knowledgeSource", "authorityRequirement",
    "requiredAuthority", "textAnnotation", "association", "sourceRef", "targetRef", "question", "allowedAnswers",
})  # fmt: skip


def refuse_file(name: str, root: Any) -> Iterator[Finding]:
    """Yield what is no DMN 1.3, or would be there without being run."""
    if root.tag != f"{{{DMN}}}definitions":
        yield Finding(None, "DECISION_FILE", {"file": name})
        return
    for node in root.iter("*"):
        own = etree.QName(node)
        if own.namespace == DMN and own.localname not in READ | DRAWN:
            yield Finding(_around(node), "DECISION_ELEMENT", {"file": name, "tag": own.localname})
        if own.namespace == NAMESPACE:
            yield Finding(_around(node), "UNKNOWN_EXTENSION", {"file": name, "name": own.localname})
        if own.namespace == DMN and node.get("expressionLanguage", "feel") not in LANGUAGES:
            yield Finding(_around(node), "DECISION_LANGUAGE", {"file": name, "tag": own.localname})
        for attribute in map(etree.QName, node.attrib):
            if attribute.namespace == NAMESPACE and attribute.localname not in OURS:
                yield Finding(_around(node), "UNKNOWN_ATTRIBUTE", {"file": name, "name": attribute.localname})


def parts(node: Any, tag: str) -> list[Any]:
    """Return the DMN children of one name."""
    return list(node.findall(f"{{{DMN}}}{tag}"))


def text_in(node: Any, *tags: str) -> str:
    """Return the text at the end of a way of DMN children, or an empty text."""
    found = node.find("/".join(f"{{{DMN}}}{tag}" for tag in tags))
    return "" if found is None else (found.text or "").strip()


def label_of(column: Any) -> str:
    """Return what a column is called in the file, for people and for findings."""
    return column.get("label") or column.get("name") or text_in(column, "inputExpression", "text")


def called(column: Any) -> dict[str, object]:
    """Return what findings about a column call it."""
    return {"cell": label_of(column), "cell_en": column.get(f"{{{NAMESPACE}}}nameEn", "")}


def _around(node: Any) -> str | None:
    while node is not None and node.tag != f"{{{DMN}}}decision":
        node = node.getparent()
    return None if node is None else node.get("id")


def refuse_shape(decision: Any) -> Iterator[Finding]:
    """Yield what keeps a decision from being read as a table of ours."""
    key, tables = decision.get("id", ""), parts(decision, "decisionTable")
    if not ID.fullmatch(key):
        yield Finding(key or None, "ID_FORM", {"id": key})
    if len(tables) != 1:
        yield Finding(key or None, "DECISION_KIND", {"table": key})
        return
    for code, values in (*_policy(tables[0]), *_columns(tables[0]), *_rules(tables[0])):
        yield Finding(key or None, code, {"table": key, **values})


Fault = tuple[str, dict[str, object]]


def policy_of(table: Any) -> tuple[str, str | None]:
    """Return the hit policy and the aggregation as they are written."""
    return table.get("hitPolicy", HitPolicy.UNIQUE.value), table.get("aggregation")


def _policy(table: Any) -> Iterator[Fault]:
    policy, aggregation = policy_of(table)
    outputs = parts(table, "output")
    if policy not in set(HitPolicy) or (
        aggregation and (policy != HitPolicy.COLLECT or aggregation not in set(Aggregation))
    ):
        yield "DECISION_HIT_POLICY", {"policy": policy, "aggregation": aggregation}
    elif policy == HitPolicy.COLLECT and len(outputs) > 1:
        yield "DECISION_COLUMNS", {"detail": "COLLECT has one output"}
    elif aggregation not in (None, Aggregation.COUNT) and any(
        each.get("typeRef") != ValueType.NUMBER for each in outputs
    ):
        yield "DECISION_TYPE", {**called(outputs[0]), "found": outputs[0].get("typeRef"), "detail": aggregation}


def _columns(table: Any) -> Iterator[Fault]:
    inputs, outputs = parts(table, "input"), parts(table, "output")
    names = [each.get("name", "") for each in outputs]
    asked = [len(parts(each, "inputExpression")) for each in inputs]
    if not outputs or len(inputs) + len(outputs) > MAX_COLUMNS or len(set(names)) < len(names) or set(asked) != {1}:
        yield "DECISION_COLUMNS", {"inputs": len(inputs), "outputs": names}
    for column, name in zip(outputs, names, strict=True):
        if not OUTPUT_NAME.fullmatch(name):
            yield "DECISION_OUTPUT_NAME", {**called(column), "name": name}
    typed = [(each, inner.get("typeRef")) for each in inputs for inner in parts(each, "inputExpression")]
    typed += [(each, each.get("typeRef")) for each in outputs]
    for column, found in typed:
        if found not in set(ValueType):
            yield "DECISION_TYPE", {**called(column), "found": found}


def _rules(table: Any) -> Iterator[Fault]:
    rules, wanted = parts(table, "rule"), [len(parts(table, tag)) for tag in ("input", "output")]
    if not 0 < len(rules) <= MAX_RULES:
        yield "DECISION_RULES", {"found": len(rules)}
    for number, rule in enumerate(rules[:MAX_RULES], start=1):
        if [len(parts(rule, tag)) for tag in ("inputEntry", "outputEntry")] != wanted:
            yield "DECISION_CELLS", {"rule": number}
