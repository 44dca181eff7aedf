"""Who is at the head of a subject, by its code, and how texts are put into its words."""

import pytest
from flask import Flask

from workflow_app.domain.heads import head_of, head_values
from workflow_app.web.head_words import in_its_words, speak_of

SHOP, FIRM = "92410122MA4T0C0382", "91410122MA3X0E035U"
BOTH_ZH, BOTH_EN = (
    "法定代表人（个体工商户为经营者）签字",
    "Signed by a legal representative (of an individual business: its operator)",
)


def test_an_individual_business_has_an_operator() -> None:
    assert (head_of(SHOP).zh, head_of(FIRM).zh, head_of(None).zh) == ("经营者", "法定代表人", "法定代表人")
    assert head_values(SHOP)["head_line_en"] == "Operator"


@pytest.mark.parametrize(
    ("uscc", "said", "shown"),
    [
        (SHOP, BOTH_ZH, "经营者签字"),
        (FIRM, BOTH_ZH, "法定代表人签字"),
        (None, BOTH_ZH, BOTH_ZH),
        (SHOP, BOTH_EN, "Signed by an operator"),
        (FIRM, BOTH_EN, "Signed by a legal representative"),
        (None, BOTH_EN, BOTH_EN),
        (SHOP, "Legal representative", "Operator"),
        (SHOP, "Ask its operator", "Ask its operator"),
    ],
)
def test_a_text_is_put_into_the_words_of_whom_it_is_about(uscc: str | None, said: str, shown: str) -> None:
    with Flask("words").app_context():
        speak_of(uscc)
        assert in_its_words(said) == shown


def test_without_a_page_a_text_stays_as_it_is() -> None:
    assert in_its_words(BOTH_ZH) == BOTH_ZH
