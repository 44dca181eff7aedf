"""States are read as words, never as codes: in the trail of every process, and in a history as its own process says."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import Service
from page_readers import hand_in, reader

from workflow_app.web.pages.state_words import state_word

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
    case = hand_in(reader(service, "applicant_b"))
    own = reader(service, "applicant_b").get(f"{case}?history=all").text
    assert "Submitted, awaiting acceptance" in own
    assert "SUBMITTED" not in own
    with service.app.test_request_context(headers={"Accept-Language": "en"}):
        assert state_word("GRANTED") == "Granted", "of whichever process"
        assert state_word("OF_LONG_AGO") == "OF_LONG_AGO", "shown rather than nothing"
