"""Pausing a process on pages and by program: where it is said, what waits, and what wrong words lead to."""

from datetime import timedelta

import pytest
from at_window import WINDOW, clerk, record_path
from at_window import begin as begin_at_window
from builders import URBAN, USCC_B, Service, hire
from callers import Caller
from page_readers import Page, Reader, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.time import ZONE
from workflow_app.services.background import run_due

KEY = "credit_repair"
HERE = f"/studio/processes/{KEY}/pauses"
API = f"/processes/{KEY}/pauses"
ZH, EN = "系统升级，新申请照常收件，暂缓办理。", "We are upgrading; new applications are received and wait."


def typed(service: Service, **days: float) -> str:
    """Return an instant ahead as a browser sends it."""
    return (service.tools.clock.now() + timedelta(**days)).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def pause(who: Reader, service: Service, *, expect: int = 303, **fields: str) -> Page:
    action, data = who.get(HERE).form("//form[@id='pause']")
    for name, value in ({"notice_zh": ZH, "notice_en": EN, "ends_at": typed(service, days=2)} | fields).items():
        data.setlist(name, [value])
    return who.post(str(action), data, expect=expect)


@pytest.fixture
def applicant(studio: Service) -> Caller:
    """Return who applies for B, as a program."""
    return Caller(studio, studio.token("applicant_b"))


def test_it_is_said_where_people_apply_and_work_until_it_is_lifted(
    studio: Service, author: Reader, applicant: Caller
) -> None:
    hire(studio, "intake_clerk", Role.INTAKE, authority=URBAN)
    intake, owner, stranger = reader(studio, "intake_clerk"), reader(studio, "applicant_b"), reader(studio, None)
    pause(author, studio)
    for who, page in (
        (author, "/studio"),
        (author, f"/studio/processes/{KEY}"),
        (intake, "/desk"),
        (owner, "/my"),
        (stranger, "/public/cases"),
        (stranger, "/public"),
    ):
        assert EN in who.get(page).text, page
    opened = applicant.open_repair()
    assert opened["paused_until"] is not None
    done = applicant.submit(opened)
    assert (done["state"], done["status"], done["paused_until"]) == (
        "WAITS_FOR_PROCESS",
        "RUNNING",
        opened["paused_until"],
    )
    assert done["number"]
    case = owner.get(f"/my/cases/{done['id']}").text
    assert "Received and waiting" in case
    assert "Waiting, procedure paused" in case
    assert "waits because the procedure takes no new applications" in case
    inbox = intake.get("/desk")
    (link,) = inbox.all("//a[contains(@href,'held=1')]/@href")
    held = intake.get(str(link)).text
    assert done["number"] in held
    assert "Only cases of the process Credit repair." in held, "a process has a name for people"
    assert done["number"] in author.get(HERE).text
    author.press(author.get(HERE), "/lift")
    run_due(studio.tools)
    assert applicant.json(f"/cases/{done['id']}")["state"] == "SUBMITTED"
    for who, page in ((author, "/studio"), (intake, "/desk"), (owner, "/my"), (stranger, "/public")):
        assert EN not in who.get(page).text, page
    assert "lifted by author" in author.get(HERE).text


def test_it_is_said_on_every_page_of_the_window_before_something_is_handed_in(studio: Service, author: Reader) -> None:
    who = clerk(studio)
    pause(author, studio)
    record = record_path(who)
    subject = who.get(f"{WINDOW}?q={USCC_B}").all("//a[contains(@href,'/desk/window/subjects/')]/@href")[0]
    case = begin_at_window(who)
    for page in (WINDOW, subject, record, case, f"{case}/form"):
        assert EN in who.get(page).text, page
    assert EN not in who.get(f"{subject}/matters").text, "no permit waits for it"


def test_what_is_wrong_is_said_at_its_place_and_kept(studio: Service, author: Reader) -> None:
    refused = pause(author, studio, expect=422, notice_en=" ")
    assert refused.all("//*[@id='error-notice_en']")
    assert refused.all("//textarea[@name='notice_zh']")[0].text == ZH
    for when in ("", "yesterday", typed(studio, days=-1), typed(studio, days=200)):
        assert pause(author, studio, expect=422, ends_at=when).all("//*[@id='error-ends_at']"), when
    reader(studio, "clerk").get(HERE, expect=403)
    author.get("/studio/processes/no_process/pauses", expect=404)


def test_a_stale_page_neither_pauses_twice_nor_lifts_another_pause(studio: Service, author: Reader) -> None:
    action, data = author.get(HERE).form("//form[@id='pause']")
    fresh = {**data, "notice_zh": ZH, "notice_en": EN, "ends_at": typed(studio, days=2)}
    author.post(str(action), fresh)
    assert "paused already" in author.post(str(action), fresh, expect=409).text
    lift = author.get(HERE).form("//form[contains(@action,'/lift')]")
    move = author.get(HERE).form("//form[contains(@action,'/move')]")
    author.post(str(move[0]), {**move[1], "ends_at": "x"}, expect=422)
    author.post(str(move[0]), {**move[1], "ends_at": typed(studio, days=5)})
    author.post(str(lift[0]), lift[1])
    author.post(str(action), fresh)
    assert "over already" in author.post(str(lift[0]), lift[1], expect=409).text
    assert author.get(HERE).all("//form[contains(@action,'/lift')]")


def test_programs_pause_as_people_do(studio: Service) -> None:
    admin, other = Caller(studio, studio.token("author")), Caller(studio, studio.token("clerk"))
    end = (studio.tools.clock.now() + timedelta(days=1)).isoformat()
    body = {"notice_zh": ZH, "notice_en": EN, "ends_at": end}
    other.post(API, json=body, expect=403)
    for wrong in ({**body, "ends_at": "2026-10-09T08:30:00"}, {**body, "ends_at": 5}, {**body, "notice_zh": ""}):
        admin.post(API, json=wrong, expect=422)
    made = admin.post(API, json=body, expect=201).get_json()
    assert made["pauses"][0]["is_running"]
    assert admin.post(API, json=body, expect=409).get_json()["code"] == "PROCESS_PAUSED"
    assert other.json(f"/processes/{KEY}")["pause"]["notice"] in {ZH, EN}
    one = f"{API}/{made['pauses'][0]['id']}"
    later = (studio.tools.clock.now() + timedelta(days=3)).isoformat()
    admin.post(f"{one}/move", json={"ends_at": later}, expect=200)
    assert not admin.post(f"{one}/lift", json={}, expect=200).get_json()["pauses"][0]["is_running"]
    assert admin.post(f"{one}/lift", json={}, expect=409).get_json()["code"] == "PAUSE_OVER"
    assert other.json(f"/processes/{KEY}")["pause"] is None
