"""The form of an edition: fields named by their path, rows that are added, removed and moved without scripts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

Data = dict[str, Any]
"""A content as nested JSON (Any), as it was typed."""

_NAME = re.compile(r"[a-z_]+(?:-[a-z0-9_]+){0,4}")
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LISTS = {
    "applicants": ("applicants",),
    "deferral-allowed_wd": ("deferral", "allowed_wd"),
    "deferral-supply": ("deferral", "supply"),
}
_SWITCHES = (
    *("deferral-offered", "deferral-whitelisted", "pledge-offered", "pledge-whitelisted"),
    *("pledge-published", "pledge-automatic"),
)
_ROW_SWITCHES = ("replaced_by_pledge",)
ROWS: Mapping[str, tuple[str, ...]] = {
    "materials": ("materials",),
    "conditions": ("pledge", "conditions"),
    "notice": ("pledge", "notice"),
    "text": ("pledge", "text"),
}
"""What has rows, by the word of its buttons, and where they lie."""
MOST_ROWS = 60
LONGEST_VALUE = 4000


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button of a row: what is done, to which list, and to which of its rows."""

    act: str
    rows: str
    place: int


def parse(form: MultiDict[str, str]) -> Data:
    """Return what was typed as nested JSON; strange fields and more rows than anybody needs are left out."""
    data: Data = {}
    for name in form:
        if _NAME.fullmatch(name) and name not in _LISTS and name not in _SWITCHES:
            _put(data, name.split("-"), clean(form[name]))
    for name, path in _LISTS.items():
        _put(data, list(path), [clean(each) for each in form.getlist(name)[:MOST_ROWS]])
    for name in _SWITCHES:
        _put(data, name.split("-"), name in form)
    for path in ROWS.values():
        rows = _rows(data, path)
        _put(data, list(path), rows)
    return data


def clean(text: str) -> str:
    """Return a text without what no database keeps, and no longer than anybody would write."""
    return _UNUSABLE.sub("", text).replace("\r\n", "\n")[:LONGEST_VALUE].strip()


def row_act(text: str) -> RowAct | None:
    """Return what a button of a row says: add-materials, remove-materials-2, up-notice-1; None for any other."""
    act, _dash, rest = text.partition("-")
    rows, _dash, place = rest.partition("-")
    if rows not in ROWS or act not in {"add", "remove", "up", "down"}:
        return None
    return RowAct(act, rows, int(place) if place.isascii() and place.isdecimal() and len(place) < len("100") else 0)


def apply(data: Data, act: RowAct) -> None:
    """Add, remove or move a row of what was typed."""
    *parents, last = ROWS[act.rows]
    inside: Data = data
    for each in parents:
        inside = inside.setdefault(each, {})
    rows: list[Data] = inside.setdefault(last, [])
    if act.act == "add" and len(rows) < MOST_ROWS:
        rows.append({})
    elif act.place >= len(rows):
        return
    elif act.act == "remove":
        rows.pop(act.place)
    elif act.act in {"up", "down"}:
        other = act.place + (1 if act.act == "down" else -1)
        if 0 <= other < len(rows):
            rows[act.place], rows[other] = rows[other], rows[act.place]


def flat(data: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Return nested JSON by the names of its fields (Any: texts, and lists of texts where boxes are ticked)."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        here = f"{path}-{name}" if path else name
        if isinstance(value, dict):
            found |= flat(value, here)
        elif isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value):
            found |= flat({str(place): each for place, each in enumerate(value)}, here)
        elif isinstance(value, list | tuple):
            found[here] = [str(each) for each in value]
        else:
            found[here] = "" if value is None or value is False else "on" if value is True else str(value)
    return found


def counts(data: Mapping[str, Any]) -> dict[str, int]:
    """Return how many rows each list has."""
    return {word: len(_at(data, path) or ()) for word, path in ROWS.items()}


def field_of(path: str) -> str:
    """Return the name of the field at a path."""
    return path.strip("/").replace("/", "-")


def _rows(data: Data, path: tuple[str, ...]) -> list[Data]:
    """Return rows in the order of their numbers, their boxes ticked or not."""
    found = _at(data, path)
    numbered = found if isinstance(found, dict) else {}
    places = sorted((each for each in numbered if each.isdecimal()), key=int)[:MOST_ROWS]
    rows = [numbered[each] for each in places if isinstance(numbered[each], dict)]
    for row in rows:
        row |= {name: row.get(name) == "on" for name in _ROW_SWITCHES if path == ROWS["materials"]}
    return rows


def _at(data: Mapping[str, Any], path: tuple[str, ...]) -> Any:  # noqa: ANN401 - nested JSON
    found: Any = data
    for each in path:
        found = found.get(each) if isinstance(found, dict) else None
    return found


def _put(data: Data, path: list[str], value: object) -> None:
    """Put a value at a path; a path through a text, which no form of ours sends, is left out."""
    inside: Any = data
    for each in path[:-1]:
        inside = inside.setdefault(each, {}) if isinstance(inside, dict) else None
    if isinstance(inside, dict):
        inside[path[-1]] = value
