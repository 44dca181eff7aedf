"""Cells of decision tables: what they let through, and that nothing gets out of them."""

from datetime import date
from decimal import Decimal

import pytest
from expression_attacks import BOMBS, ESCAPES
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.engine import ExpressionError
from workflow_app.engine.cells import Cell, read_cell, read_formula
from workflow_app.engine.decisions import matches
from workflow_app.engine.expressions import evaluate_node
from workflow_app.engine.tables import ValueType

NAMES = {"limit": 5, "word": "RETURN", "day": date(2026, 9, 29), "yes": True, "f": open}


def passes(text: str, value: object, kind: str = "number") -> bool:
    return matches(read_cell(text), value, ValueType(kind), NAMES)


@pytest.mark.parametrize(
    ("text", "let_through", "kept_out"),
    [
        ("", [1, None], []),
        ("-", [1, None], []),
        (" - ", [1], []),
        ("3", [3, Decimal("3.0")], [4, None]),
        ("-3", [-3], [3]),
        ("3, 5,7", [3, 5, 7], [4]),
        ("< 3", [2, Decimal("2.9")], [3]),
        ("<= 3", [3], [4]),
        (">3", [4], [3]),
        (">= 3", [3], [2]),
        ("< 1, > 9", [0, 10], [5]),
        ("[1..5]", [1, 5], [0, 6]),
        ("(1..5)", [2], [1, 5]),
        ("]1..5[", [2], [1, 5]),
        ("[1..5)", [1], [5]),
        ("(1..5]", [5], [1]),
        ("[1.5..2.5]", [2, Decimal("1.5")], [1]),
        ("[-1..1], ]8..9]", [-1, 9], [8, 2]),
        ("[ (1 + 1) .. limit ]", [2, 5], [1, 6]),
        ("[max(1, 2)..limit], 9", [2, 9], [1]),
        ("(1 + 2) * 2", [6], [3]),
        ("not(3)", [4, None], [3]),
        ("not(3, [5..9])", [4], [3, 7]),
        ("not ([3..5[, (8..9[)", [5, 8, 9], [3, 4]),
        ("not(< 3)", [3], [2]),
        ("> limit", [6], [5]),
        ("limit + 1, min(1, 2)", [6, 1], [5]),
        ("null", [None], [0]),
        ("not(null)", [0], [None]),
    ],
)
def test_a_cell_of_numbers(text: str, let_through: list[object], kept_out: list[object]) -> None:
    assert [passes(text, value) for value in let_through] == [True] * len(let_through)
    assert [passes(text, value) for value in kept_out] == [False] * len(kept_out)


@pytest.mark.parametrize(
    ("text", "kind", "value", "expected"),
    [
        ('"RETURN"', "string", "RETURN", True),
        ("'RETURN', 'AGREE'", "string", "AGREE", True),
        ('not("RETURN")', "string", "AGREE", True),
        ('"a, b"', "string", "a, b", True),
        ('"[1..5]"', "string", "[1..5]", True),
        ('"-"', "string", "-", True),
        ('"true"', "string", "true", True),
        ('"准予，（部分）"', "string", "准予，（部分）", True),
        ("word", "string", "RETURN", True),
        ('["a".."c"]', "string", "b", True),
        ("true", "boolean", True, True),
        ("false", "boolean", True, False),
        ("not(false)", "boolean", True, True),
        ("not(yes) or (yes)", "boolean", True, True),
        ("True", "boolean", True, True),
        ('date("2026-09-29")', "date", date(2026, 9, 29), True),
        ('>= date("2026-01-01")', "date", date(2025, 12, 31), False),
        ('[date("2026-01-01")..day]', "date", date(2026, 9, 29), True),
    ],
)
def test_a_cell_of_another_type(text: str, kind: str, value: object, expected: bool) -> None:  # noqa: FBT001 - a table
    assert passes(text, value, kind) is expected


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("1", True, "boolean"),  # Python calls these two equal
        ("yes", 1, "number"),
        ("word", 5, "number"),
        ("< limit", None, "number"),
        ("< null", 1, "number"),
        ("unknown", 1, "number"),
    ],
)
def test_a_cell_that_cannot_be_compared_fails_and_is_never_false(text: str, value: object, kind: str) -> None:
    with pytest.raises(ExpressionError):
        passes(text, value, kind)


@pytest.mark.parametrize(
    "text",
    [",", "1,", ",1", "1,,2", "<", "< ,1", "not()", "not(1", "[1..5", "[..5]", "[1..]", "]1..5", "1..5", "[1..5] 6",
     "[1..2..3]", "[5]x", '"a', "= 1", "1 2", "< < 1", "[1..5](6)", "[1..(5]"],
)  # fmt: skip
def test_a_cell_that_says_nothing_clear_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        read_cell(text)


FRAMES = ["{}", "< {}", "[{}..5]", "[1..{}]", "not({})", "1, {}", "{}, 1"]


@pytest.mark.parametrize("text", [*ESCAPES, *(bomb for bomb in BOMBS if not bomb.startswith("999999"))])
@pytest.mark.parametrize("frame", FRAMES)
def test_nothing_gets_out_of_a_cell_and_nothing_blows_up(text: str, frame: str) -> None:
    with pytest.raises(ExpressionError):
        passes(frame.format(text), 12345)


@pytest.mark.parametrize("text", [*ESCAPES, *BOMBS])
def test_nothing_gets_out_of_a_formula(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate_node(read_formula(text).body, NAMES)


@pytest.mark.parametrize("text", [",".join("1" * 130), ", ".join(["(((1)))+1+1"] * 40), "not(" * 60 + "1" + ")" * 60])
def test_the_limits_hold_for_a_cell_as_a_whole(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"EXPRESSION_TOO_COMPLEX|EXPRESSION_TOO_LONG|SYNTAX"):
        read_cell(text)


pieces = st.sampled_from(
    ["1", "5", "..", "[", "]", "(", ")", ",", "<", "<=", ">", "not(", "not ", "-", "'a'", '"', "x", "f", ".__class__",
     "()", "len", "date(", "lambda:", "null", "true", " ", "{", "}", "**", "%", ":", "\\", "\n", "if ", " else ", "="]
)  # fmt: skip


@given(st.lists(pieces, max_size=14).map("".join) | st.text(max_size=520), st.none() | st.booleans() | st.integers())
def test_any_text_in_a_cell_is_a_yes_a_no_or_a_named_refusal(text: str, value: object) -> None:
    try:
        cell = read_cell(text)
        answer = matches(cell, value, ValueType.NUMBER, {"x": 1, "f": open})
    except ExpressionError:
        return
    assert isinstance(cell, Cell)
    assert isinstance(answer, bool)
    assert "__class__" not in cell.names


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9), st.sampled_from("[(]"), st.sampled_from("])["))
def test_a_range_is_what_its_brackets_say(low: int, high: int, value: int, opening: str, closing: str) -> None:
    above = low <= value if opening == "[" else low < value
    below = value <= high if closing == "]" else value < high
    assert passes(f"{opening}{low}..{high}{closing}", value) is (above and below)
    assert passes(f"not({opening}{low}..{high}{closing})", value) is not (above and below)
