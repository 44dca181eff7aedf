"""Publishing alone in an emergency on pages: red everywhere until somebody else has confirmed it."""

import pytest
from builders import URBAN, Service, hire
from callers import Caller
from page_readers import Page, Reader, reader

from workflow_app.domain.actors import Role
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file

KEY = "credit_repair"
LETTER = "letters/t20_accept.toml"
RED = "Published in an emergency, not confirmed"
WHY = "The notice names a wrong office"
NOTE = "The right office in the notice"


@pytest.fixture
def draft(studio: Service) -> str:
    """Begin a draft that changes a letter and return its id."""
    writer, tools = studio.actor("author"), studio.tools
    draft_id = begin_draft(KEY, "Words of the notice", actor=writer, tools=tools)
    text = read_draft_file(draft_id, LETTER, actor=writer, tools=tools)
    save_file(draft_id, LETTER, text + b"\n", seen=digest(text), actor=writer, tools=tools)
    return draft_id


def publish(who: Reader, draft: str, *, expect: int = 303, **fields: str) -> Page:
    action, data = who.get(f"/studio/drafts/{draft}").form("//form[@id='submit']")
    for name, value in ({"note": NOTE, "reason": WHY, "act": "alone"} | fields).items():
        data.setlist(name, [value])
    return who.post(str(action), data, expect=expect)


def test_it_is_red_everywhere_until_somebody_else_confirms(studio: Service, author: Reader, draft: str) -> None:
    second, security = reader(studio, "second"), _security(studio)
    hire(studio, "intake_clerk", Role.INTAKE, authority=URBAN)
    intake = reader(studio, "intake_clerk")
    refused = publish(author, draft, expect=422, reason=" ")
    assert refused.all("//*[@id='error-reason']")
    assert refused.all("//textarea[@name='note']")[0].text == NOTE
    publish(author, draft)
    version = f"/studio/processes/{KEY}/versions/2"
    for who, page in (
        (author, "/studio"),
        (author, f"/studio/processes/{KEY}"),
        (author, version),
        (intake, "/desk"),
        (security, "/admin"),
    ):
        shown = who.get(page)
        assert RED in shown.text, page
        assert WHY in shown.text, page
        assert (", 24:00" in shown.text, "00:00" in shown.text.replace("24:00", "")) == (True, False), page
    assert not security.get("/admin").all("//a[contains(@href,'/studio/')]")
    assert not author.get(version).all("//form[contains(@action,'/emergency/confirm')]")
    action, data = second.get(version).form("//form[contains(@action,'/emergency/confirm')]")
    own = author.get(version).form("//form[contains(@action,'/take-back')]")[1]
    author.post(str(action), own, expect=409)
    second.post(str(action), data)
    assert "any more" in second.post(str(action), data, expect=409).text
    for page in ("/studio", f"/studio/processes/{KEY}", version):
        assert RED not in author.get(page).text, page
    assert RED not in intake.get("/desk").text
    assert WHY in author.get(version).text


def test_the_page_says_which_running_cases_wait_for_whoever_confirms(
    studio: Service, author: Reader, draft: str
) -> None:
    second = reader(studio, "second")
    assert "only once it is confirmed" in author.get(f"/studio/drafts/{draft}").text
    publish(author, draft, scope="ALL")
    version = f"/studio/processes/{KEY}/versions/2"
    red = second.get(version).all("//*[@id='emergency']")[0].text_content()
    assert "All running cases" in red
    assert "running cases only once it is confirmed" in red
    action, data = second.get(version).form("//form[contains(@action,'/emergency/confirm')]")
    second.post(str(action), data)
    assert "as it was chosen" in second.get(version).text


def test_what_was_published_alone_is_closed(studio: Service, author: Reader, draft: str) -> None:
    assert studio
    stale = author.get(f"/studio/drafts/{draft}").form("//form[@id='submit']")
    publish(author, draft)
    for act in ("alone", "submit"):
        author.post(str(stale[0]), {**stale[1], "note": NOTE, "reason": WHY, "act": act}, expect=409)


def test_programs_publish_alone_and_confirm_as_people_do(studio: Service, draft: str) -> None:
    writer, other = (Caller(studio, studio.token(name)) for name in ("author", "second"))
    seen = get_draft(draft, actor=studio.actor("author"), tools=studio.tools).draft.revision
    one = f"/processes/{KEY}/drafts/{draft}/publish-alone"
    body = {"revision": seen, "note": NOTE, "reason": WHY}
    assert writer.post(one, json={**body, "reason": ""}, expect=422).get_json()["errors"][0]["field"] == "/reason"
    assert writer.post(one, json=body, expect=200).get_json()["published_version"] == 2
    version = f"/processes/{KEY}/versions/2"
    shown = writer.json(version)["version"]
    assert (shown["is_unconfirmed"], shown["emergency"]["reason"]) == (True, WHY)
    assert writer.post(f"{version}/emergency/confirm", json={}, expect=403).get_json()["code"] == "SOD_VIOLATION"
    done = other.post(f"{version}/emergency/confirm", json={}, expect=200).get_json()["version"]
    assert (done["is_unconfirmed"], done["approver"]) == (False, "second")
    assert other.post(f"{version}/emergency/confirm", json={}, expect=409).get_json()["code"] == "EMERGENCY_OVER"


def _security(service: Service) -> Reader:
    hire(service, "guard", Role.SECURITY_ADMIN, authority=URBAN)
    return reader(service, "guard")
