"""On pages and for programs: an emergency sets aside what waits for its day, and that change is written anew."""

from datetime import timedelta

import pytest
from builders import Service
from callers import Caller
from page_readers import Page, Reader, reader

from workflow_app.domain.time import local_date
from workflow_app.services.process_confirming import confirm_draft, submit_draft
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms

KEY = "credit_repair"
ACCEPT, REFUSE = "letters/t20_accept.toml", "letters/t22_grant.toml"
VERSIONS = f"/studio/processes/{KEY}/versions"
WHY = "The notice names a wrong office"


def changed(service: Service, *parts: str) -> str:
    """Begin a draft that changes some letters and return its id."""
    writer, tools = service.actor("author"), service.tools
    draft_id = begin_draft(KEY, "Words of the notice", actor=writer, tools=tools)
    for part in parts:
        text = read_draft_file(draft_id, part, actor=writer, tools=tools)
        save_file(draft_id, part, text + b"\n", seen=digest(text), actor=writer, tools=tools)
    return draft_id


def revision(service: Service, draft_id: str) -> int:
    return get_draft(draft_id, actor=service.actor("author"), tools=service.tools).draft.revision


@pytest.fixture
def ahead(studio: Service) -> Service:
    """Give a studio in which version 2 waits for its day and changes two letters."""
    tools, draft_id = studio.tools, changed(studio, ACCEPT, REFUSE)
    terms = Terms("Two letters", effective_on=local_date(tools.clock.now()) + timedelta(days=9))
    actor = studio.actor("author")
    submit_draft(draft_id, terms, seen=revision(studio, draft_id), actor=actor, tools=tools)
    actor = studio.actor("second")
    confirm_draft(draft_id, seen=revision(studio, draft_id), actor=actor, tools=tools)
    return studio


@pytest.fixture
def clashing(ahead: Service) -> str:
    """Begin a draft that changes one of the two letters, and return its id."""
    draft_id, writer, tools = changed(ahead), ahead.actor("author"), ahead.tools
    text = read_draft_file(draft_id, ACCEPT, actor=writer, tools=tools)
    save_file(draft_id, ACCEPT, text + b"# now\n", seen=digest(text), actor=writer, tools=tools)
    return draft_id


def publish(who: Reader, draft: str, *, expect: int, **fields: str) -> Page:
    action, data = who.get(f"/studio/drafts/{draft}").form("//form[@id='submit']")
    for name, value in ({"note": "Right office", "reason": WHY, "act": "alone"} | fields).items():
        data.setlist(name, [value])
    return who.post(str(action), data, expect=expect)


def test_the_page_asks_whether_a_version_is_set_aside_and_says_so_after(
    ahead: Service, author: Reader, clashing: str
) -> None:
    assert ahead
    page = author.get(f"/studio/drafts/{clashing}")
    (box,) = page.all("//input[@name='set_aside']")
    assert (box.get("value"), box.get("checked")) == ("2", None)
    refused = publish(author, clashing, expect=409)
    assert "two changes of one part" in refused.text
    assert refused.all("//details[@open]//textarea[@name='reason']")[0].text == WHY
    odd = publish(author, clashing, expect=409, set_aside="x,-1,99999999999999999999,②")
    assert odd.all("//input[@name='set_aside']")[0].get("checked") is not None
    publish(author, clashing, expect=303, set_aside="2")
    second = reader(ahead, "second")
    for place in ("/studio", f"/studio/processes/{KEY}", f"{VERSIONS}/3"):
        red = second.get(place)
        assert "Set aside by it" in red.text, place
        assert red.all(f"//a[@href='{VERSIONS}/2']"), place
    assert "set aside by version 3" in second.get(f"/studio/processes/{KEY}").text
    gone = second.get(f"{VERSIONS}/2")
    assert "It does not take effect" in gone.text
    assert not gone.all("//form[contains(@action,'/take-back')]")


def test_its_change_is_begun_anew_from_its_page(author: Reader, clashing: str) -> None:
    other = author.get(f"{VERSIONS}/2").form("//form[contains(@action,'/take-back')]")[1]
    author.post(f"{VERSIONS}/2/anew", other, expect=409)
    publish(author, clashing, expect=303, set_aside="2")
    begun = author.get(author.press(author.get(f"{VERSIONS}/2"), "/anew").location)
    assert "Repeat by hand what it changed in Notice of Acceptance" in begun.text
    assert begun.all("//textarea[@name='note']")[0].text == "Two letters"
    assert begun.all("//input[@name='effective_on']")[0].get("value")


def test_programs_set_aside_and_begin_anew_as_people_do(ahead: Service, clashing: str) -> None:
    writer = Caller(ahead, ahead.token("author"))
    one = f"/processes/{KEY}/drafts/{clashing}/publish-alone"
    body = {"revision": revision(ahead, clashing), "note": "Right office", "reason": WHY}
    for aside in ("2", [0], ["2"], [2] * 51):
        writer.post(one, json={**body, "set_aside": aside}, expect=422)
    assert writer.post(one, json=body, expect=409).get_json()["code"] == "AHEAD_CLASH"
    assert writer.post(one, json={**body, "set_aside": [2]}, expect=200).get_json()["published_version"] == 3
    shown = writer.json(f"/processes/{KEY}/versions/2")["version"]
    assert shown["set_aside_by"] == 3
    assert writer.json(f"/processes/{KEY}/versions/3")["version"]["emergency"]["set_aside"] == [2]
    once = {"Idempotency-Key": "anew-1"}
    anew = f"/processes/{KEY}/versions/2/anew"
    first, again = (writer.post(anew, json={}, headers=once, expect=201).get_json() for _ in range(2))
    assert [each["path"] for each in first["clashes"]] == [ACCEPT]
    assert first == again
    writer.post(f"/processes/{KEY}/versions/3/anew", json={}, expect=409)
