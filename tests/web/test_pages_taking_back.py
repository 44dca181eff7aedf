"""Taking a version back on pages: by two people, on stale pages, with reasons that stay where they are wrong."""

import pytest
from builders import Service
from page_readers import Page, Reader, reader

from workflow_app.services.process_confirming import confirm_draft, submit_draft
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms

KEY = "credit_repair"
LETTER = "letters/t20_accept.toml"
HERE = f"/studio/processes/{KEY}/versions/2"


@pytest.fixture
def here(studio: Service) -> str:
    """Publish a second version and return where it is shown."""
    writer, second, tools = studio.actor("author"), studio.actor("second"), studio.tools
    draft = begin_draft(KEY, "Words of the notice", actor=writer, tools=tools)
    text = read_draft_file(draft, LETTER, actor=writer, tools=tools)
    save_file(draft, LETTER, text + b"\n", seen=digest(text), actor=writer, tools=tools)
    submit_draft(draft, Terms("Words of the notice"), seen=2, actor=writer, tools=tools)
    confirm_draft(draft, seen=3, actor=second, tools=tools)
    return HERE


def ask(who: Reader, here: str, reason: str, *, expect: int = 303) -> Page:
    action, data = who.get(here).form("//form[contains(@action,'/take-back')]")
    data["reason"] = reason
    return who.post(str(action), data, expect=expect)


def test_two_people_take_a_version_back(studio: Service, author: Reader, here: str) -> None:
    second = reader(studio, "second")
    refused = ask(author, here, "x", expect=422)
    assert refused.all("//*[@id='error-reason']")
    assert refused.all("//textarea[@name='reason']")[0].text == "x"
    stale = author.get(here).form("//form[contains(@action,'/take-back')]")
    ask(author, here, "The name of the first review is wrong")
    again = author.post(str(stale[0]), {**stale[1], "reason": "Once more, please"}, expect=409)
    assert "Somebody has asked already" in again.text
    mine = author.get(here)
    assert "You asked for it" in mine.text
    assert not mine.all("//form[contains(@action,'/confirm')]")
    theirs = second.get(here)
    assert theirs.all("//form[contains(@action,'/confirm')]/@data-confirm")
    action, data = theirs.form("//form[contains(@action,'/take-back/confirm')]")
    assert "stands against" not in second.post(str(action), {**data, "request": "another"}, expect=409).text
    second.post(str(action), data)
    done = second.get(here).text
    assert "The name of the first review is wrong" in done
    assert "Asked for by author, confirmed by second" in done
    assert "Nobody asks any more" in second.post(str(action), data, expect=409).text
    process = second.get(f"/studio/processes/{KEY}").text
    assert "Taken back on" in process
    assert "version 1" in process


def test_taking_back_is_refused_with_a_reason_or_asked_for_no_longer(
    studio: Service, author: Reader, here: str
) -> None:
    second = reader(studio, "second")
    ask(author, here, "The name of the first review is wrong")
    action, data = second.get(here).form("//form[contains(@action,'/refuse')]")
    assert second.post(str(action), data, expect=422).all("//*[@id='error-note']")
    second.post(str(action), {**data, "note": "The name is right"})
    assert "The name is right" in author.get(here).text
    ask(author, here, "It is wrong all the same")
    author.press(author.get(here), "/withdraw")
    assert "Asked no longer to take it back" in author.get(here).text


def test_the_only_version_says_why_it_stays(studio: Service, author: Reader) -> None:
    page = author.get(f"/studio/processes/{KEY}/versions/1")
    assert "This version cannot be taken back" in page.text
    assert not page.all("//form[contains(@action,'/take-back')]")
    author.get(f"/studio/processes/{KEY}/versions/7", expect=404)
    clerk = reader(studio, "clerk")
    clerk.get(f"/studio/processes/{KEY}/versions/1", expect=403)
    author.get(f"/studio/processes/{KEY}/versions/1?status=LOST&cursor=x", expect=422)
