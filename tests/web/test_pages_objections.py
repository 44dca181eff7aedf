"""An intended repair on its public page, and an objection from its first page to the answer, without an account."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from builders import PDF, URBAN, Service, hire
from callers import FIRST_AGREES, SECOND_AGREES, Caller
from page_readers import Page, Reader, reader
from publicity_modes import set_publicity
from sqlalchemy import text

from workflow_app.domain.actors import Role
from workflow_app.domain.message_ports import ChannelDownError, Handed, Message
from workflow_app.services import phone_codes
from workflow_app.services.background import run_due
from workflow_app.web.context import TOOLS

WHAT = {"ground": "NOT_RECTIFIED", "statement": "7月底仍看到该公司的渣土车未密闭上路，照片附后。"}
WHO = {"name": "李明月", "phone": "139-1234-5678", "relation": "NEIGHBOUR"}


@pytest.fixture
def shown(service: Service, caller: Callable[[str | None], Caller]) -> str:
    """Have B's repair on display, and return its id."""
    set_publicity(service.tools, "BEFORE_REMOVAL")
    hire(service, "handler", Role.COMPLAINT_HANDLER, authority=URBAN)
    case = caller("applicant_b").apply(caller("applicant_b").open_repair())
    for who, answers in (("first_reviewer", FIRST_AGREES), ("second_reviewer", SECOND_AGREES)):
        (task,) = caller(who).json(f"/cases/{case['id']}")["tasks"]
        caller(who).complete(task["id"], answers)
    run_due(service.tools)
    return str(case["id"])


def walk(who: Reader, case_id: str, *, files: list[object] | None = None) -> Page:
    """Fill in the first two pages, and return the third."""
    here = f"/public/repairs/{case_id}/object"
    proof = who.submit(who.get(here), "objection", {**WHAT, "go": "next"}, expect=200)
    more: dict[str, object] = {"proof": files} if files else {}
    return who.submit(proof, "objection", {**more, "go": "next"}, expect=200)


def send(who: Reader, page: Page, **changed: object) -> Page:
    who.submit(page, "objection", {**WHO, **changed, "go": "send"})
    return who.get("/public/repairs/objections/receipt")


def number_and_code(receipt: Page) -> tuple[str, str]:
    found = re.search(r"(异议-\d{4}-\d{4}) Follow code ?(\w{6})", receipt.text)
    assert found
    return found[1], found[2]


