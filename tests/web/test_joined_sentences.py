"""Sentences that are put together: no space between Chinese ones, and one full stop at the end of each."""

import pytest
from builders import Service

from workflow_app.domain.message_ports import Told
from workflow_app.domain.process_findings import Finding
from workflow_app.web.pages.finding_words import findings_text
from workflow_app.web.pages.notice_words import NOTICES, notice_words
from workflow_app.web.sentences import SENTENCES, sentence
from workflow_app.web.wording import one_stop

SAID = ("title", "note", "why", "reason", "process", "who", "basis", "notice", "detail", "what")
FAILED = Finding("review_third", "TEST_FAILED", {
    "title": "三审", "step": 6, "aspect": "ACT", "expected": ("review_third",), "happened": ("SOD_VIOLATION",),
})  # fmt: skip


@pytest.mark.parametrize(("language", "stop"), [("zh", "。"), ("en", ".")])
def test_what_somebody_wrote_as_a_sentence_ends_with_one_stop(
    module_service: Service, language: str, stop: str
) -> None:
    facts = dict.fromkeys(SAID, f"Because{stop}")
    with module_service.app.test_request_context(headers={"Accept-Language": language}):
        texts = [notice_words(Told(code, facts, "机关", "Office", "/")).text for code in NOTICES]
        texts += [sentence(code, facts) for code in SENTENCES]
    assert not [text for text in texts if "。。" in text or "。." in text or (".." in text and "..." not in text)]


def test_a_test_that_differs_says_so_in_sentences_of_its_language(module_service: Service) -> None:
    with module_service.app.test_request_context(headers={"Accept-Language": "zh"}):
        chinese = findings_text([FAILED])
    assert "”。" in chinese
    assert "。”。" not in chinese
    assert "。 " not in chinese
    with module_service.app.test_request_context(headers={"Accept-Language": "en"}):
        english = findings_text([FAILED])
    assert ".”" not in english
    assert ". Correct the process" in english


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("好。。", "好。"),
        ("Done..", "Done."),
        ("Done.。", "Done。"),
        ("好。.", "好。"),
        ("And so on...", "And so on..."),
        ("？。好", "？好"),
    ],
)
def test_two_stops_are_one(text: str, read: str) -> None:
    assert one_stop(text) == read
