"""Unified social credit codes: real ones, the fixtures of the scenarios, and everything that is not one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc as reference

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.uscc import (
    CHARSET,
    check_character,
    normalise,
    organisation_check,
    parse,
    validate,
    validate_organisation,
)

REAL = ("914403001922038216", "9144030071526726XG", "91330100799655058B", "91110108551385082Q")
FIXTURES = (
    "91410100MA3X00002E",
    "91410122MA3X0A0186",
    "91320700MA1T0B0215",
    "92410122MA4T0C0382",
    "91410122MA9F77X8XL",
    "114101000050010107",
    "11410122005100000D",
    "1241010041580000XR",
)
ORGANISATIONS = st.text(CHARSET, min_size=8, max_size=8)


@st.composite
def codes(draw: st.DrawFn) -> str:
    organisation = draw(ORGANISATIONS)
    division = draw(st.text("0123456789", min_size=6, max_size=6))
    body = draw(st.text(CHARSET, min_size=2, max_size=2)) + division + organisation + organisation_check(organisation)
    assume(body[-1] in CHARSET)
    return body + check_character(body)


@pytest.mark.parametrize("code", [*REAL, *FIXTURES])
def test_a_valid_code_has_no_finding(code: str) -> None:
    assert validate(code) == ()


@pytest.mark.parametrize("code", [*REAL, *FIXTURES])
def test_an_independent_check_agrees(code: str) -> None:
    assert reference.is_valid(code)


def test_s37_the_check_character_must_be_e() -> None:
    (finding,) = validate("91410100MA3X00002F")
    assert (finding.code, finding.values, finding.warning) == ("USCC_CHECK", {"expected": "E", "found": "F"}, False)


def test_a_code_is_taken_apart() -> None:
    found = parse(" ９１４１０１００ｍａ３ｘ０００ 02e ")
    assert found.text == "91410100MA3X00002E"
    assert (found.registry, found.kind, found.division, found.organisation) == ("9", "1", "410100", "MA3X00002")


def test_a_wrong_code_is_refused_at_its_field() -> None:
    with pytest.raises(InvalidError) as caught:
        parse("91410100MA3X00002F", pointer="/subject/uscc")
    (error,) = caught.value.errors
    assert (error.field, error.code) == ("/subject/uscc", "USCC_CHECK")


@pytest.mark.parametrize(
    ("code", "expected", "values"),
    [
        ("", "USCC_LENGTH", {"expected": 18, "found": 0}),
        ("91410100MA3X0000", "USCC_LENGTH", {"expected": 18, "found": 16}),
        ("91410100MA3X0000OE", "USCC_CHARACTER", {"position": 17, "found": "O"}),
        ("9141010AMA3X00002E", "USCC_CHARACTER", {"position": 8, "found": "A"}),
        ("91410100MA3X0000汉E", "USCC_CHARACTER", {"position": 17, "found": "汉"}),
        ("91410100MA3X0000²E", "USCC_CHARACTER", {"position": 17, "found": "²"}),
    ],
)
def test_the_shape_is_named_before_the_check(code: str, expected: str, values: dict[str, object]) -> None:
    assert [(each.code, each.values) for each in validate(code)] == [(expected, values)]


def test_an_inner_digit_that_does_not_fit_is_only_a_warning() -> None:
    body = "91410100MA3X00003"
    code = body + check_character(body)
    assert [(each.code, each.warning) for each in validate(code)] == [("USCC_ORGANISATION_CHECK", True)]
    assert parse(code).text == code


@pytest.mark.parametrize("prefix", ["A1", "N2", "Y1"])
def test_registries_written_as_letters_are_valid(prefix: str) -> None:
    body = f"{prefix}410122MA3X0A018"
    assert validate(body + check_character(body)) == ()


def test_a_stand_alone_organisation_code_may_have_its_hyphen() -> None:
    assert validate_organisation("MA3X0000-2") == ()
    assert [each.code for each in validate_organisation("MA3X00003")] == ["ORGANISATION_CODE_CHECK"]
    assert [each.code for each in validate_organisation("MA3X")] == ["ORGANISATION_CODE_SHAPE"]


@given(codes())
def test_every_computed_code_is_valid(code: str) -> None:
    assert validate(code) == ()


@given(codes(), st.integers(0, 17), st.sampled_from(CHARSET))
def test_any_one_wrong_character_is_noticed(code: str, at: int, character: str) -> None:
    assume(code[at] != character)
    mutated = code[:at] + character + code[at + 1 :]
    assert any(not finding.warning for finding in validate(mutated))


@given(codes(), st.integers(0, 16))
def test_two_neighbours_swapped_are_noticed(code: str, at: int) -> None:
    assume(code[at] != code[at + 1])
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert any(not finding.warning for finding in validate(swapped))


@given(st.text())
def test_no_text_breaks_the_check(text: str) -> None:
    assert isinstance(validate(text), tuple)
    assert normalise(normalise(text)) == normalise(text)
