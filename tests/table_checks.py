"""The checks that `test_bundles` holds against the decision tables of every bundle; each says what is wrong."""

from collections.abc import Iterator

from bundles import Bundle
from lxml import etree

from workflow_app.engine import DecisionTable
from workflow_app.engine.decision_files import read_tables
from workflow_app.engine.tables import HitPolicy, ValueType

DMNDI = "{https://www.omg.org/spec/DMN/20191111/DMNDI/}"
TYPES = {
    ValueType.STRING: {"string"},
    ValueType.NUMBER: {"integer", "decimal"},
    ValueType.BOOLEAN: {"boolean"},
    ValueType.DATE: {"date"},
}
LIST = {"list"}


def tables_of(bundle: Bundle) -> list[DecisionTable]:
    """Return the tables of a bundle, which are without a fault of their own."""
    names = {row["name"] for row in bundle.about.get("routing", [])}
    read = read_tables(bundle.files, names)
    assert read.findings == ()
    return list(read.by_key.values())


def tables_speak_both_languages(bundle: Bundle) -> list[str]:
    return [fault for table in tables_of(bundle) for fault in _silent(table)]


def _silent(table: DecisionTable) -> Iterator[str]:
    if table.name == table.key or not table.name_en:
        yield table.key
    for column in (*table.inputs, *table.outputs):
        if column.label == column.name or not column.label_en:
            yield f"{table.key}: {column.name}"
    yield from (f"{table.key}: rule {rule.number}" for rule in table.rules if bool(rule.note) != bool(rule.note_en))


def tables_are_drawn(bundle: Bundle) -> list[str]:
    drawn = {
        shape.get("dmnElementRef")
        for path, text in bundle.files.items()
        if path.endswith(".dmn")
        for shape in etree.fromstring(text).iter(f"{DMNDI}DMNShape")
    }
    return sorted(drawn ^ {table.key for table in tables_of(bundle)})


def tables_give_what_routing_declares(bundle: Bundle) -> list[str]:
    declared = {row["name"]: row["type"] for row in bundle.about.get("routing", [])}
    return [
        f"{table.key}: {column.name} is {declared[column.name]}"
        for table in tables_of(bundle)
        for column in table.outputs
        if declared[column.name] not in _given(table, column.kind)
    ]


def _given(table: DecisionTable, kind: ValueType) -> set[str]:
    gives_list = table.hit_policy == HitPolicy.COLLECT and table.aggregation is None
    return LIST if gives_list else TYPES[kind]


TABLE_CHECKS = (tables_speak_both_languages, tables_are_drawn, tables_give_what_routing_declares)
