"""Whatever is sent, the form check answers with typed values or with named errors, and lets nothing hidden in."""

import json
import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.schemas.forms import MarshmallowFormCheck

ROOT = Path(__file__).parents[2]
APPLICATION = json.loads((ROOT / "bpmn/credit_repair/forms/application.form.json").read_text(encoding="utf-8"))
KEYS = [component["key"] for component in APPLICATION["components"]]
CHECK = MarshmallowFormCheck(today=lambda: date(2026, 9, 29))

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NOTE = {"components": [{"type": "textarea", "key": "note"}]}
TROUBLE = st.text(alphabet=st.sampled_from("<>/!?ab&;\x00\x08\x1b\r\n\t\u200b\u202e\u2066\ufeff\ud800 汉"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=12), ANYTHING, max_size=12))
def test_any_submission_is_typed_or_refused_by_name(values: dict[str, object]) -> None:
    typed, errors = outcome(values)
    assert set(typed) == (set() if errors else set(KEYS))
    assert all(isinstance(value, str | bool | list | Decimal | date | None) for value in typed.values())
    assert all(error.field.startswith("/values") and error.code.isupper() for error in errors)


def outcome(values: dict[str, object]) -> tuple[dict[str, object], tuple[FieldError, ...]]:
    try:
        return CHECK.check(APPLICATION, values), ()
    except InvalidError as refused:
        return {}, refused.errors


@settings(max_examples=500, deadline=None)
@given(TROUBLE | st.text(max_size=60))
def test_no_markup_and_no_hidden_character_gets_in(text: str) -> None:
    try:
        note = CHECK.check(NOTE, {"note": text})["note"] or ""
    except InvalidError:
        return
    assert isinstance(note, str)
    assert not re.search(r"<[A-Za-z/!?]", note)
    assert all(unicodedata.category(character) not in {"Cc", "Cs"} for character in note.replace("\n", ""))
    assert not set(note) & set("\u200b\u200e\u200f\u202a\u202e\u2066\ufeff")
