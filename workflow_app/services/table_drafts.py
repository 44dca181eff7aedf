"""The decision tables of a draft: read as they are written, a rule changed, and tried with values of one's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.errors import ConflictError, NotFoundError, RefusedError
from workflow_app.domain.process_facts import Words
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.table_rules import RuleText
from workflow_app.engine import (
    DecisionTable,
    ExpressionError,
    TableText,
    decide,
    insert_rule,
    move_rule,
    read_tables,
    remove_rule,
    rule_findings,
    table_texts,
    write_rule,
)
from workflow_app.services.decision_views import ColumnView, RuleView, TableView
from workflow_app.services.file_titles import naming
from workflow_app.services.process_draft_views import draft_bundle
from workflow_app.services.process_drafting import digest, save_file
from workflow_app.services.process_vocabulary import vocabulary_of
from workflow_app.services.tools import Tools

ANYTHING = ("", "-")
"""How a cell is written that lets anything through."""
ACTS: Mapping[str, Callable[[str, bytes, str, int], bytes]] = {
    "add": insert_rule,
    "up": lambda name, content, table, number: move_rule(name, content, table, number, number - 1),
    "down": lambda name, content, table, number: move_rule(name, content, table, number, number + 1),
    "remove": remove_rule,
}


@dataclass(frozen=True, slots=True)
class DraftTables:
    """The tables of one file of a draft, and the digest of the file."""

    digest: str
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a table gives over some values, and by which rules."""

    rules: tuple[int, ...]
    values: Mapping[str, RoutingValue]


def draft_tables(draft_id: str, path: str, *, actor: Actor, tools: Tools) -> DraftTables:
    """Return the tables of a file of a draft.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN or FILE_UNKNOWN, which is also what no file of tables is, and
    ProcessRefusedError where it cannot be read.
    """
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    content = _content(files, path)
    asking = tuple(naming(files.get(f"{key}.bpmn", b""), "decision"))  # also of a diagram that cannot run yet
    tables = tuple(
        _view(each, tuple(Words(zh, en) for table, zh, en in asking if table == each.key))
        for each in table_texts(path, content)
    )
    return DraftTables(digest(content), tables)


def save_rule(
    draft_id: str, path: str, table: str, number: int, rule: RuleText, *, seen: str, actor: Actor, tools: Tools
) -> None:
    """Write one rule of a table, counted from 1.

    Raises as `draft_tables` and `save_file`, ConflictError STALE, NotFoundError PART_UNKNOWN, and ProcessRefusedError
    with what is wrong with its cells.
    """
    _key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    known = {each.name.key for each in vocabulary_of(files, tools=tools).values}

    def change(content: bytes) -> bytes:
        changed = write_rule(path, content, table, number, rule)
        wrong = [each for each in rule_findings(path, changed, table, known) if each.values.get("rule") == number]
        if cells := tuple(each for each in wrong if each.values.get("cell")):
            raise ProcessRefusedError(cells)
        return changed

    _save(draft_id, path, change, seen=seen, actor=actor, tools=tools)


def change_rules(
    draft_id: str, path: str, table: str, number: int, act: str, *, seen: str, actor: Actor, tools: Tools
) -> None:
    """Put a rule in at a place ("add"), or move or take out the one that stands there; raises as `save_rule`."""
    _save(draft_id, path, lambda content: ACTS[act](path, content, table, number), seen=seen, actor=actor, tools=tools)


def try_table(
    draft_id: str, path: str, table: str, names: Mapping[str, object], *, actor: Actor, tools: Tools
) -> Tried:
    """Return what a table gives over values.

    Raises as `draft_tables`, NotFoundError PART_UNKNOWN, and RefusedError with why it gives nothing.
    """
    _key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    found = read_tables({path: _content(files, path)}, None).by_key.get(table)
    if found is None:
        raise NotFoundError("PART_UNKNOWN", path=path)
    try:
        decided = decide(found, {**dict.fromkeys(names_in(found)), **names})
    except ExpressionError as error:
        raise RefusedError(error.code, detail=error.detail) from error
    return Tried(decided.rules, decided.values)


def asked_names(draft_id: str, path: str, table: str, *, actor: Actor, tools: Tools) -> tuple[str, ...]:
    """Return the names that a table looks at, in order; none where it cannot be read. Raises as `draft_tables`."""
    _key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    found = read_tables({path: _content(files, path)}, None).by_key.get(table)
    return names_in(found) if found else ()


def names_in(table: DecisionTable) -> tuple[str, ...]:
    """Return the names that the cells and columns of a table look at, in order of their first place."""
    looked_at = [each.formula.names for each in table.inputs if each.formula]
    for rule in table.rules:
        looked_at += [each.names for each in rule.tests] + [each.names for each in rule.values]
    return tuple(dict.fromkeys(name for names in looked_at for name in sorted(names)))


def _save(draft_id: str, path: str, change: Callable[[bytes], bytes], *, seen: str, actor: Actor, tools: Tools) -> None:
    _key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    content = _content(files, path)
    if digest(content) != seen:
        raise ConflictError("STALE", seen=seen, current=digest(content))
    try:
        changed = change(content)
    except (KeyError, IndexError) as error:
        raise NotFoundError("PART_UNKNOWN", path=path) from error
    save_file(draft_id, path, changed, seen=seen, actor=actor, tools=tools)


def _content(files: Mapping[str, bytes], path: str) -> bytes:
    if kind_of(path) is not Kind.TABLES or path not in files:
        raise NotFoundError("FILE_UNKNOWN", path=path)
    return files[path]


def _view(table: TableText, asked_by: tuple[Words, ...]) -> TableView:
    return TableView(
        key=table.key,
        name_zh=table.name,
        name_en=table.name_en,
        policy=table.policy,
        inputs=tuple(ColumnView(each.label, each.label_en, each.text) for each in table.inputs),
        outputs=tuple(ColumnView(each.label, each.label_en, each.text) for each in table.outputs),
        rules=tuple(
            RuleView(number, tuple(map(_shown, rule.tests)), rule.values, rule.note, rule.note_en)
            for number, rule in enumerate(table.rules, start=1)
        ),
        asked_by=asked_by,
    )


def _shown(cell: str) -> str:
    return "" if cell in ANYTHING else cell
