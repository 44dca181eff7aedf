"""Reading form documents, and posted pages."""

import pytest

from workflow_app.domain.errors import RefusedError
from workflow_app.schemas.forms import build_schema, read_form, read_submission


def form(*components: object) -> dict[str, object]:
    return {"components": list(components)}


LED_ON = {"next": "下一步", "next_en": "Next", "send": "发送", "send_en": "Send"}


@pytest.mark.parametrize(
    ("document", "detail"),
    [
        ({}, "COMPONENTS"),
        (form("textfield"), "COMPONENT"),
        (form({"type": "textfield", "key": "Ünsafe"}), "KEY"),
        (form({"type": "textfield", "key": "_schema"}), "KEY"),
        (form({"type": "textfield", "key": "a"}, {"type": "number", "key": "a"}), "DUPLICATE_KEY"),
        (form({"type": "script", "key": "a"}), "'script' is not a valid FieldKind"),
        (form({"type": "datetime", "key": "a", "subtype": "time"}), "SUBTYPE"),
        (form({"type": "filepicker", "key": "a", "multiple": True}), "MULTIPLE"),
        (form({"type": "radio", "key": "a", "values": []}), "VALUES"),
        (form({"type": "radio", "key": "a", "values": [{"value": "x"}, {"value": "x"}]}), "VALUES"),
        (form({"type": "textfield", "key": "a", "validate": {"maxLength": -1}}), "WHOLE_NUMBER"),
        (form({"type": "textfield", "key": "a", "validate": []}), "VALIDATE"),
        (form({"type": "textfield", "key": "a", "properties": {"required_when": "b"}}), "REQUIRED_WHEN"),
        (form({"type": "textfield", "key": "a", "properties": {"required_when": "b=1"}}), "REQUIRED_WHEN"),
        (form({"type": "textfield", "key": "a", "properties": {"shown_when": "b=1"}}), "SHOWN_WHEN"),
        (form({"type": "textfield", "key": "a", "properties": {"only_after": "b"}}), "ONLY_AFTER"),
        (form({"type": "radio", "key": "a", "values": [{"value": "x", "after": "b=1"}]}), "AFTER"),
        (form({"type": "radio", "key": "a", "values": [{"value": "x", "look": "LETTER"}]}), "LOOK"),
        (form({"type": "radio", "key": "a", "values": [{"value": "x", "next": "下一步"}]}), "LOOK"),
        (form({"type": "radio", "key": "a", "values": [{"value": "x", "look": "FILM", **LED_ON}]}), "LOOK"),
        (
            form({"type": "textfield", "key": "a", "properties": {"visibility": "x=steal"}}),
            "'steal' is not a valid Access",
        ),
    ],
)
def test_a_document_that_says_nonsense_is_refused_with_its_fault(document: dict[str, object], detail: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_form(document)
    assert caught.value.code == "FORM_DOCUMENT"
    assert caught.value.values["detail"] == detail


HARMFUL = [
    r"(a+)+$",
    r"(a|b)*",
    r"a*b*c*d*",
    r"(a)\1",
    r"a(?=b)",
    "a?" * 28 + "a" * 28,
    "(a|a)" * 30,
    "[",
    "x" * 201,
    5,
]


@pytest.mark.parametrize("pattern", HARMFUL)
def test_a_pattern_that_could_take_long_is_refused(pattern: object) -> None:
    with pytest.raises(RefusedError):
        read_form(form({"type": "textfield", "key": "a", "validate": {"pattern": pattern}}))


@pytest.mark.parametrize("pattern", [r"^1[3-9]\d{9}$", r"(\+86)?\d{11}", r"[A-Z]{2,4}-\d+", r"\?|否|是"])
def test_an_honest_pattern_is_taken(pattern: str) -> None:
    (field,) = read_form(form({"type": "textfield", "key": "a", "validate": {"pattern": pattern}}))
    assert field.pattern is not None


def test_components_that_only_show_something_are_no_fields() -> None:
    assert read_form(form({"type": "text", "text": "说明"}, {"type": "separator"})) == ()


def test_no_text_is_longer_than_the_limit_whatever_the_document_says() -> None:
    (field,) = read_form(form({"type": "textarea", "key": "a", "validate": {"maxLength": 10**9}}))
    assert field.max_length == 2000


def test_the_schema_of_a_document_stands_alone() -> None:
    schema = build_schema(form({"type": "checkbox", "key": "agreed"}))
    assert schema.load({"agreed": True}) == {"agreed": True}


def test_a_posted_page_becomes_the_values_of_the_interface() -> None:
    document = form(
        {"type": "textfield", "key": "name"},
        {"type": "checkbox", "key": "agreed"},
        {"type": "checkbox", "key": "other"},
        {"type": "checklist", "key": "pledge", "values": [{"value": "A"}, {"value": "B"}]},
        {"type": "textfield", "key": "seen", "properties": {"visibility": "here=read"}},
    )
    posted = {"name": ["", "王"], "agreed": ["true"], "pledge": ["A", "B"], "seen": ["x"]}
    values = read_submission(document, lambda key: posted.get(key, []), step="here")
    assert values == {"name": "王", "agreed": True, "other": False, "pledge": ["A", "B"]}
