"""The expression language: what it computes, and that nothing gets out of it."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from expression_attacks import BOMBS, ESCAPES
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.engine import ExpressionError, check_expression, evaluate
from workflow_app.engine.steps import Duration
from workflow_app.engine.timers import duration_of

NAMES = {
    "opinion": "RETURN",
    "count": 2,
    "amount": Decimal("10.50"),
    "day": date(2026, 9, 29),
    "sites": ["甲", "乙"],
    "nothing": None,
    "yes": True,
    "金额": Decimal(3000),
    "record": {"kind": "PENALTY", "site": {"code": "x"}},
    "f": open,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("opinion == 'RETURN' and count < 3", True),
        ("opinion != 'RETURN' or not yes", False),
        ("1 <= count <= 2", True),
        ("count + 1", 3),
        ("count * amount", Decimal("21.00")),
        ("amount / 2", Decimal("5.25")),
        ("7 // 2", 3),
        ("7 % 4", 3),
        ("-count", -2),
        ("0.1 + 0.2 == 0.3", True),
        ("1 / 4", Decimal("0.25")),
        ("amount > 10.4", True),
        ("金额 >= 1000", True),
        ("'甲' in sites", True),
        ("'丙' not in sites", True),
        ("opinion in ['AGREE', 'RETURN']", True),
        ("opinion in ('AGREE',)", False),
        ("'TUR' in opinion", True),
        ("nothing == None", True),
        ("'a' if yes else 'b'", "a"),
        ("record.kind == 'PENALTY'", True),
        ("record.site.code", "x"),
        ("len(sites)", 2),
        ("max(1, count, 3)", 3),
        ("min(sites) == '乙'", True),
        ("sum([1, 2, amount])", Decimal("13.50")),
        ("abs(-3)", 3),
        ("round(2.345, 2)", Decimal("2.35")),
        ("day >= date('2026-09-01')", True),
        ("days_between(date('2026-09-01'), day)", 28),
        ("  count\n  + 1", 3),
        ("yes or unknown", True),
    ],
)
def test_an_expression_gives_its_value(text: str, value: object) -> None:
    result = evaluate(text, NAMES)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("unknown", "UNKNOWN_NAME"),
        ("unknown and yes", "UNKNOWN_NAME"),
        ("unknown == None", "UNKNOWN_NAME"),
        ("record.missing", "UNKNOWN_NAME"),
        ("len", "UNKNOWN_NAME"),
        ("nothing > 1", "TYPE_MISMATCH"),
        ("opinion < 3", "TYPE_MISMATCH"),
        ("opinion + 'x'", "TYPE_MISMATCH"),
        ("yes + 1", "TYPE_MISMATCH"),
        ("sites + sites", "TYPE_MISMATCH"),
        ("1 in count", "TYPE_MISMATCH"),
        ("1 in opinion", "TYPE_MISMATCH"),
        ("opinion.upper", "TYPE_MISMATCH"),
        ("day.year", "TYPE_MISMATCH"),
        ("date('yesterday')", "TYPE_MISMATCH"),
        ("len(1)", "TYPE_MISMATCH"),
        ("len()", "TYPE_MISMATCH"),
        ("1 / 0", "ARITHMETIC"),
        ("1 % 0", "ARITHMETIC"),
        ("max([])", "TYPE_MISMATCH"),
        ("", "EXPRESSION_EMPTY"),
        ("   ", "EXPRESSION_EMPTY"),
        ("1 +", "SYNTAX"),
        ("a b", "SYNTAX"),
    ],
)
def test_what_cannot_be_computed_says_why(text: str, code: str) -> None:
    with pytest.raises(ExpressionError) as failed:
        evaluate(text, NAMES)
    assert failed.value.code == code


@pytest.mark.parametrize("text", [*ESCAPES, *BOMBS])
def test_nothing_gets_out_and_nothing_blows_up(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(text, NAMES)


@pytest.mark.parametrize("text", [text for text in ESCAPES if "%" not in text])
def test_most_of_it_cannot_even_be_saved(text: str) -> None:
    assert check_expression(text)


def test_a_function_among_the_values_cannot_be_called_and_reads_as_a_name_only() -> None:
    with pytest.raises(ExpressionError, match="UNKNOWN_FUNCTION"):
        evaluate("f()", NAMES)


def test_saving_names_the_names_that_nothing_sets() -> None:
    assert [finding.values["detail"] for finding in check_expression("a and b or c", ["b"])] == ["a", "c"]
    assert check_expression("a == 1", ["a"]) == ()
    assert check_expression("a == 1") == ()


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.decimals() | st.dates()
pieces = st.sampled_from(
    ["a", "b", "(", ")", "[", "]", "+", "-", "*", "/", "%", "**", ".", ",", "'", "x", "__class__", " and ", " or ",
     " not ", " in ", "==", "<", "len", "round", "date", "1", "9e9", "if ", " else ", "lambda:", ":", "{", "}", "f'"]
)  # fmt: skip


def outcome(text: str, names: dict[str, object]) -> object:
    """Return the value, or the code of the refusal as one more kind of plain value."""
    try:
        return evaluate(text, names)
    except ExpressionError as refusal:
        return refusal.code


@given(st.lists(pieces, max_size=14).map("".join), scalars, scalars)
def test_any_text_gives_a_plain_value_or_a_named_refusal(text: str, first: object, second: object) -> None:
    value = outcome(text, {"a": first, "b": second, "x": [first, second]})
    assert isinstance(value, (bool, int, str, Decimal, date, list, type(None)))


@given(st.text(max_size=600))
def test_any_characters_give_a_value_or_a_named_refusal(text: str) -> None:
    assert not callable(outcome(text, {}))


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_it_agrees_with_arithmetic(a: int, b: int) -> None:
    names = {"a": a, "b": b}
    assert evaluate("a + b * 2 - a", names) == a + b * 2 - a
    assert evaluate("a < b", names) == (a < b)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("working_days(10)", Duration(10, "WORKING_DAYS")),
        ("days(count + 1)", Duration(3, "CALENDAR_DAYS")),
        ("months(6)", Duration(6, "MONTHS")),
        ("hours(1)", Duration(1, "HOURS")),
        ("minutes(0)", Duration(0, "MINUTES")),
        ("clock()", None),
    ],
)
def test_a_duration_is_an_amount_and_a_unit(text: str, duration: Duration | None) -> None:
    assert duration_of(text, NAMES) == duration


@pytest.mark.parametrize(
    "text",
    ["P10D", "10", "days()", "days(1, 2)", "clock(1)", "days(-1)", "days('1')", "days(amount)", "days(yes)",
     "days(1) + 1", "len(sites)", "days(days(1))", "days(clock())", "days(1000000)", "days(unknown)", "", "weeks(1)"],
)  # fmt: skip
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ExpressionError):
        duration_of(text, NAMES)


def test_threads_do_not_see_each_others_values() -> None:
    wrong: list[int] = []

    def many(number: int) -> None:
        names = {"a": number, "x": [1]}
        wrong.extend(number for _ in range(300) if evaluate("a + len(x)", names) != number + 1)

    threads = [threading.Thread(target=many, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
