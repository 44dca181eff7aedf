"""What one edition says otherwise than another: a list of fields with both values, rows told apart by their keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import write


class Turn(StrEnum):
    """What became of a field or a row."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"
    MOVED = "MOVED"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; `row` is the key or the number of the row it stands in, where it stands in one."""

    field: str
    turn: Turn
    before: object = None
    after: object = None
    row: str = ""


def differences(before: MatterContent, after: MatterContent) -> list[Difference]:
    """Return what a second edition says otherwise than a first, in the order of the form."""
    return list(_maps("", write(before), write(after)))


def _maps(path: str, before: Mapping[str, object], after: Mapping[str, object], row: str = "") -> Iterator[Difference]:
    for name, new in after.items():
        old = before.get(name)
        here = f"{path}/{name}"
        if isinstance(new, dict) and isinstance(old, dict):
            yield from _maps(here, old, new, row)
        elif isinstance(new, list) and isinstance(old, list):
            yield from _lists(here, old, new)
        elif new != old:
            yield Difference(here, Turn.CHANGED, old, new, row)


def _lists(path: str, before: Sequence[object], after: Sequence[object]) -> Iterator[Difference]:
    """Compare rows by their keys, paragraphs by their places, and plain lists as a whole."""
    if not any(isinstance(each, dict) for each in (*before, *after)):
        if list(before) != list(after):
            yield Difference(path, Turn.CHANGED, list(before), list(after))
        return
    old, new = _rows(before), _rows(after)
    yield from (Difference(path, Turn.REMOVED, _named(old[key]), row=key) for key in old if key not in new)
    for key, row in new.items():
        if key in old:
            yield from _maps(path, old[key], row, key)
        else:
            yield Difference(path, Turn.ADDED, after=_named(row), row=key)
    kept = [key for key in old if key in new]
    if kept != [key for key in new if key in old]:
        yield Difference(path, Turn.MOVED)


def _rows(items: Sequence[object]) -> dict[str, Mapping[str, object]]:
    """Return rows by their keys; those without one, or with one that is taken, by their number."""
    rows: dict[str, Mapping[str, object]] = {}
    for place, each in enumerate(items, start=1):
        assert isinstance(each, dict)  # noqa: S101 - rows of a content are maps
        key = str(each.get("key") or "")
        rows[key if key and key not in rows else f"#{place}"] = each
    return rows


def _named(row: Mapping[str, object]) -> object:
    """Return what a row is called: its name, its text, or itself where it is a text in both languages."""
    return row.get("name") or row.get("text") or row
