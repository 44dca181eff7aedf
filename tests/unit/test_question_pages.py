"""A form becomes pages: what belongs together stands together, and what nobody asks has no page."""

from typing import Any

import pytest

from workflow_app.domain.errors import RefusedError
from workflow_app.schemas.forms.question_pages import QuestionPage, page_names, question_pages


def field(key: str, kind: str = "textfield", **own: str) -> dict[str, Any]:
    values = [{"value": each, "label": each} for each in ("A", "B")]
    return {
        "key": key,
        "type": kind,
        "label": key,
        "properties": own,
        **({"values": values} if kind == "radio" else {}),
    }


def form(*components: dict[str, Any]) -> dict[str, Any]:
    return {"components": list(components)}


def names(pages: tuple[QuestionPage, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(page.name, page.keys) for page in pages]


def test_each_field_has_a_page_unless_it_names_one() -> None:
    asked = form(field("day", page="payment"), field("receipt"), field("amount", page="payment"))
    assert names(question_pages(asked, {})) == [("payment", ("day", "amount")), ("receipt", ("receipt",))]
    assert [page.number for page in question_pages(asked, {})] == [1, 2]


def test_what_an_answer_does_not_ask_for_has_no_page_and_what_depends_on_that_neither() -> None:
    asked = form(field("who", "radio"), field("payer", shown_when="who=B"), field("why", shown_when="payer=x"))
    assert names(question_pages(asked, {"payer": "x"})) == [("who", ("who",))]
    assert [page.name for page in question_pages(asked, {"who": "B", "payer": "x"})] == ["who", "payer", "why"]
    assert page_names(asked) == {"who", "payer", "why"}


def test_on_its_own_page_a_question_has_no_condition_left_and_says_whether_it_must_be_answered() -> None:
    asked = form(field("who", "radio"), field("payer", shown_when="who=A|B", required_when="who=B"))
    for answer, required in (("A", False), ("B", True)):
        (component,) = question_pages(asked, {"who": answer})[1].form["components"]
        assert component["properties"] == {}
        assert component["validate"]["required"] is required


def test_what_depends_on_an_answer_of_the_same_page_stays_there_with_its_condition() -> None:
    asked = form(field("who", "radio"), field("payer", page="who", shown_when="who=B"))
    (page,) = question_pages(asked, {})
    assert page.keys == ("who", "payer")
    assert page.form["components"][1]["properties"]["shown_when"] == "who=B"


def test_texts_and_what_can_only_be_read_stand_above_what_follows() -> None:
    text, read = {"type": "text", "text": "Please"}, field("known", visibility="step=read")
    hidden = field("secret", visibility="step=hide")
    (page,) = question_pages(form(text, hidden, read, field("asked")), {}, step="step")
    assert page.form["components"] == [text, read, page.form["components"][2]]
    assert page.keys == ("asked",)


def test_a_page_never_takes_the_address_of_something_else() -> None:
    assert names(question_pages(form(field("draft")), {})) == [("draft_", ("draft",))]


def test_a_page_with_a_name_that_is_no_address_is_refused() -> None:
    with pytest.raises(RefusedError):
        question_pages(form(field("a", page="../x")), {})
