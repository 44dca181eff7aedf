"""Every kind of due work that can fail has words in both languages; a code is no answer."""

import pytest
from flask import Flask
from flask_babel import force_locale

from workflow_app.services.due_kinds import KINDS
from workflow_app.web import languages
from workflow_app.web.pages.incident_words import failure_word, work_word


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_due_work_has_words_of_its_own(language: str) -> None:
    app = Flask("words")
    languages.register(app)
    with app.test_request_context(), force_locale(language):
        words = {kind: work_word(kind) for kind in KINDS}
        assert not {kind for kind, word in words.items() if word == kind}
        assert len(set(words.values())) == len(words)
        for code in ("SITE_UNAVAILABLE", "SITE_ANSWERED_TWICE", "TRAINING_REQUIRED"):
            assert failure_word(code) != code
