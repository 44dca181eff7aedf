"""Decision tables: words in both languages, a drawing, and results of the declared types."""

from collections.abc import Iterator

from workflow_app.domain.process_findings import Finding
from workflow_app.engine import CompiledProcess, DecisionTable, drawn_tables
from workflow_app.services.process_checks.sources import Sources

TYPES = {"string": {"string"}, "number": {"integer", "decimal"}, "boolean": {"boolean"}, "date": {"date"}}
LIST = {"list"}
COLLECT = "COLLECT"


def check_tables(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    """Yield tables that are silent in a language, not drawn, or give what the process declares otherwise."""
    declared = {str(row["name"]): str(row.get("type")) for row in sources.rows("routing")}
    drawn = drawn_tables(sources.files)
    for key, table in process.decisions.items():
        for what in _silent(table):
            yield Finding(key, "DECISION_WORDS", {"table": key, "of": what})
        if key not in drawn:
            yield Finding(key, "NOT_DRAWN")
        for column in table.outputs:
            if declared.get(column.name) not in _given(table, column.kind):
                values = {"table": key, "name": column.name, "declared": declared.get(column.name)}
                yield Finding(key, "DECISION_GIVES", values)
    for key in sorted(drawn - process.decisions.keys()):
        yield Finding(key, "DRAWN_IN_VAIN", {"ref": key})


def _silent(table: DecisionTable) -> Iterator[str]:
    if table.name == table.key or not table.name_en:
        yield table.key
    for column in (*table.inputs, *table.outputs):
        if column.label == column.name or not column.label_en:
            yield column.name
    yield from (str(rule.number) for rule in table.rules if bool(rule.note) != bool(rule.note_en))


def _given(table: DecisionTable, kind: str) -> set[str]:
    return LIST if table.hit_policy == COLLECT and table.aggregation is None else TYPES[kind]
