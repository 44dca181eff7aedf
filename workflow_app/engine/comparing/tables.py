"""What differs between two files of decision tables: tables, columns and rows, told apart by their ids."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Called, Change, What
from workflow_app.engine.comparing.table_trees import DRAWING, Tree, read_tree
from workflow_app.engine.comparing.trees import Leaf, rows_of, tree_leaves

ANYTHING = ("", "-")
TABLE, PART, ROW = 1, 2, 4
"""How long the ways are to a table, to a part of it, and to one of its rows."""
Cells = list[tuple[Called, object]]


def compare_tables(path: str, before: bytes, after: bytes) -> Iterator[Change]:
    """Yield what differs; raises ProcessRefusedError where one is not readable or not harmless."""
    old, new = read_tree(path, before), read_tree(path, after)
    both = _Both(path, old, new)
    leaves = [leaf for leaf in tree_leaves(old, new) if not both.went_with_its_column(leaf)]
    for row, group in groupby(leaves, key=_row):
        told = list(group)
        yield from [both.rule(row, told)] if row else [both.other(leaf) for leaf in told]


def _row(leaf: Leaf) -> tuple[str, ...]:
    """Return where the row stands that a leaf is in; nothing where it is in none."""
    return leaf.path[:ROW] if len(leaf.path) >= ROW and leaf.path[PART] == "rules" else ()


class _Both:
    """Two files, with the labels of their columns and the numbers of their rows."""

    def __init__(self, path: str, old: Tree, new: Tree) -> None:
        self.path = path
        self.old, self.new = _tables(old), _tables(new)
        self.labels = {key: _labels(self.old.get(key, {})) | _labels(self.new.get(key, {})) for key in self._keys()}
        self.numbers = {turn: _numbers(side) for turn, side in ((Turn.REMOVED, self.old), (Turn.CHANGED, self.new))}

    def _keys(self) -> set[str]:
        return self.old.keys() | self.new.keys()

    def call(self, table: str) -> Called:
        row = self.new.get(table) or self.old.get(table) or {}
        zh = str(row.get("name") or table)
        return Called(zh, str(row.get("name_en") or zh))

    def went_with_its_column(self, leaf: Leaf) -> bool:
        """Tell whether a cell came or went with its column, and says nothing that the column does not."""
        if not _row(leaf) or "cells" not in leaf.path[ROW:] or leaf.turn not in (Turn.ADDED, Turn.REMOVED):
            return False
        is_told = leaf.path[-1] in self.labels[leaf.path[TABLE]]
        return is_told and (leaf.turn is Turn.REMOVED or leaf.after in ANYTHING)

    def rule(self, row: tuple[str, ...], leaves: Sequence[Leaf]) -> Change:
        """Return what became of a row: all of it, or of its cells by the labels of their columns."""
        table, key = row[TABLE], row[-1]
        labels, first = self.labels[table], leaves[0]
        if first.path == row:
            turn, before, after = first.turn, _cells(first.before, labels), _cells(first.after, labels)
        else:
            names = [labels.get(leaf.path[-1], Called(leaf.path[-1], leaf.path[-1])) for leaf in leaves]
            turn = Turn.CHANGED
            before = [(name, leaf.before) for name, leaf in zip(names, leaves, strict=True)]
            after = [(name, leaf.after) for name, leaf in zip(names, leaves, strict=True)]
        side = Turn.REMOVED if turn is Turn.REMOVED else Turn.CHANGED
        number = (str(self.numbers[side][table, key]),)
        return Change(What.RULE, turn, self.path, self.call(table), part=number, before=before, after=after)

    def other(self, leaf: Leaf) -> Change:
        """Return what became of anything else: a table, a column, or what lies beside the tables."""
        what, part, about = What.DETAIL, leaf.path, Called()
        if leaf.path[:1] == (DRAWING,):
            what = What.LAYOUT
        elif leaf.path[0] == "tables" and len(leaf.path) > TABLE:
            table, part = leaf.path[TABLE], leaf.path[PART:]
            about, what = self.call(table), What.TABLE_PART if part else What.TABLE
            if part[:1] == ("columns",) and len(part) > 1:
                label = self.labels[table][part[1]]
                what, part = What.COLUMN, (label.zh, label.en, *part[2:])
        return Change(what, leaf.turn, self.path, about, part=part, before=leaf.before, after=leaf.after)


def _tables(file: Tree) -> dict[str, Tree]:
    return {key: row for key, row in (rows_of(file["tables"]) or {}).items() if isinstance(row, Mapping)}


def _numbers(tables: Mapping[str, Tree]) -> dict[tuple[str, str], int]:
    """Return at which place each row of each table stands, from 1."""
    return {
        (key, rule): number
        for key, table in tables.items()
        for number, rule in enumerate(rows_of(table.get("rules")) or (), start=1)
    }


def _labels(table: Tree) -> dict[str, Called]:
    """Return what the columns of a table are called, by their ids."""
    found = {}
    for key, column in (rows_of(table.get("columns")) or {}).items():
        words = column if isinstance(column, Mapping) else {}
        zh = str(words.get("label") or key)
        found[key] = Called(zh, str(words.get("label_en") or zh))
    return found


def _cells(rule: object, labels: Mapping[str, Called]) -> Cells | None:
    """Return the cells of a row that say something, by the labels of their columns."""
    cells = rule.get("cells") if isinstance(rule, Mapping) else None
    if not isinstance(cells, Mapping):
        return None
    return [(labels.get(key, Called(key, key)), text) for key, text in cells.items() if text not in ANYTHING]
