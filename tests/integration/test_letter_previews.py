"""A letter of a draft as it comes out: what is saved is set, and what does not come out says why."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ForbiddenError, NotFoundError, RefusedError
from workflow_app.services.letter_previews import LONGEST, letter_names, preview_letter
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file

LETTER = "letters/t20_accept.toml"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def writer(office: Office) -> Actor:
    return office.people["process_admin"]


@pytest.fixture
def draft_id(office: Office, writer: Actor) -> str:
    return begin_draft("credit_repair", "改一句话", actor=writer, tools=office.tools)


def written(office: Office, draft_id: str, content: bytes) -> None:
    """Save the letter anew."""
    writer = office.people["process_admin"]
    seen = digest(read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools))
    save_file(draft_id, LETTER, content, seen=seen, actor=writer, tools=office.tools)


def test_what_is_saved_is_what_is_set(office: Office, draft_id: str, writer: Actor) -> None:
    before = preview_letter(draft_id, LETTER, actor=writer, tools=office.tools)
    assert before.startswith(b"%PDF-")
    text = read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools).decode()
    written(office, draft_id, text.replace("材料齐全", "材料齐备").encode())
    after = preview_letter(draft_id, LETTER, actor=writer, tools=office.tools)
    assert after.startswith(b"%PDF-")
    assert after != before


def test_the_names_are_those_of_the_letter_and_those_it_could_print(
    office: Office, draft_id: str, writer: Actor
) -> None:
    names = letter_names(draft_id, LETTER, actor=writer, tools=office.tools)
    assert names.title.zh == "信用修复受理通知书"
    used, free = {each.key: each.zh for each in names.used}, {each.key for each in names.free}
    assert used["result_due_on"] == "办结期限"
    assert "clerk" in free
    assert not used.keys() & free


HOSTILE = {
    "no text": (b'kind = "T20_ACCEPT"\n[zh]\ntitle = "x"\nparagraphs = [', "LETTER_SYNTAX"),
    "not utf-8": (b"\xff\xfe", "LETTER_SYNTAX"),
    "nested without end": (b"a = " + b"[" * 20_000, "LETTER_SYNTAX"),
    "no paragraphs": (b'kind = "T20_ACCEPT"\n[zh]\ntitle = "x"', "LETTER_TEXT"),
    "no language": (b'kind = "T20_ACCEPT"', "LETTER_TEXT"),
    "a brace": ('[zh]\ntitle = "{x.__class__}"\nparagraphs = ["好"]'.encode(), "LETTER_PLACEHOLDER"),
    "a lost character": ('[zh]\ntitle = "𠮷"\nparagraphs = ["好"]'.encode(), "LETTER_FONT"),
    "far too long": (b"#" * (LONGEST + 1), "BUNDLE_FILE_SIZE"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_does_not_come_out_says_why(
    office: Office, draft_id: str, writer: Actor, content: bytes, code: str
) -> None:
    written(office, draft_id, content)
    with pytest.raises(RefusedError, match=code):
        preview_letter(draft_id, LETTER, actor=writer, tools=office.tools)
    letter_names(draft_id, LETTER, actor=writer, tools=office.tools)  # the page opens, so that it can be mended


def test_a_name_that_nobody_fills_is_set_as_it_is(office: Office, draft_id: str, writer: Actor) -> None:
    text = read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools).decode()
    written(office, draft_id, text.replace("{applied_on}", "{moon_phase}").encode())
    assert preview_letter(draft_id, LETTER, actor=writer, tools=office.tools).startswith(b"%PDF-")
    assert "moon_phase" in {each.key for each in letter_names(draft_id, LETTER, actor=writer, tools=office.tools).used}
    assert "moon_phase" not in tomllib.loads(text)["placeholders"]


def test_only_letters_of_drafts_are_set_and_only_for_administrators(
    office: Office, draft_id: str, writer: Actor
) -> None:
    for path in ("process.toml", "forms/decision.form.json", "letters/none.toml", "../letters/x.toml"):
        with pytest.raises(NotFoundError):
            preview_letter(draft_id, path, actor=writer, tools=office.tools)
    with pytest.raises(ForbiddenError):
        preview_letter(draft_id, LETTER, actor=office.people["intake"], tools=office.tools)
