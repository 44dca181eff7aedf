"""Every text that names the head of a subject can be said of an enterprise and of an individual business alike."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from workflow_app.domain.heads import OPERATOR, REPRESENTATIVE
from workflow_app.web.head_words import BOTH, words_of

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("法定代表人", "legal representative")
OTHERS = ("经营者", "operator")


def texts() -> Iterator[str]:
    """Yield every text of the catalogues and of the forms."""
    with (ROOT / "workflow_app/translations/zh/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file):
            for text in (message.id, message.string):
                yield from text if isinstance(text, list | tuple) else (text,)
    for path in sorted(ROOT.glob("bpmn/*/forms/*.json")):
        yield from strings(json.loads(path.read_text()))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


NAMING = sorted({each for each in texts() if any(name in each.casefold() for name in NAMES)})


def test_a_text_about_an_operator_names_no_legal_representative() -> None:
    for text in NAMING:
        said = words_of(OPERATOR, text).casefold()
        assert not any(name in said for name in NAMES), text
        assert "经营者（" not in said, text
        assert "经营者经营者" not in said, text
        assert "operator (" not in said, text
        assert "operator operator" not in said, text
        assert " a operator" not in said, text


def test_a_text_about_an_enterprise_names_no_operator() -> None:
    for text in NAMING:
        said = words_of(REPRESENTATIVE, text).casefold()
        assert not any(f"（{other}" in said or f"({other}" in said for other in OTHERS), text


def test_every_way_of_naming_both_is_used() -> None:
    assert not [each for each in BOTH if not any(each in text for text in NAMING)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask a legal representative.", "Ask an operator."),
        ("A legal representative signs", "An operator signs"),
        ("Legal Representative", "Operator"),
        ("via legal representatives", "via operators"),
        ("the legal representative's telephone", "the operator's telephone"),
        ("由法定代表人（经营者）签署", "由经营者签署"),
        ("nobody", "nobody"),
    ],
)
def test_what_is_said_of_an_operator_is_good_english_and_chinese(text: str, said: str) -> None:
    assert words_of(OPERATOR, text) == said
