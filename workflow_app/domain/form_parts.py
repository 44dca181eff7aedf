"""Form documents as an editor changes them: parts are put in, moved, taken out, and written as they were typed.

Whatever a part says that no editor asks for is kept as it stands. Nothing here changes what it is given.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow_app.domain.errors import FieldError, InvalidError, RefusedError
from workflow_app.domain.form_slots import CHOICES, NAMED, TEXT, Place, read_slot, slots_of, write_slot
from workflow_app.domain.seeds.new_form_parts import NEW_LABEL, NEW_PARTS

EDIT, READ, HIDE = "edit", "read", "hide"
_CONDITIONS = ("shown_when", "required_when")

# Any: a form document is JSON of many shapes, of which the editor knows some.
Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a choice offers; `was` is the value under which it stood before, empty for a new one."""

    was: str
    value: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class TypedPart:
    """A part as it was typed: by the names of `form_slots`, its options, what steps may do, and all else it says."""

    said: Mapping[str, str]
    options: tuple[Option, ...] = ()
    access: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)


def parts_of(form: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of a form; raises RefusedError FORM_DOCUMENT where it has no shape that can be edited."""
    found = form.get("components")
    if not isinstance(found, list) or not all(_is_whole(each) for each in found):
        raise RefusedError("FORM_DOCUMENT", key="", detail="COMPONENTS")
    return found


def read_part(part: Mapping[str, Any]) -> TypedPart:
    """Return a part as it is typed."""
    own = part.get("properties") or {}
    return TypedPart(
        said={slot.name: read_slot(part, slot) for slot in slots_of(part["type"])},
        options=tuple(_option(each) for each in part.get("values") or ()) if part["type"] in CHOICES else (),
        access=access_of(part),
        others={name: str(value) for name, value in own.items() if name not in NAMED},
    )


def access_of(part: Mapping[str, Any]) -> dict[str, str]:
    """Return what steps may do with a part, by element, where it is said."""
    pairs = str((part.get("properties") or {}).get("visibility", "")).split()
    return {step: access for step, _equals, access in (pair.partition("=") for pair in pairs)}


def write_part(form: Mapping[str, Any], index: int, typed: TypedPart) -> Form:
    """Return a form in which one part says what was typed; raises InvalidError by name, IndexError."""
    changed = copy.deepcopy(dict(form))
    part = parts_of(changed)[index]
    before = str(part.get("key", ""))
    own = part.setdefault("properties", {})
    problems = [write_slot(part, slot, typed.said.get(slot.name, "")) for slot in slots_of(part["type"])]
    others = {name: value for name, value in typed.others.items() if name not in NAMED}
    for name in [name for name in own if name not in NAMED | others.keys()]:
        del own[name]
    own.update(others)
    _write_access(own, typed.access)
    _write_kind(part, typed)
    if part["type"] != TEXT and str(part.get("key", "")) != before:
        _rename(parts_of(changed), part, before)
    wrong: list[FieldError] = [each for each in problems if each is not None]
    if wrong:
        raise InvalidError(*wrong)
    return changed


def add_part(form: Mapping[str, Any], kind: str, at: int) -> Form:
    """Return a form with a new part of a kind at a place; raises KeyError for a kind that there is not."""
    changed = copy.deepcopy(dict(form))
    parts = parts_of(changed)
    new: dict[str, Any] = {"type": kind, **copy.deepcopy(NEW_PARTS[kind])}
    if kind != TEXT:
        key = _free_key(parts)
        new = {**new, "id": f"field_{key}", "key": key, "label": NEW_LABEL["zh"]}
        new.setdefault("properties", {})["label_en"] = NEW_LABEL["en"]
    parts.insert(at, new)
    return changed


def move_part(form: Mapping[str, Any], index: int, to: int) -> Form:
    """Return a form with a part at another place; at the ends of the form it stays there. Raises IndexError."""
    changed = copy.deepcopy(dict(form))
    parts = parts_of(changed)
    part = parts.pop(index)
    parts.insert(max(0, to), part)
    return changed


def remove_part(form: Mapping[str, Any], index: int) -> Form:
    """Return a form without a part; raises IndexError."""
    changed = copy.deepcopy(dict(form))
    del parts_of(changed)[index]
    return changed


def name_form(form: Mapping[str, Any], title: str, title_en: str) -> Form:
    """Return a form that is called something else."""
    own = {**(form.get("properties") or {}), "title": title, "title_en": title_en}
    return {**form, "properties": own}


def conditions_in(parts: Iterable[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Return what a condition may say in a form: "key=VALUE", the part that is asked, and its option."""
    return [
        (f"{part.get('key')}={option.get('value')}", part, option)
        for part in parts
        if part.get("type") in CHOICES
        for option in part.get("values") or ()
    ]


def _is_whole(part: object) -> bool:
    if not isinstance(part, dict) or not isinstance(part.get("type"), str):
        return False
    tables = all(isinstance(part.get(name, {}), dict) for name in (Place.OWN.value, Place.RULES.value))
    values = part.get("values", [])
    return tables and isinstance(values, list) and all(isinstance(each, dict) for each in values)


def _option(option: Mapping[str, Any]) -> Option:
    value = str(option.get("value", ""))
    return Option(value, value, str(option.get("label", "")), str(option.get("label_en", "")))


def _write_kind(part: dict[str, Any], typed: TypedPart) -> None:
    """Write what only some kinds have: options, and the label once more where a date has it under another name."""
    if part["type"] in CHOICES:
        before = {str(each.get("value")): each for each in part.get("values") or ()}
        part["values"] = [
            {**before.get(each.was, {}), "value": each.value, "label": each.label, "label_en": each.label_en}
            for each in typed.options
        ]
    elif part["type"] == "datetime":
        part["dateLabel"] = part.get("label", "")
    if not part.get("validate", True):
        del part["validate"]


def _write_access(own: dict[str, Any], typed: Mapping[str, str]) -> None:
    said = " ".join(f"{step}={access}" for step, access in typed.items() if access)
    if said:
        own["visibility"] = said
    else:
        own.pop("visibility", None)


def _rename(parts: list[dict[str, Any]], part: dict[str, Any], before: str) -> None:
    """Let the part, and what hangs on it, go by its new key."""
    key = str(part.get("key", ""))
    if part.get("id") == f"field_{before}":
        part["id"] = f"field_{key}"
    for each in parts:
        own = each.get("properties") or {}
        for name in _CONDITIONS:
            if str(own.get(name, "")).partition("=")[0] == before:
                own[name] = f"{key}={own[name].partition('=')[2]}"
        if own.get("or_remark") == before:
            own["or_remark"] = key


def _free_key(parts: Iterable[Mapping[str, Any]]) -> str:
    taken = {each.get("key") for each in parts}
    return next(key for number in range(1, len(taken) + 2) if (key := f"item_{number}") not in taken)
