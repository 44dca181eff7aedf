"""The pages of a replay: begun, looked at while it runs, stopped, its table and its cases, and who may not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_pages import pages_of
from page_readers import Reader, reader
from past_office import DIAGRAM, PastOffice, draft_of
from sqlalchemy import func, select

from workflow_app.domain.actors import Role
from workflow_app.models import DueWork
from workflow_app.services.replays import KIND


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PastOffice]:
    made = PastOffice.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


def home_of(office: PastOffice, **change: bytes) -> str:
    """Begin a draft, with something in its diagram replaced, and return where it is."""
    writer = office.people["process_admin"]
    if not change:
        return f"/studio/drafts/{draft_of(office, writer)}"
    return (
        f"/studio/drafts/{draft_of(office, writer, DIAGRAM, lambda text: text.replace(change['old'], change['new']))}"
    )


def author_of(office: PastOffice) -> Reader:
    return reader(pages_of(office), "process_admin")


def press(who: Reader, at: str, action: str, *, expect: int = 303) -> str:
    """Press the button of a form of a page and return what is read then."""
    page = who.get(at)
    answer = who.post(action, page.form(f"//form[@action='{action}']")[1], expect=expect)
    return who.get(at).text if expect == 303 else answer.text


def test_a_replay_is_begun_followed_and_read_case_by_case(office: PastOffice) -> None:
    office.granted()
    office.withdrawn()
    home = home_of(office, old=b"decision == 'GRANT'", new=b"decision == 'NEVER'")
    who, here = author_of(office), f"{home}/replay"
    assert "Nothing was replayed through this draft yet" in who.get(here).text
    said = press(who, here, here)
    assert "The replay has begun" in said
    assert "0 of 2 so far" in said
    office.work()
    page = who.get(here)
    assert "2 cases: 1 same, 1 different" in page.text
    assert [each.text_content() for each in page.all("//tbody//*[contains(@class, 'xn-badge')]")] == [
        "Same", "Other path",
    ]  # fmt: skip
    assert "Other path" not in who.get(f"{here}?verdict=SAME").all("//tbody")[0].text_content()
    assert "2 cases: 1 same, 1 different" in who.get(home).text
    case = who.get(f"{here}/2")
    assert "It parts at “Issue the decision refusing it”." in case.text
    (drawing,) = case.all("//*[@data-diagram-url]")
    assert "issue_refusal" in drawing.get("data-added").split()
    assert "issue_permit" in drawing.get("data-removed").split()
    assert "decide_application" in drawing.get("data-done").split()
    for text in (page.text, case.text):
        for kept in ("王建军", "广惠街", "first_reviewer", "13800000000", "91410122MA3X0M1253"):
            assert kept not in text


def test_a_replay_is_stopped_and_out_of_date(office: PastOffice) -> None:
    office.granted()
    who, home = author_of(office), home_of(office)
    here = f"{home}/replay"
    press(who, here, here)
    assert "The replay is stopped" in press(who, here, f"{here}/stop")
    assert (
        "No replay is running"
        in who.post(f"{here}/stop", who.get(home).form(f"//form[@action='{home}/discard']")[1], expect=409).text
    )
    press(who, here, here)
    office.work()
    who.get(home)
    seen = who.client.get(f"{home}/files/{DIAGRAM}")
    who.send("PUT", f"{home}/files/{DIAGRAM}", seen.data + b"\n", {"If-Match": seen.headers["ETag"]}, expect=200)
    for path in (here, home, f"{here}/1"):
        assert "Out of date: the draft was changed since." in who.get(path).text
    assert "Replay again" in who.get(here).text


def test_what_is_not_there_and_who_may_not(office: PastOffice) -> None:
    who, home = author_of(office), home_of(office)
    here = f"{home}/replay"
    assert "No case of this process has ended yet" in press(who, here, here, expect=409)
    office.granted()
    press(who, here, here)
    for path in (f"{here}/1", f"{here}/99", f"{here}/0", here.replace("/drafts/0", "/drafts/1")):
        who.get(path, expect=404)
    assert "No case found" in who.get(f"{here}?verdict=STUCK").text
    assert who.get(f"{here}?verdict=%27%22%3Cscript%3E").all("//tbody/tr")
    stranger = reader(pages_of(office), "decider")
    for path in (here, f"{here}/1"):
        stranger.get(path, expect=403)


def test_a_closed_draft_is_not_replayed(office: PastOffice) -> None:
    office.granted()
    who, home = author_of(office), home_of(office)
    fields = who.get(f"{home}/replay").form(f"//form[@action='{home}/replay']")[1]
    press(who, home, f"{home}/discard")
    assert "not being written any more" in who.post(f"{home}/replay", fields, expect=409).text
    assert not who.get(f"{home}/replay").all(f"//form[@action='{home}/replay']")


@pytest.mark.parametrize("path", [DIAGRAM, "process.toml", "forms/application.form.json"])
def test_a_draft_that_cannot_run_is_not_replayed_and_says_what_stands_against_it(office: PastOffice, path: str) -> None:
    office.granted()
    who, home = author_of(office), home_of(office)
    here = f"{home}/replay"
    press(who, here, here)
    office.work()
    before = who.get(here)
    kept = who.client.get(f"{home}/files/{path}")
    broken = re.sub(r' default="[^"]*"', "", kept.text, count=1) if path == DIAGRAM else "{["
    who.send("PUT", f"{home}/files/{path}", broken.encode(), {"If-Match": kept.headers["ETag"]}, expect=200)
    page = who.post(here, before.form(f"//form[@action='{here}']")[1], expect=422)
    assert "No case was replayed: the draft cannot run yet." in page.text
    if path == DIAGRAM:
        gateway = re.search(r'id="([^"]*)"[^>]* default="', kept.text)
        assert gateway
        assert page.all(f"//li[contains(@class, 'xn-finding')]//a[@href='{home}/diagram?show={gateway[1]}']")
    assert page.all(f"//a[@href='{home}'][contains(., 'Back to the draft')]")
    assert not page.all(f"//form[@action='{here}/stop']")
    assert "1 case: 1 same" in page.text, "what came before stays"
    with office.tools.database.read() as unit:
        assert unit.session.scalar(select(func.count()).select_from(DueWork).where(DueWork.kind == KIND)) == 1
