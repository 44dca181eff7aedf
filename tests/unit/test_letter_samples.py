"""Values to look at a letter with: every letter that is shipped comes out, whichever conditions hold, and has words."""

import tomllib
from pathlib import Path

import pytest

from workflow_app.domain.letter_samples import sample_values
from workflow_app.domain.letter_texts import conditions, placeholders
from workflow_app.domain.letters import compose
from workflow_app.domain.resources import find
from workflow_app.domain.seeds.condition_words import CONDITION_WORDS
from workflow_app.domain.seeds.placeholder_words import PLACEHOLDER_WORDS

LETTERS = sorted(find("bpmn").glob("*/letters/*.toml"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_a_shipped_letter_comes_out_and_its_names_have_words(path: Path) -> None:
    texts = tomllib.loads(path.read_text("utf-8"))
    for without in ((), conditions(texts) - placeholders(texts)):
        said = compose(texts, sample_values(texts, without=without))
        assert said.text.paragraphs
        assert "{" not in " ".join(said.text.paragraphs)
    assert placeholders(texts) <= PLACEHOLDER_WORDS.keys()
    assert conditions(texts) <= PLACEHOLDER_WORDS.keys() | CONDITION_WORDS.keys()


def test_no_words_are_kept_for_names_that_no_letter_has() -> None:
    texts = [tomllib.loads(path.read_text("utf-8")) for path in LETTERS]
    assert frozenset().union(*map(placeholders, texts)) | {"code", "number", "verify_url"} >= PLACEHOLDER_WORDS.keys()
    assert frozenset().union(*map(conditions, texts)) >= CONDITION_WORDS.keys()


def test_a_piece_is_left_unsaid_where_its_condition_does_not_hold() -> None:
    paragraph = ["已经审查", {"where": "paid_in_full", "text": "，已经缴清"}, "。"]
    texts = {"zh": {"title": "决定书", "paragraphs": [paragraph]}}
    assert compose(texts, sample_values(texts)).text.paragraphs == ("已经审查，已经缴清。",)
    without = sample_values(texts, without=["paid_in_full"])
    assert compose(texts, without).text.paragraphs == ("已经审查。",)


def test_a_list_and_a_table_have_several_rows() -> None:
    table = {"columns": ["序号", "材料"], "row": ["{no}", "{material}"]}
    words = {
        "title": "清单",
        "paragraphs": [{"each": "sentences", "text": "{no}．{sentence}"}, "如下。"],
        "table": table,
    }
    said = compose({"zh": words}, sample_values({"zh": words})).text
    assert said.paragraphs[:2] == ("1．〔承诺或者告知的内容〕", "2．〔承诺或者告知的内容〕")
    assert said.table is not None
    assert [row[0] for row in said.table.rows] == ["1", "2"]
