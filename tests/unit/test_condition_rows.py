"""Conditions as rows: what the editor of a diagram shows as rows is read as rows here, and nothing else."""

import pytest

from workflow_app.domain.condition_rows import ConditionRow, ConditionRows, condition_rows


@pytest.mark.parametrize(
    ("text", "join", "rows"),
    [
        ("acceptance == 'REJECT'", "and", [("acceptance", "==", "REJECT")]),
        ('a != "x" and b >= 2', "and", [("a", "!=", "x"), ("b", ">=", "2")]),
        ("a == 'or' or b < -1.5", "or", [("a", "==", "or"), ("b", "<", "-1.5")]),
        ("intent_published == True", "and", [("intent_published", "==", "True")]),
    ],
)
def test_rows_are_read(text: str, join: str, rows: list[tuple[str, str, str]]) -> None:
    assert condition_rows(text) == ConditionRows(join, tuple(ConditionRow(*row) for row in rows))


@pytest.mark.parametrize(
    "text",
    ["", "not a == 1", "a == 1 and (b == 2 or c == 3)", "a", "a == b", "1 < a < 3", "f(a) == 1", "a ==", "(" * 300],
)
def test_what_rows_cannot_say_is_left(text: str) -> None:
    assert condition_rows(text) is None
