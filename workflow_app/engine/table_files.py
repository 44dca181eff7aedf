"""A DMN file with one rule of a decision table written otherwise, put in, moved or taken out.

Only what is changed is written; comments, drawings and whatever else stands in the file stay.
"""
# ruff: noqa: ANN401 - lxml is untyped

import copy
from collections.abc import Collection
from typing import Any

from lxml import etree

from workflow_app.domain.table_rules import RuleText
from workflow_app.engine.decision_files import read_tables
from workflow_app.engine.decision_shapes import DMN, MAX_RULES, parts, refuse_shape
from workflow_app.engine.documents import read_xml
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import Finding

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
ANY = "-"
NOTHING = "null"
_INDENT = "  "
_LEVEL = 3


def rule_findings(name: str, content: bytes, table: str, known: Collection[str]) -> tuple[Finding, ...]:
    """Return what is wrong with a table of a file, whose cells know some names; raises ProcessRefusedError."""
    return tuple(each for each in read_tables({name: content}, known).findings if each.values.get("table") == table)


def write_rule(name: str, content: bytes, table: str, number: int, rule: RuleText) -> bytes:
    """Return the file with a rule, counted from 1, written otherwise; raises KeyError, IndexError."""
    root = _read(name, content)
    node = _rules(root, table)[number - 1]
    for tag, texts in (("inputEntry", rule.tests), ("outputEntry", rule.values)):
        for cell, text in zip(parts(node, tag), texts, strict=True):
            _put(cell, text)
    _note(node, rule)
    return _written(root)


def insert_rule(name: str, content: bytes, table: str, at: int) -> bytes:
    """Return the file with a new rule at a place, which applies to anything and gives nothing; raises KeyError.

    A table that is as long as any may be stays as it is.
    """
    root = _read(name, content)
    rules = _rules(root, table)
    if len(rules) >= MAX_RULES:
        return content
    model = rules[-1]
    new = copy.deepcopy(model)
    _name_anew(new, f"{table}_rule_", {each.get("id") for each in root.iter("*")})
    for tag, text in (("inputEntry", ANY), ("outputEntry", NOTHING)):
        for cell in parts(new, tag):
            _put(cell, text)
    _note(new, RuleText((), ()))
    rules.insert(max(0, at - 1), new)
    _reorder(model.getparent(), rules)
    return _written(root)


def move_rule(name: str, content: bytes, table: str, number: int, to: int) -> bytes:
    """Return the file with a rule at another place; at the ends it stays there. Raises KeyError, IndexError."""
    root = _read(name, content)
    rules = _rules(root, table)
    rule = rules.pop(number - 1)
    rules.insert(max(0, to - 1), rule)
    _reorder(rule.getparent(), rules)
    return _written(root)


def remove_rule(name: str, content: bytes, table: str, number: int) -> bytes:
    """Return the file without a rule; raises KeyError, IndexError."""
    root = _read(name, content)
    rules = _rules(root, table)
    gone = rules.pop(number - 1)
    parent = gone.getparent()
    parent.remove(gone)
    _reorder(parent, rules)
    return _written(root)


def _read(name: str, content: bytes) -> Any:
    """Return the root with its comments, once it is known to be harmless."""
    read_xml(name, content)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: Any) -> bytes:
    text: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)
    _head, _line, rest = text.partition(b"?>")
    return HEAD + rest.rstrip() + b"\n"


def _rules(root: Any, table: str) -> list[Any]:
    for decision in parts(root, "decision"):
        if decision.get("id") == table and not list(refuse_shape(decision)):
            return parts(parts(decision, "decisionTable")[0], "rule")
    raise KeyError(table)


def _reorder(parent: Any, rules: list[Any]) -> None:
    """Put the rules of a table in an order; the space after the last one ends the table."""
    standing = parts(parent, "rule")
    place = parent.index(standing[0]) if standing else len(parent)
    for rule in standing:
        parent.remove(rule)
    for offset, rule in enumerate(rules):
        etree.indent(rule, _INDENT, level=_LEVEL)
        rule.tail = "\n" + _INDENT * _LEVEL
        parent.insert(place + offset, rule)
    rules[-1].tail = "\n" + _INDENT * (_LEVEL - 1)


def _put(cell: Any, text: str) -> None:
    found = cell.find(f"{{{DMN}}}text")
    (found if found is not None else etree.SubElement(cell, f"{{{DMN}}}text")).text = text or ANY


def _note(rule: Any, said: RuleText) -> None:
    tag, own = f"{{{DMN}}}description", f"{{{NAMESPACE}}}descriptionEn"
    found = rule.find(tag)
    if found is None and said.note:
        found = etree.Element(tag)
        rule.insert(0, found)
        etree.indent(rule, _INDENT, level=_LEVEL)
    if found is not None and said.note:
        found.text = said.note
    elif found is not None:
        rule.remove(found)
    rule.attrib.pop(own, None)
    if said.note_en:
        rule.set(own, said.note_en)


def _name_anew(rule: Any, start: str, taken: set[str | None]) -> None:
    """Give a copied rule, and its cells, ids that nothing in the file has."""
    number = next(each for each in range(1, len(taken) + 2) if f"{start}{each}" not in taken)
    rule.set("id", f"{start}{number}")
    for tag, word in (("inputEntry", "in"), ("outputEntry", "out")):
        for place, cell in enumerate(parts(rule, tag), start=1):
            cell.set("id", f"{start}{number}_{word}_{place}")
