"""Titles of letters in lists: words stand where a value will."""

import pytest

from workflow_app.domain.letter_titles import told_title


@pytest.mark.parametrize(
    ("title", "language", "told"),
    [
        ("受理通知书", "zh", "受理通知书"),
        ("{permit_name}", "en", "[name of the permit]"),
        ("{unheard_of}一览", "zh", "[unheard_of]一览"),
        ("{}", "zh", "{}"),
    ],
)
def test_a_title_is_told_with_words_for_what_is_filled(title: str, language: str, told: str) -> None:
    assert told_title(title, language).lower() == told.lower()
