"""Identity card numbers."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflow_app.domain.identity_card import birth_date, check_character, is_adult, normalise, validate

TODAY = date(2026, 9, 29)
SYNTHETIC = "410101198001010011"


def test_a_valid_number_has_no_finding() -> None:
    assert validate(SYNTHETIC, today=TODAY) == ()
    assert birth_date(SYNTHETIC) == date(1980, 1, 1)


def test_a_residence_permit_of_the_same_shape_is_valid() -> None:
    body = "83000019900307004"
    assert validate(body + check_character(body), today=TODAY) == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("41010119800101001", "ID_LENGTH"),
        ("4101011980010100X1", "ID_CHARACTER"),
        ("010101198001010011", "ID_CHARACTER"),
        ("41010119800101٠011", "ID_CHARACTER"),
        ("410101198002300011", "ID_BIRTH_DATE"),
        ("410101202701010011", "ID_BIRTH_DATE"),
        ("410101180001010011", "ID_BIRTH_DATE"),
        ("410101198001010012", "ID_CHECK"),
    ],
)
def test_what_is_wrong_is_named_without_repeating_the_number(number: str, code: str) -> None:
    (finding,) = validate(number, today=TODAY)
    assert finding.code == code
    assert number not in str(finding.values)


def test_a_small_x_and_wide_digits_are_read() -> None:
    body = "41010119800101003"
    number = body + check_character(body)
    assert validate(number.lower(), today=TODAY) == ()
    assert normalise("４１０１０１ 19800101 0011") == SYNTHETIC


def test_the_eighteenth_birthday_makes_an_adult() -> None:
    assert not is_adult("410101200809300011", today=TODAY)
    assert is_adult("410101200809290011", today=TODAY)
    assert not is_adult("no number", today=TODAY)


@given(st.dates(date(1920, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_one_wrong_digit_is_noticed(born: date, order: int, at: int, digit: str) -> None:
    body = f"410101{born:%Y%m%d}{order:03}"
    number = body + check_character(body)
    assert validate(number, today=TODAY) == ()
    assume(number[at] != digit)
    assert validate(number[:at] + digit + number[at + 1 :], today=TODAY) != ()


@given(st.text())
def test_no_text_breaks_the_check(text: str) -> None:
    assert isinstance(validate(text, today=TODAY), tuple)
