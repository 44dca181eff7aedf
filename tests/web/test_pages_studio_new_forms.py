"""A draft gets a form: a copy or an empty one, under a name that a step can ask for."""

import json

import pytest
from builders import Service
from page_readers import Reader, reader

MODEL = "forms/second_review.form.json"
GOOD = {"name": "third_review", "title": "三审意见", "title_en": "Third opinion", "model": MODEL}


@pytest.fixture
def draft(author: Reader) -> str:
    author.get("/studio/processes/credit_repair")
    return author.post("/studio/processes/credit_repair/drafts", {"title": "x"}).location


def form_of(who: Reader, draft: str, name: str) -> dict[str, object]:
    return json.loads(who.send("GET", f"{draft}/files/forms/{name}.form.json", b"", {}, expect=200).data)


def test_a_copy_asks_the_same_under_another_name(author: Reader, draft: str) -> None:
    there = author.submit(author.get(f"{draft}/new-form"), "new-form", GOOD, at=f"{draft}/new-form").location

    assert there == f"{draft}/form/forms/third_review.form.json"
    made, model = form_of(author, draft, "third_review"), form_of(author, draft, "second_review")
    assert made["id"] == "third_review"
    assert made["properties"] == {"title": "三审意见", "title_en": "Third opinion"}
    assert made["components"] == model["components"]
    assert "Third opinion" in author.get(there).text


def test_an_empty_form_can_be_opened_and_gets_parts(author: Reader, draft: str) -> None:
    there = author.post(f"{draft}/new-form", {**GOOD, "model": ""}).location

    assert author.get(there)
    assert form_of(author, draft, "third_review")["components"] == []


@pytest.mark.parametrize(
    ("language", "asked", "new"), [("zh", "复审意见", "三审意见"), ("en", "Second opinion", "Third opinion")]
)
def test_steps_choose_a_form_by_what_it_is_called(
    author: Reader, draft: str, language: str, asked: str, new: str
) -> None:
    author.post(f"{draft}/new-form", GOOD)

    author.get(f"{draft}?lang={language}")
    found = author.send("GET", f"{draft}/vocabulary", b"", {}, expect=200).get_json()["forms"]
    assert {"key": "second_review", "label": asked} in found
    assert {"key": "third_review", "label": new} in found


def test_a_form_that_no_step_asks_yet_can_be_copied_by_its_title(author: Reader, draft: str) -> None:
    author.post(f"{draft}/new-form", GOOD)

    offered = [each.text_content() for each in author.get(f"{draft}/new-form").all("//select[@id='model']/option")]
    assert "a copy of “Third opinion” (third_review)" in offered
    assert "a copy of “Second review, Second review again” (second_review)" in offered


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "Third Review"}, "Use small letters"),
        ({"name": "../evil"}, "Use small letters"),
        ({"name": "second_review"}, "There is a form of this name already"),
        ({"title": " "}, "Fill this in"),
        ({"title_en": "x" * 61}, "60"),
    ],
)
def test_what_cannot_be_a_form_is_told_and_nothing_is_lost(
    author: Reader, draft: str, wrong: dict[str, str], words: str
) -> None:
    page = author.post(f"{draft}/new-form", {**GOOD, **wrong}, expect=422)

    assert words in page.text
    assert page.all("//select[@id='model']/option[@selected]/@value") == [MODEL]


def test_everything_that_is_missing_is_told_at_once(author: Reader, draft: str) -> None:
    page = author.post(f"{draft}/new-form", dict.fromkeys(GOOD, ""), expect=422)

    assert [page.all(f"//*[@id='error-{field}']") != [] for field in ("name", "title", "title_en")] == [True] * 3


def test_a_model_that_is_none_is_not_found(author: Reader, draft: str) -> None:
    author.post(f"{draft}/new-form", {**GOOD, "model": "process.toml"}, expect=404)


def test_only_process_administrators_make_forms(studio: Service, draft: str) -> None:
    reader(studio, "clerk").get(f"{draft}/new-form", expect=403)
