"""万元 in, yuan inside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.money import parse_wan, to_wan


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("2", "20000"),
        (2.0, "20000"),
        (2, "20000"),
        ("0.05", "500"),
        (0.1 + 0.2, "3000"),
        ("1,234.56", "12345600"),
        ("２．５", "25000"),
        ("1，234，567", "12345670000"),
        (" 1e3 ", "10000000"),
        ("0.000001", "0.01"),
        (Decimal(0), "0"),
    ],
)
def test_an_amount_is_read_as_yuan(typed: object, yuan: str) -> None:
    assert parse_wan(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("两万", "MONEY_FORMAT"),
        ("2万元", "MONEY_FORMAT"),
        ("", "MONEY_FORMAT"),
        ("2,5", "MONEY_FORMAT"),
        ("2，5", "MONEY_FORMAT"),
        ("1,2345", "MONEY_FORMAT"),
        ("0,250", "MONEY_FORMAT"),
        ("00,100", "MONEY_FORMAT"),
        ("12,34,567", "MONEY_FORMAT"),
        (",500", "MONEY_FORMAT"),
        ("1_0", "MONEY_FORMAT"),
        ("٣", "MONEY_FORMAT"),
        (".", "MONEY_FORMAT"),
        ("NaN", "MONEY_FORMAT"),
        ("Infinity", "MONEY_FORMAT"),
        (True, "MONEY_FORMAT"),
        (None, "MONEY_FORMAT"),
        ("-0.01", "MONEY_NEGATIVE"),
        ("100000000", "MONEY_TOO_LARGE"),
        ("1e999999", "MONEY_TOO_LARGE"),
        ("0.0000001", "MONEY_PLACES"),
    ],
)
def test_what_is_no_amount_is_named(typed: object, code: str) -> None:
    with pytest.raises(InvalidError) as caught:
        parse_wan(typed)
    assert caught.value.errors[0].code == code


@pytest.mark.parametrize(
    ("yuan", "wan"), [("20000", "2"), ("500", "0.05"), ("1000000", "100"), ("0", "0"), ("0.01", "0.000001")]
)
def test_yuan_are_written_in_wan_without_needless_zeros(yuan: str, wan: str) -> None:
    assert str(to_wan(Decimal(yuan))) == wan


@given(st.decimals(min_value=0, max_value=Decimal("99999999999.99"), places=2))
def test_an_amount_survives_the_way_out_and_in(yuan: Decimal) -> None:
    assert parse_wan(to_wan(yuan)) == yuan
