"""Every kind of letter that is numbered has a name for lists, in both languages."""

import pytest
from builders import Service

from workflow_app.domain.letter_kinds import MARKS
from workflow_app.web.pages.letter_words import letter_kind_word


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_numbered_kind_has_a_name(service: Service, lang: str) -> None:
    with service.app.test_request_context(headers={"Cookie": f"lang={lang}"}):
        assert {kind for kind in MARKS if letter_kind_word(kind) == kind} == set()
