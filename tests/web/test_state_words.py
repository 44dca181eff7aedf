"""States are read as words, never as codes: in the trail of every process, and in a history as its own process says."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import Service
from page_readers import hand_in, reader

from workflow_app.domain.process_facts import Words
from workflow_app.services.cases import get_case
from workflow_app.services.views import HistoryEntry
from workflow_app.web.pages.history import told_history
from workflow_app.web.pages.state_words import state_in, state_word

BUNDLES = Path(__file__).parents[2] / "bpmn"
STATES = sorted(
    {row["key"] for each in BUNDLES.glob("*/process.toml") for row in tomllib.loads(each.read_text())["states"]}
)
AT = datetime(2026, 10, 10, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_state_that_we_ship_has_a_word(service: Service, language: str) -> None:
    with service.app.test_request_context(headers={"Accept-Language": language}):
        assert [each for each in STATES if state_word(each) == each] == []


def test_a_history_says_a_state_as_its_own_process_does(service: Service) -> None:
    case_id = hand_in(reader(service, "applicant_b")).rpartition("/")[2]
    case = get_case(case_id, actor=service.actor("first_reviewer"), tools=service.tools)
    entries = [HistoryEntry(AT, "", "case.state_reached", {"state": "RETURNED_TO_FIRST"})]
    for language, office, public in (
        ("zh-CN", "初审复核中", "审查中"),
        ("en", "Back with first reviewer", "Under review"),
    ):
        with service.app.test_request_context(headers={"Accept-Language": language}):
            assert told_history(case, entries)[0].title == office
            assert told_history(case, entries, whole=False)[0].title == public
    with service.app.test_request_context(headers={"Accept-Language": "en"}):
        assert state_in(case, "SYNCING", whole=True) == "Granted, being removed from sites"
        assert case.states["SYNCING"] == Words("准予修复，正在撤下公示", "Granted, being removed from sites")
        assert state_in(case, "IN_REVIEW", whole=True) == "Under review", "a state of another version has a word too"
