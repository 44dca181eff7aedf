"""Drafts beside each other and beside a version that waits for its day, on pages: said at once, chosen and carried."""

from datetime import timedelta

import pytest
from ahead_office import ACCEPT, KEY, REFUSE
from builders import Service
from draft_pages import alter, begin
from page_readers import Page, Reader, reader

from workflow_app.domain.time import local_date
from workflow_app.services.draft_tests import list_tests, remove_test

PROCESS = f"/studio/processes/{KEY}"


@pytest.fixture
def second(studio: Service) -> Reader:
    return reader(studio, "second")


def day(studio: Service, ahead: int) -> str:
    return (local_date(studio.tools.clock.now()) + timedelta(days=ahead)).isoformat()


def draft_of(studio: Service, who: Reader, title: str, path: str, *, base: str = "") -> str:
    """Begin a draft without process tests, which take their time, and change one part of it."""
    action, data = who.get(PROCESS).form("//form[contains(@action,'/drafts')]")
    found = who.post(str(action), {**data, "title": title, **({"base_version": base} if base else {})}).location
    actor, tools = studio.actor("author"), studio.tools
    for test in list_tests(found.rpartition("/")[2], actor=actor, tools=tools):
        remove_test(found.rpartition("/")[2], test.path, seen=test.digest, actor=actor, tools=tools)
    alter(who, found, path, lambda text: f"{text}# {title}\n")
    return found


def submit(who: Reader, draft: str, *, expect: int = 303, **terms: str) -> Page:
    return who.submit(who.get(draft), "submit", {"act": "submit", "note": "A change", **terms}, expect=expect)


def publish(studio: Service, who: Reader, title: str, path: str, **terms: str) -> str:
    found = draft_of(studio, who, title, path)
    submit(who, found, **terms)
    other = reader(studio, "second")
    other.submit(other.get(found), "confirm", {})
    return found


def test_the_version_to_write_on_is_chosen_and_what_is_ahead_is_renewed_in_sight(
    studio: Service, author: Reader, second: Reader
) -> None:
    assert not author.get(PROCESS).all("//select[@name='base_version']")
    publish(studio, author, "Waiting words", ACCEPT, effective_on=day(studio, 9))
    page = author.get(PROCESS)
    assert [each.get("value") for each in page.all("//select[@name='base_version']/option")] == ["1", "2"]
    early = draft_of(studio, author, "Too early", REFUSE, base="2")
    said = "which is in effect only from"
    assert said in author.get(early).text
    assert said in submit(author, early, expect=409).text
    assert "written on another version" in author.get("/studio").text
    author.press(author.get(early), "/carry")
    assert "from version 1" in author.get(early).text
    assert said not in author.get(early).text
    told = "it is renewed under another number with this change in it"
    assert told in author.get(early).text
    submit(author, early)
    assert told in second.get(early).text
    second.submit(second.get(early), "confirm", {})
    shown = author.get(PROCESS).text
    assert "renewed as version 4" in shown
    assert "Version 2 anew, with the change of version 3 in it" in shown
    waiting = author.get(f"{PROCESS}/versions/2")
    assert "It never takes effect under this number" in waiting.text
    assert not waiting.all("//form[contains(@action,'/take-back')]")
    assert "keeps that change" in author.get(f"{PROCESS}/versions/3").text


def test_whoever_sends_another_base_is_told(studio: Service, author: Reader) -> None:
    publish(studio, author, "Waiting words", ACCEPT, effective_on=day(studio, 9))
    action, data = author.get(PROCESS).form("//form[contains(@action,'/drafts')]")
    for base in ("7", "x", "-1", "99999999999999999999"):
        refused = author.post(str(action), {**data, "title": "x", "base_version": base}, expect=422)
        assert refused.all("//*[@id='error-base_version']"), base


def test_drafts_of_one_process_name_each_other_and_are_carried(studio: Service, author: Reader, second: Reader) -> None:
    first, other, same = (
        draft_of(studio, author, title, path) for title, path in (("One", ACCEPT), ("Two", REFUSE), ("Three", ACCEPT))
    )
    assert author.get(other).all(f"//main//a[@href='{first}']")
    submit(author, first)
    submit(author, other)
    confirming = second.get(first)
    assert "Whichever is published first leaves the others" in confirming.text
    assert confirming.all(f"//main//a[@href='{other}']")
    second.submit(confirming, "confirm", {})
    behind = second.get(other)
    assert "As it is, it cannot be confirmed" in behind.text
    assert not behind.all("//form[contains(@action,'/carry')]")
    assert "is in effect; as it is, it would undo" in second.submit(behind, "confirm", {}, expect=409).text
    author.press(author.get(other), "/take-back")
    stale = author.get(other).form("//form[contains(@action,'/carry')]")
    author.press(author.get(other), "/carry")
    kept = author.get(other)
    assert kept.all("//textarea[@name='note']")[0].text == "A change"
    author.post(str(stale[0]), stale[1], expect=409)
    submit(author, other)
    second.submit(second.get(other), "confirm", {})
    clash = author.get(same)
    assert "both change: Notice of Acceptance" in clash.text
    assert not clash.all("//form[contains(@action,'/carry')]")
    assert "both change letters/t20_accept.toml" in author.post(f"{same}/carry", stale_of(clash), expect=409).text


def stale_of(page: Page) -> dict[str, object]:
    """Return what a form of the page would send to carry it, although there is none."""
    return dict(page.form("//form[@id='submit']")[1])


def test_who_confirms_is_told_how_many_cases_move_along(studio: Service, author: Reader, second: Reader) -> None:
    found = draft_of(studio, author, "All", ACCEPT)
    submit(author, found, scope="ALL")
    answer = second.submit(second.get(found), "confirm", {})
    told = "Running cases that take it too, as they stand now: 0; that stay, each with its reason: 0."
    assert told in second.get(answer.location).text


def test_only_what_is_written_tells_who_has_it_open(studio: Service, author: Reader, second: Reader) -> None:
    found = draft_of(studio, author, "Open", ACCEPT)
    author.get(f"{found}/diagram")
    author.send("POST", f"{found}/open", b"", {}, expect=200)
    assert "has this draft open just now" in second.get(found).text
    submit(author, found)
    assert "has this draft open just now" not in second.get(found).text
    assert "open with" not in second.get("/studio").text


def test_who_published_alone_is_not_named_as_having_confirmed_it(author: Reader, second: Reader) -> None:
    found = begin(author, key=KEY)
    alter(author, found, ACCEPT, lambda text: text + "# mended\n")
    author.submit(author.get(found), "submit", {"act": "alone", "note": "Mended", "reason": "It cannot wait"})
    rows = author.get(found).all("//section[@id='terms']//dt[text()='Confirmed by']/../dd")
    assert "nobody yet" in rows[0].text_content()
    second.press(second.get(f"{PROCESS}/versions/2"), "/emergency/confirm")
    rows = author.get(found).all("//section[@id='terms']//dt[text()='Decided by']/../dd")
    assert [each.text_content() for each in rows] == ["second"]
