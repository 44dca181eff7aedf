"""Forms as an editor changes them: what nobody typed stays as it is, and what is typed is written in its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from workflow_app.domain.errors import InvalidError, RefusedError
from workflow_app.domain.form_parts import (
    TypedPart,
    add_part,
    conditions_in,
    move_part,
    name_form,
    parts_of,
    read_part,
    remove_part,
    write_part,
)
from workflow_app.domain.form_slots import KINDS
from workflow_app.domain.resources import find
from workflow_app.schemas.forms import read_form

ROOT = Path(__file__).parents[2]
FORMS = sorted(find("bpmn").rglob("*.form.json"))
NO_FORM: list[object] = [{}, {"components": 3}, {"components": [7]}, {"components": [{}]}]
BROKEN: list[object] = [{"properties": 3}, {"validate": []}, {"values": 1}, {"values": [1]}]


def form_of(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "default", "id": "x", "components": list(parts)}


@pytest.mark.parametrize("path", FORMS, ids=lambda each: f"{each.parents[1].name}-{each.stem}")
def test_what_is_written_as_it_was_read_is_the_same_file(path: Path) -> None:
    text = path.read_text("utf-8")
    form = json.loads(text)
    for index, part in enumerate(parts_of(form)):
        form = write_part(form, index, read_part(part))
    assert json.dumps(form, indent=2, ensure_ascii=False) + "\n" == text


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_put_in_is_a_form_at_once(kind: str) -> None:
    form = add_part(add_part(form_of(), kind, 0), kind, 1)
    keys = [field.key for field in read_form(form)]
    assert keys == ([] if kind == "text" else ["item_2", "item_1"] if keys[0] == "item_2" else ["item_1", "item_2"])
    assert write_part(form, 0, read_part(form["components"][0])) == form


def test_parts_are_moved_and_stay_at_the_ends() -> None:
    form = form_of(*({"type": "textfield", "key": key} for key in "abc"))
    ways = [(0, 1, "bac"), (2, 1, "acb"), (0, -1, "abc"), (2, 3, "abc")]
    for index, to, order in ways:
        assert "".join(each["key"] for each in move_part(form, index, to)["components"]) == order
    assert [each["key"] for each in remove_part(form, 1)["components"]] == ["a", "c"]
    assert "".join(each["key"] for each in form["components"]) == "abc", "what was given is not changed"


def test_what_hangs_on_a_part_goes_by_its_new_name() -> None:
    asked = {
        "type": "radio",
        "id": "field_a",
        "key": "a",
        "values": [{"value": "YES", "label": "是", "label_en": "Yes"}],
    }
    other = {"type": "textarea", "key": "b", "properties": {"shown_when": "a=YES", "required_when": "ab=YES"}}
    boxes = {"type": "checklist", "key": "c", "values": [{"value": "X"}], "properties": {"or_remark": "a"}}
    form = form_of(asked, other, boxes)
    typed = read_part(asked)
    changed = write_part(form, 0, TypedPart({**typed.said, "key": "z"}, typed.options, typed.access, typed.others))
    first, second, third = changed["components"]
    assert (first["id"], first["key"]) == ("field_z", "z")
    assert second["properties"] == {"shown_when": "z=YES", "required_when": "ab=YES"}
    assert third["properties"] == {"or_remark": "z"}
    assert [text for text, _part, _option in conditions_in(changed["components"])] == ["z=YES", "c=X"]


@pytest.mark.parametrize("name", ["min", "max", "decimalDigits"])
@pytest.mark.parametrize("typed", ["x", "NaN", "1e400", "9" * 40, "--1"])
def test_what_is_no_number_is_refused_by_its_name(name: str, typed: str) -> None:
    form = form_of({"type": "number", "key": "a"})
    with pytest.raises(InvalidError) as caught:
        write_part(form, 0, TypedPart({"key": "a", name: typed}))
    assert [each.field for each in caught.value.errors] == [f"/{name}"]


def test_a_form_is_called_otherwise_and_keeps_the_rest() -> None:
    form = {**form_of(), "properties": {"title": "旧", "more": "1"}}
    assert name_form(form, "新", "New")["properties"] == {"title": "新", "title_en": "New", "more": "1"}


@pytest.mark.parametrize("form", [*NO_FORM, *({"components": [{"type": "radio", **each}]} for each in BROKEN)])  # type: ignore[dict-item] # broken on purpose
def test_what_has_no_shape_is_refused(form: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        parts_of(form)


def test_every_property_of_the_forms_that_are_shipped_is_described() -> None:
    described = (ROOT / "docs" / "form-properties.md").read_text("utf-8")
    parts = [part for path in FORMS for part in parts_of(json.loads(path.read_text("utf-8")))]
    used = {
        name.removesuffix("_en") if not name.startswith(("label", "desc")) else name
        for part in parts
        for name in part.get("properties", {})
    }
    assert sorted(name for name in used - {"text"} if f"`{name}`" not in described) == []
