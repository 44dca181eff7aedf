"""Every reason for which a clock stands still has words in both languages; a code is no answer."""

import re

import pytest
from flask import Flask
from flask_babel import force_locale

from workflow_app.domain.resources import find
from workflow_app.domain.seeds.parameter_table import DEFAULTS
from workflow_app.schemas.clock_notes import reason_word
from workflow_app.web import languages
from workflow_app.web.pages.clock_words import stop_word

PAUSING = re.compile(r'operation="clock/pause".*?name="reason" value="([A-Z_]+)"', re.DOTALL)


def reasons() -> set[str]:
    """Return what stops a clock, as diagrams and parameters name it."""
    drawn = {found for each in find("bpmn").glob("*/*.bpmn") for found in PAUSING.findall(each.read_text("utf-8"))}
    ruled = {one for key, value, *_ in DEFAULTS if key.endswith(".stopped_by") for one in str(value).split(",")}
    return drawn | ruled


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_of_a_pause_has_words_of_its_own(language: str) -> None:
    app = Flask("words")
    languages.register(app)
    known = reasons()
    assert {"WAITING_MATERIAL", "SPECIAL_PROCEDURE", "OBJECTION"} <= known
    with app.test_request_context(), force_locale(language):
        for word in (reason_word, stop_word):
            assert not {each for each in known if word(each) == each}
