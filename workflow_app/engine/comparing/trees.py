"""What differs between two trees of maps, rows and values, as JSON and TOML give them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow_app.domain.matter_differences import Turn

NAMES = ("key", "id", "name", "kind", "parameter", "value")
"""By which of its values a row is told apart from others: the first that it has."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One place that differs; `path` leads to it, rows standing in it by their names."""

    path: tuple[str, ...]
    turn: Turn
    before: object = None
    after: object = None


def tree_leaves(before: object, after: object, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Yield every place that differs, a branch that came or went as one; none only where both say the same."""
    if written(before) == written(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _maps(before, after, path)
        return
    old, new = rows_of(before), rows_of(after)
    if old is None or new is None:
        yield Leaf(path, Turn.CHANGED, before, after)
        return
    yield from _maps(old, new, path)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield Leaf(path, Turn.MOVED, tuple(old), tuple(new))


def rows_of(value: object) -> dict[str, object] | None:
    """Return the rows of a list by their names; None for anything else, and where names are missing or doubled."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        return None
    rows = {}
    for row in value:
        name = name_of(row)
        if name is None or name in rows:
            return None
        rows[name] = row
    return rows


def name_of(row: object) -> str | None:
    """Return by what a row is told apart from others; None where it has no name."""
    if not isinstance(row, Mapping):
        return None
    return next((str(row[name]) for name in NAMES if isinstance(row.get(name), str | int) and row[name] != ""), None)


def written(value: object) -> str:
    """Return a value so that two say the same where their texts are equal: 1 is not `true`, nor is a day its text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=repr)


def _maps(before: Mapping[str, object], after: Mapping[str, object], path: tuple[str, ...]) -> Iterator[Leaf]:
    for name in [*before, *(each for each in after if each not in before)]:
        here = (*path, str(name))
        if name not in after:
            yield Leaf(here, Turn.REMOVED, before[name])
        elif name not in before:
            yield Leaf(here, Turn.ADDED, after=after[name])
        else:
            yield from tree_leaves(before[name], after[name], here)
