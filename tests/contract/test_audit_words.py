"""Every action that is written into the audit trail has words in both languages; a code is no answer."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from workflow_app.domain.proposals import Status
from workflow_app.web import languages
from workflow_app.web.pages.history_words import action_words

SOURCE = Path(__file__).resolve().parents[2] / "workflow_app"
LAYERS = ("services", "operations", "repositories")
WRITERS = {
    "audit", "note", "record", "record_for_case", "note_letter", "note_event", "note_removal", "note_of_removal",
    "note_draft",
    "_audit", "_note", "_close", "_assign",
}  # fmt: skip
"""What takes an action, or hands one on to what does."""
CODE = re.compile(r"[a-z_]+[./][a-z_]+")
COMPOSED = {
    "second_step/{what}": {f"second_step/{each}" for each in ("on", "off", "changed", "codes", "recovery", "reset")},
    "identity/{what}": {f"identity/{each}" for each in ("connected", "disconnected", "expected")},
    "task.{act}": {"task.claimed", "task.released"},
    "entry.{doubt.lower()}": {"entry.entry_made", "entry.entry_lifted"},
    "letter.change_{change.status.lower()}": {"letter.change_approved", "letter.change_rejected"},
    "proposal.{proposal.status.lower()}": {f"proposal.{each.lower()}" for each in (Status.APPROVED, Status.REJECTED)},
}
"""Actions put together at the time, and what they come to; one that is not here fails the test."""
SPOKEN = {"site.refused"}
"""Words of older trails and of processes to come, which nothing here writes."""


def written() -> Iterator[tuple[str, str]]:
    """Yield every action that the code may write, and where it stands."""
    for path in sorted(each for layer in LAYERS for each in (SOURCE / layer).rglob("*.py")):
        for call in (each for each in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(each, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name in WRITERS:
                place = f"{path.relative_to(SOURCE)}:{call.lineno}"
                yield from ((action, place) for action in _actions(call, place))


def _actions(call: ast.Call, place: str) -> Iterator[str]:
    """Yield the action that a call names, outright or put together."""
    for value in (*call.args, *(each.value for each in call.keywords if each.arg == "action")):
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and CODE.fullmatch(value.value):
            yield value.value
        elif isinstance(value, ast.JoinedStr):
            composed = ast.unparse(value)[2:-1]
            assert composed in COMPOSED, f"{place}: say in COMPOSED what {composed} comes to"
            yield from COMPOSED[composed]


def words_in(language: str) -> dict[str, str]:
    """Return the words of all actions in a language."""
    app = Flask(__name__)
    languages.register(app)
    with app.test_request_context(f"/?lang={language}"):
        return {code: str(word) for code, word in action_words().items()}


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_action_of_the_audit_trail_has_words(language: str) -> None:
    words = words_in(language)
    assert {f"{action} ({place})" for action, place in written() if action not in words} == set()


def test_the_words_of_every_action_are_translated() -> None:
    with (languages.CATALOGUES / "zh/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    missing = {word for word in words_in("en").values() if not (found := catalogue.get(word)) or not found.string}
    assert missing == set()


def test_no_words_are_kept_for_what_nobody_writes() -> None:
    assert set(words_in("en")) - SPOKEN == {action for action, _ in written()}


def test_the_search_finds_the_ways_in_which_actions_are_written() -> None:
    found = {action for action, _ in written()}
    assert {"case.withdrawn", "task.claimed", "entry.entry_lifted", "site.removal_verified", "session/begun"} <= found