def test_the_page_says_until_when_and_how_to_object_and_robots_forget_it(service: Service, shown: str) -> None:
    stranger = reader(service)
    found = stranger.get("/public/repairs?q=第031号")
    assert found.all("//a[@data-open]/@href") == [f"/public/repairs/{shown}"]
    page = stranger.get(f"/public/repairs/{shown}")
    assert "on display until Fri 9 Oct, 24:00" in page.text
    assert "3 working days, counted from Wed 30 Sep" in page.text
    assert page.answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.all("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    assert "the repair is named already" in page.text
    assert stranger.get(f"/public/repairs/{shown}/notice.pdf").answer.get_data().startswith(b"%PDF")
    assert "No intended repair is on display for" in stranger.get("/public/repairs?q=没有这家").text
    gone = stranger.get("/public/repairs/0190a000-0000-7000-8000-000000000000", expect=404)
    assert "by telephone or at the counter" in gone.text


def test_an_objection_goes_through_three_pages_and_is_followed_by_number_and_code(service: Service, shown: str) -> None:
    stranger, handler = reader(service), reader(service, "handler")
    number, code = number_and_code(send(stranger, walk(stranger, shown, files=[(io.BytesIO(PDF), "照片.pdf")])))
    (here,) = handler.get("/desk/objections").all("//a[@data-open]/@href")
    page = handler.get(str(here))
    assert "李**" in page.text
    assert "李明月" not in page.text
    file = page.all("//a[contains(@href, '/desk/objections/files/')]/@href")[0]
    assert handler.get(str(file)).answer.get_data() == PDF
    assert "13912345678" in handler.post(f"{here}/contact", {}, expect=200).text
    handler.submit(handler.get(str(here)), "judge-form", {"verdict": "ACCEPT"})
    run_due(service.tools)

    assert "the publicity stands still" in stranger.get(f"/public/repairs/{shown}").text
    followed = stranger.post("/public/repairs/objections", {"number": number, "code": code}, expect=200)
    assert "Accepted, being examined" in followed.text
    wrong = stranger.post("/public/repairs/objections", {"number": number, "code": "AAAAAA"}, expect=404)
    assert "Please check both." in wrong.text


def test_the_applicant_answers_and_the_examiner_reads_both_without_learning_who_it_was(
    service: Service, shown: str
) -> None:
    stranger, handler = reader(service), reader(service, "handler")
    number, code = number_and_code(send(stranger, walk(stranger, shown)))
    (here,) = handler.get("/desk/objections").all("//a[@data-open]/@href")
    handler.submit(handler.get(str(here)), "judge-form", {"verdict": "ACCEPT"})
    run_due(service.tools)
    applicant = reader(service, "applicant_b")
    assert "Read the objection and answer it" in applicant.get(f"/my/cases/{shown}").text
    page = applicant.get(f"/my/cases/{shown}/objections")
    assert all(each.text_content().strip() for each in page.all("//dd"))
    assert "渣土车未密闭" in page.text
    assert "李" not in page.text
    (form,) = page.all("//form[starts-with(@id, 'reply-')]/@id")
    empty = applicant.submit(page, str(form), {"text": " "}, expect=422)
    assert "Fill this in" in empty.text
    reply = {"text": "照片拍摄于整改之前，附整改后照片。", "files": (io.BytesIO(PDF), "after.pdf")}
    applicant.submit(applicant.get(f"/my/cases/{shown}/objections"), str(form), reply)

    (task,) = handler.get(f"/desk/cases/{shown}").all("//a[contains(@href, '/desk/tasks/')]/@href")
    page = handler.get(str(task))
    assert "照片拍摄于整改之前" in page.text
    assert "李" not in page.text
    objection, reply_late = str(form).removeprefix("reply-"), {"text": "补充说明。"}
    findings = {"objection_outcome": "REJECTED", "objection_findings": "车辆均已密闭。"}
    handler.submit(page, "opinion", findings)
    run_due(service.tools)
    followed = stranger.post("/public/repairs/objections", {"number": number, "code": code}, expect=200)
    assert "车辆均已密闭。" in followed.text
    assert "信修异告〔2026〕1号" in followed.text
    letter = stranger.submit(followed, "result-letter", {}, expect=200)
    assert letter.answer.get_data().startswith(b"%PDF")
    assert "no letter for this number" in stranger.submit(followed, "result-letter", {"code": "A"}, expect=404).text
    over = applicant.get(f"/my/cases/{shown}/objections")
    assert not over.all("//form[starts-with(@id, 'reply-')]"), "what was examined is not answered any more"
    assert "is over" in applicant.post(f"/my/cases/{shown}/objections/{objection}", reply_late, expect=409).text


def test_what_is_wrong_is_told_on_its_page_and_nothing_that_was_typed_or_added_is_lost(
    service: Service, shown: str
) -> None:
    stranger, here = reader(service), f"/public/repairs/{shown}/object"
    first = stranger.submit(stranger.get(here), "objection", {"statement": "短", "go": "next"}, expect=422)
    assert "10 characters at least" in first.text
    proof = stranger.submit(first, "objection", {**WHAT, "go": "next"}, expect=200)
    files = [(io.BytesIO(PDF), "a.pdf"), (io.BytesIO(b"MZ program"), "b.pdf")]
    refused = stranger.submit(proof, "objection", {"proof": files, "go": "add"}, expect=422)
    assert "b.pdf: " in refused.text
    assert "a.pdf" in refused.text, "the good one is kept"
    who = stranger.submit(refused, "objection", {"go": "next"}, expect=200)
    wrong = stranger.submit(who, "objection", {**WHO, "phone": "12", "go": "send"}, expect=422)
    assert "7 to 15 digits" in wrong.text
    assert wrong.all("//input[@name='name']/@value") == ["李明月"]
    assert wrong.all("//input[@name='statement']/@value") == [WHAT["statement"]]
    back = stranger.submit(wrong, "objection", {"go": "back"}, expect=200)
    assert "a.pdf" in back.text
    (token,) = back.all("//input[@name='kept']/@value")
    removed = stranger.submit(back, "objection", {"go": f"remove:{token}"}, expect=200)
    assert "a.pdf" not in removed.text
    assert "Files1" in send(stranger, wrong).text


def test_two_clicks_make_one_objection_and_a_file_is_handed_in_once(service: Service, shown: str) -> None:
    stranger = reader(service)
    last = walk(stranger, shown, files=[(io.BytesIO(PDF), "a.pdf")])
    first, second = number_and_code(send(stranger, last)), number_and_code(send(stranger, last))
    assert first == second
    with service.tools.database.read() as unit:
        assert unit.session.execute(text("SELECT count(*) FROM objection")).scalar_one() == 1
    (token,) = last.all("//input[@name='kept']/@value")
    thief = reader(service)
    other = walk(thief, shown)
    stolen = thief.submit(other, "objection", {**WHO, "kept": str(token), "go": "send"}, expect=422)
    assert "add it again" in stolen.text


def test_a_page_that_outlived_the_publicity_says_so_and_keeps_the_text(service: Service, shown: str) -> None:
    stranger = reader(service)
    last = walk(stranger, shown)
    later = service.tools.clock.now() + timedelta(days=12)

    class Later:
        def now(self) -> object:
            return later

    service.app.extensions[TOOLS] = replace(service.tools, clock=cast("object", Later()))  # type: ignore[arg-type] # a fake
    over = stranger.submit(last, "objection", {**WHO, "go": "send"}, expect=409)
    assert "Nothing was sent" in over.text
    assert over.all("//textarea")[0].text_content().strip() == WHAT["statement"]
    stranger.get(f"/public/repairs/{shown}/object", expect=404)


class Gateway:
    """Keeps what is sent, or says that it is away."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.is_away = False

    def send(self, message: Message) -> Handed:
        if self.is_away:
            raise ChannelDownError("SMS_UNAVAILABLE")
        self.sent.append(message)
        return Handed("1")


def test_where_texts_can_be_sent_a_telephone_may_be_confirmed_by_a_code(service: Service, shown: str) -> None:
    gateway = Gateway()
    service.app.extensions[TOOLS] = replace(service.tools, sms=gateway)
    stranger = reader(service)
    asked = stranger.submit(walk(stranger, shown), "objection", {**WHO, "go": "code"}, expect=200)
    assert "A code was sent" in asked.text
    (message,) = gateway.sent
    (code,) = re.findall(r"\d{6}", message.written.text)
    assert message.to == "13912345678"
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    stranger.submit(asked, "objection", {**WHO, "confirmation": wrong, "go": "send"}, expect=422)
    silent = stranger.submit(asked, "objection", {**WHO, "told_by": "SMS", "go": "send"}, expect=422)
    assert "or take the mark away" in silent.text
    assert silent.all("//input[@name='told_by' and @checked]")
    send(stranger, silent, confirmation=code, told_by="SMS")
    handler = reader(service, "handler")
    (here,) = handler.get("/desk/objections").all("//a[@data-open]/@href")
    assert "(confirmed by a code)" in handler.get(str(here)).text
    assert "Told by SMSYes" in handler.get(str(here)).text
    for _attempt in range(phone_codes.SENT_TO_ONE - 1):
        stranger.submit(asked, "objection", {**WHO, "go": "code"}, expect=200)
    assert "too many" in stranger.submit(asked, "objection", {**WHO, "go": "code"}, expect=429).text


def test_a_gateway_that_is_away_keeps_nobody_from_objecting(service: Service, shown: str) -> None:
    gateway = Gateway()
    gateway.is_away = True
    service.app.extensions[TOOLS] = replace(service.tools, sms=gateway)
    stranger = reader(service)
    told = stranger.submit(walk(stranger, shown), "objection", {**WHO, "go": "code"}, expect=503)
    assert "you may object without one" in told.text
    assert number_and_code(send(stranger, told))


def test_the_interface_lists_repairs_takes_an_objection_once_and_follows_it(
    shown: str, caller: Callable[[str | None], Caller]
) -> None:
    stranger = caller(None)
    (repair,) = stranger.json("/public/repairs?q=宏运")["items"]
    assert (repair["id"], repair["until"], repair["may_object"]) == (shown, "2026-10-09", True)
    body = {"repair_id": shown, **WHAT, **WHO}
    once = {"Idempotency-Key": "objection-1"}
    first = stranger.post("/public/objections", json=body, expect=201, headers=once).get_json()
    assert stranger.post("/public/objections", json=body, expect=201, headers=once).get_json() == first
    assert set(first) == {"id", "number", "follow_code", "received_at", "accept_due_on"}
    followed = stranger.json(f"/public/objections/{first['number']}?code={first['follow_code']}")
    assert (followed["status"], followed["answer"]) == ("RECEIVED", "")
    stranger.json(f"/public/objections/{first['number']}?code=AAAAAA", expect=404)
    stranger.post("/public/objections", json={**body, "repair_id": "no id"}, expect=404)
    stranger.post("/public/objections", json={**body, "ground": "REPORT"}, expect=422)


def test_a_handler_elsewhere_and_the_staff_of_the_case_see_no_objection(service: Service, shown: str) -> None:
    stranger = reader(service)
    send(stranger, walk(stranger, shown))
    (here,) = reader(service, "handler").get("/desk/objections").all("//a[@data-open]/@href")
    hire(service, "elsewhere", Role.COMPLAINT_HANDLER, authority="ZZ_ECOLOGY")
    elsewhere = reader(service, "elsewhere")
    assert "No objection waits." in elsewhere.get("/desk/objections").text
    elsewhere.get(str(here), expect=404)
    reader(service, "decider").get(str(here), expect=403)
    reader(service, "applicant_b").get(str(here), expect=403)


def test_the_desk_suspends_because_of_a_report_and_asks_why(service: Service, shown: str) -> None:
    handler = reader(service, "handler")
    here = handler.get("/desk/objections").link("Suspend because of a report")
    empty = handler.submit(handler.get(here), "order-form", {"reason": ""}, expect=422)
    assert "Fill this in" in empty.text
    handler.submit(handler.get(here), "order-form", {"reason": "电话举报附有现场视频，需要核实。"})
    run_due(service.tools)
    assert "Ordered because of a report" in handler.get("/desk/objections?group=EXAMINED_NOW").text
    assert "the publicity stands still" in reader(service).get(f"/public/repairs/{shown}").text


@pytest.mark.usefixtures("shown")
def test_the_desk_takes_down_a_call_and_loses_nothing_that_was_typed(service: Service) -> None:
    handler = reader(service, "handler")
    here = handler.get("/desk/objections").link("Take an objection down")
    said = {**WHAT, **WHO, "way": "TELEPHONE", "go": "send"}
    files = [(io.BytesIO(PDF), "录音说明.pdf")]
    page = handler.submit(handler.get(here), "register-form", {**said, "phone": "12", "proof": files}, expect=422)
    assert "7 to 15 digits" in page.text
    assert "录音说明.pdf" in page.text, "the file is kept"
    assert page.all("//textarea[@name='statement']")[0].text_content() == WHAT["statement"]
    handler.submit(page, "register-form", {**said, "received_at": "yesterday"}, expect=422)
    done = handler.submit(page, "register-form", said)
    assert handler.submit(page, "register-form", said).location == done.location, "two clicks make one"
    view = handler.get(done.location)
    assert "By telephone" in view.text, view.text
    assert "录音说明.pdf" in view.text
    assert "Taken down by" in view.text
    found = re.search(r"Number(异议-\d{4}-\d{4}) ?Follow code ?(\w{6})", view.text)
    assert found
    stranger = reader(service)
    stranger.get("/public/repairs/objections")
    followed = stranger.post("/public/repairs/objections", {"number": found[1], "code": found[2]}, expect=200)
    assert "Received, acceptance not decided yet" in followed.text
    reader(service, "decider").get(here, expect=403)
