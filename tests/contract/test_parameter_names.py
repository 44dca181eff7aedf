"""Every parameter has a name in both languages, belongs to a subject, and its default fits what may be proposed."""

import re

import pytest

from workflow_app.domain.proposals import Kind
from workflow_app.domain.seeds.gate import gate_defaults
from workflow_app.domain.seeds.parameter_names import GROUPS, NAMES
from workflow_app.domain.seeds.parameter_table import DEFAULTS
from workflow_app.domain.seeds.parameters import PARAMETERS, own_parameters
from workflow_app.services.proposal_kinds import KINDS
from workflow_app.web.pages.proposal_words import WORDS

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_key_has_a_name_and_every_name_a_key() -> None:
    assert set(NAMES) == {key for key, *_ in (*DEFAULTS, *gate_defaults())} == {row.key for row in PARAMETERS}


@pytest.mark.parametrize("name", NAMES.values(), ids=lambda name: name.key)
def test_a_name_is_chinese_in_chinese_and_english_in_english(name: object) -> None:
    found = NAMES[getattr(name, "key", "")]
    assert CHINESE.search(found.zh)
    assert found.en
    assert not CHINESE.search(found.en)
    assert found.group in GROUPS


def test_names_are_told_apart() -> None:
    for language in ("zh", "en"):
        words = [getattr(name, language) for name in NAMES.values()]
        assert len(words) == len(set(words))


def test_every_delivered_value_has_a_unit_that_may_be_proposed() -> None:
    rows = (*PARAMETERS, *own_parameters({"ZM_URBAN": "zm", "ZZ_ECOLOGY": "zz"}))
    assert [row.key for row in rows if row.unit not in NAMES[row.key].units] == []


def test_every_text_that_is_delivered_looks_as_one_that_may_be_proposed() -> None:
    texts = [row for row in PARAMETERS if row.unit == "TEXT"]
    assert texts
    assert [row.key for row in texts if not re.fullmatch(NAMES[row.key].pattern, str(row.value))] == []


def test_every_kind_of_proposal_that_is_done_is_told_in_words() -> None:
    assert set(KINDS) == {*WORDS, Kind.CALENDAR}, "calendars are told day by day"
    assert set(KINDS) <= set(Kind)
