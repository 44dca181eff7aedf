"""What the public may see of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.masking import business_name, free_text, identity_number, person_name, phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("王建军", "王**"),
        ("欧阳明月", "欧阳**"),
        ("欧阳", "欧*"),
        ("张", "张*"),
        ("", ""),
        ("Li Ming", "L******"),
    ],
)
def test_a_name_keeps_its_surname(name: str, shown: str) -> None:
    assert person_name(name) == shown


def test_numbers_keep_head_and_tail() -> None:
    assert identity_number("410101198001010011") == "410***********0011"
    assert phone("13812345678") == "138****5678"


@pytest.mark.parametrize("short", ["1", "1234567", "12345678"])
def test_a_short_number_is_hidden_whole(short: str) -> None:
    assert identity_number(short) == "*" * len(short)


def test_an_owner_in_the_name_of_a_business_is_hidden() -> None:
    assert business_name("中牟县李春来早餐店（个体）", "李春来") == "中牟县李**早餐店（个体）"
    assert business_name("中牟县老周烧烤店（个体）", "周长顺") == "中牟县老周烧烤店（个体）"
    assert business_name("中牟县老周烧烤店（个体）", None) == "中牟县老周烧烤店（个体）"


def test_numbers_inside_a_text_are_hidden() -> None:
    text = free_text("当事人段某（410101198001010011，电话13812345678）罚款2000元")
    assert text == "当事人段某（410***********0011，电话138****5678）罚款2000元"


@given(st.text("0123456789", min_size=18, max_size=18))
def test_eleven_digits_of_an_identity_number_are_never_shown(number: str) -> None:
    shown = identity_number(number)
    assert (len(shown), shown.count("*")) == (18, 11)
