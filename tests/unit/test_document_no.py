"""Numbers of decisions in the one spelling that compares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.document_no import normalise, validate

NUMBER = "牟城管罚决字〔2026〕第031号"


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        "牟城管罚决字[2026]第031号",
        "牟城管罚决字（2026）第031号",
        "牟城管罚决字(2026)第031号",
        "牟城管罚决字【2026】第031号",
        "牟城管罚决字﹝2026﹞第031号",
        " 牟城管罚决字 〔２０２６〕 第０３１号\n",
    ],
)
def test_every_bracket_around_the_year_becomes_the_official_one(typed: str) -> None:
    assert normalise(typed) == NUMBER


def test_brackets_around_anything_else_stay() -> None:
    assert normalise("豫（郑）环罚决字（2026）112号") == "豫（郑）环罚决字〔2026〕112号"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "REQUIRED"), ("  ", "REQUIRED"), ("无", "PLACEHOLDER"), ("/", "PLACEHOLDER"), ("号" * 129, "TOO_LONG")],
)
def test_what_is_no_number_is_named(typed: str, code: str) -> None:
    assert [each.code for each in validate(typed)] == [code]


def test_a_number_of_128_characters_is_long_enough_for_anybody() -> None:
    assert validate("号" * 128) == ()


@given(st.text(alphabet=st.sampled_from("牟字号第0123456789２０[]［］（）()〔〕【】 　\t")))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
