"""A draft gets a letter: a small text in both languages, which a step can issue."""

import pytest
from builders import Service
from page_readers import Page, Reader, reader

from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_drafting import digest

KEY = "credit_repair"
GOOD = {"name": "third_notice", "title": "三审通知书", "title_en": "Notice of the third review"}
PATH = "letters/third_notice.toml"


@pytest.fixture
def draft(author: Reader) -> str:
    author.get(f"/studio/processes/{KEY}")
    return author.post(f"/studio/processes/{KEY}/drafts", {"title": "x"}).location


def file_of(who: Reader, draft: str, path: str) -> bytes:
    return who.send("GET", f"{draft}/files/{path}", b"", {}, expect=200).data


def make(who: Reader, draft: str, **changed: str) -> Page:
    return who.submit(who.get(f"{draft}/new-letter"), "new-letter", {**GOOD, **changed}, at=f"{draft}/new-letter")


def found(studio: Service, draft: str) -> set[tuple[str, object]]:
    checked = check_draft(draft.rsplit("/", 1)[1], actor=studio.actor("author"), tools=studio.tools)
    return {(each.code, each.values.get("kind")) for each in checked.findings}


def test_a_new_letter_can_be_written_looked_at_and_issued(studio: Service, author: Reader, draft: str) -> None:
    there = make(author, draft).location
    assert there == f"{draft}/letter/{PATH}"
    page = author.get(there)
    assert "Notice of the third review" in page.text
    assert page.all("//button[@data-insert='case_number']")
    pdf = author.send("GET", f"{draft}/letter-preview/{PATH}", b"", {}, expect=200)
    assert pdf.mimetype == "application/pdf"
    assert found(studio, draft) == {("LETTER_UNUSED", "THIRD_NOTICE")}
    before = file_of(author, draft, f"{KEY}.bpmn")
    after = before.replace(b'value="T20_ACCEPT"', b'value="THIRD_NOTICE"')
    author.send("PUT", f"{draft}/files/{KEY}.bpmn", after, {"If-Match": f'"{digest(before)}"'}, expect=200)
    assert found(studio, draft) == {("LETTER_UNUSED", "T20_ACCEPT")}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "Third Notice"}, "Use small letters"),
        ({"name": "../evil"}, "Use small letters"),
        ({"name": "t20_accept"}, "There is a letter of this name already"),
        ({"title": " { } "}, "Fill this in"),
        ({"title_en": "x" * 61}, "60"),
    ],
)
def test_what_cannot_be_a_letter_is_told_and_nothing_is_lost(
    author: Reader, draft: str, wrong: dict[str, str], words: str
) -> None:
    settings = file_of(author, draft, "process.toml")
    page = author.post(f"{draft}/new-letter", {**GOOD, **wrong}, expect=422)
    assert words in page.text
    assert page.all("//input[@id='name']/@value") == [{**GOOD, **wrong}["name"]]
    assert file_of(author, draft, "process.toml") == settings


def test_a_title_says_what_it_says_whatever_stands_in_it(studio: Service, author: Reader, draft: str) -> None:
    make(author, draft, title='"三审"\\ {case_number} [x] <b>', title_en="''' \"\"\" {% if %}")
    assert "case_number [x]" in file_of(author, draft, PATH).decode()
    assert found(studio, draft) == {("LETTER_UNUSED", "THIRD_NOTICE")}


def test_made_twice_it_is_there_once(author: Reader, draft: str) -> None:
    make(author, draft)
    again = author.post(f"{draft}/new-letter", GOOD, expect=422)
    assert "There is a letter of this name already" in again.text
    assert file_of(author, draft, "process.toml").count(b"THIRD_NOTICE") == 1


def test_only_process_administrators_make_letters(studio: Service, draft: str) -> None:
    reader(studio, "clerk").get(f"{draft}/new-letter", expect=403)
