"""Objections and reports about what is public: three pages, receipt, desk, answer; and who never learns who it was."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PDF, Service
from office import PENALTY_OF_B, B
from office_pages import pages_of
from page_readers import Fields, Page, Reader, reader
from pledge_office import PledgeOffice
from sqlalchemy import select, text

from workflow_app.domain.actors import Role
from workflow_app.models import AuditEntry, DueWork, Notice
from workflow_app.services.background import run_due

SAID = "九月二日晚在中牟大道看到两辆没有密闭的渣土车，车牌照片附后。"
NAME, PHONE = "李明月", "139-1234-5678"
DOCUMENT = {"document_no": "牟城管罚决字〔2026〕第201号", "document_on": "2026-08-31"}
OBJECTS: Fields = {"ground": "CONTENT", "statement": SAID, "wanted": "请更正。"}
REPORTS: Fields = {"ground": "BROKEN_PROMISE", "statement": f"我是{NAME}，电话13912345678。{SAID}"}
WHO: Fields = {"name": NAME, "phone": PHONE, "relation": "NEIGHBOUR", "interest": "住在旁边的小区。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.hire("handler", Role.COMPLAINT_HANDLER)
    made.agent(B)
    yield made
    made.close()


@pytest.fixture
def pledge(office: PledgeOffice) -> str:
    return office.published()


@pytest.fixture
def service(office: PledgeOffice) -> Service:
    return pages_of(office)


def walk(who: Reader, path: str, first: Fields, *, files: list[object] | None = None) -> Page:
    """Fill in the first two pages, and return the third."""
    proof = who.submit(who.get(path), "objection", {**first, "go": "next"}, expect=200)
    return who.submit(proof, "objection", {**({"proof": files} if files else {}), "go": "next"}, expect=200)


def send(who: Reader, page: Page, **answers: object) -> tuple[str, str]:
    """Send what was filled in, and return its number and code."""
    assert who.submit(page, "objection", {**answers, "go": "send"}).location == "/public/concerns/receipt"
    receipt = who.get("/public/concerns/receipt")
    number = re.search(r"(举报|异申)-\d{4}-\d{4}", receipt.text)
    code = receipt.all("//dt[.='Follow code']/following-sibling::dd")[0].text_content()
    assert number
    return number[0], code.strip()


def report(service: Service, pledge: str, **answers: object) -> tuple[str, str]:
    who = reader(service)
    page = walk(who, f"/public/pledges/{pledge}/report", REPORTS, files=[(io.BytesIO(PDF), "车辆.pdf")])
    return send(who, page, **(answers or WHO))


def follow(service: Service, number: str, code: str, *, expect: int = 200) -> Page:
    who = reader(service)
    return who.submit(who.get("/public/concerns"), "follow", {"number": number, "code": code}, expect=expect)


def first_at_desk(who: Reader) -> str:
    return str(who.get("/desk/concerns").all("//a[@data-open]/@href")[0])


def test_a_report_goes_from_the_pledge_to_the_answer(office: PledgeOffice, service: Service, pledge: str) -> None:
    stranger = reader(service)
    assert stranger.get(f"/public/pledges/{pledge}").link("I want to report") == f"/public/pledges/{pledge}/report"
    number, code = report(service, pledge)
    assert "By Tue 8 Sep, 24:00 the authority says" in follow(service, number, code).text
    desk = reader(service, "credit_office")
    here = first_at_desk(desk)
    page = desk.get(here)
    assert "李**" in page.text
    assert NAME not in page.text
    assert "13912345678" not in page.text
    assert desk.get(str(page.all("//a[contains(., '车辆.pdf')]/@href")[0])).answer.get_data() == PDF
    desk.submit(page, "take-form", {"verdict": "TAKE"})
    assert "By Sun 1 Nov" in follow(service, number, code).text or "By Mon 2 Nov" in follow(service, number, code).text
    (look,) = [each for each in office.looks(pledge) if each.reason == "COMPLAINT"]
    assert look.cause == number
    told = desk.get(f"/desk/pledges/looks/{look.id}")
    assert number in told.text
    desk.submit(desk.get(here), "answer-form", {"outcome": "UPHELD", "answer": "经核查，两辆车没有密闭，已责令改正。"})
    done = follow(service, number, code)
    assert "Well founded" in done.text
    assert "已责令改正" in done.text
    assert desk.get("/desk/concerns?group=OVER").all("//a[@data-open]/@href") == [here]


def test_who_reported_is_read_by_the_handlers_only_and_never_by_whom_it_is_about(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    number, _code = report(service, pledge)
    desk = reader(service, "credit_office")
    here = first_at_desk(desk)
    desk.get(here)
    assert desk.post(f"{here}/contact", {}, expect=403)
    handler = reader(service, "handler")
    clear = handler.press(handler.get(here), "/contact", expect=200)
    assert NAME in clear.text
    assert "13912345678" in clear.text
    desk.submit(desk.get(here), "take-form", {"verdict": "TAKE"})
    run_due(office.tools)
    party = reader(service, "applicant_b")
    for place in ("/my", "/notices", "/my/pledges", f"/my/pledges/{pledge}", f"/public/pledges/{pledge}"):
        seen = party.get(place).text
        assert NAME not in seen, place
        assert "13912345678" not in seen, place
        assert SAID not in seen, place
    party.get(here, expect=403)
    with office.tools.database.read() as unit:
        for column in (AuditEntry.data, Notice.facts, DueWork.payload):
            kept = " ".join(str(each) for each in unit.session.scalars(select(column)))
            assert NAME not in kept, column
            assert "13912345678" not in kept, column
        (read,) = unit.session.scalars(select(AuditEntry.data).where(AuditEntry.action == "concern.speaker_read"))
        assert number in str(read)


def test_a_report_without_a_name_keeps_nothing_and_is_answered_all_the_same(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    who = reader(service)
    page = walk(who, f"/public/pledges/{pledge}/report", {"ground": "OTHER", "statement": SAID})
    both = who.submit(page, "objection", {**WHO, "anonymous": "on", "go": "send"}, expect=422)
    assert "Leave the fields about yourself empty" in both.text
    number, code = send(who, page, anonymous="on")
    with office.tools.database.read() as unit:
        (kept,) = unit.session.scalars(text("SELECT contact_cipher FROM concern"))
        assert kept is None
    desk = reader(service, "credit_office")
    assert "nothing about who it was is kept" in desk.get(first_at_desk(desk)).text
    assert "Received" in follow(service, number, code).text


def test_an_objection_to_a_record_names_who_and_marks_it_disputed_while_it_is_looked_into(
    office: PledgeOffice, service: Service
) -> None:
    record = f"/public/records/{office.record_id(PENALTY_OF_B)}"
    who = reader(service)
    page = walk(who, who.get(record).link("I object"), OBJECTS)
    assert not page.all("//input[@name='anonymous']")
    bare = who.submit(page, "objection", {"go": "send"}, expect=422)
    for name in ("name", "phone", "relation", "interest"):
        assert bare.all(f"//a[@href='#{name}']"), name
    number, code = send(who, page, **{**WHO, "relation": "PARTY"})
    assert "Disputed" not in who.get(record).text
    desk = reader(service, "handler")
    here = first_at_desk(desk)
    desk.submit(desk.get(here), "take-form", {"verdict": "TAKE"})
    assert "Disputed" in who.get(record).text
    assert "By Tue 15 Sep, 24:00 the authority answers." in follow(service, number, code).text
    desk.submit(desk.get(here), "answer-form", {"outcome": "REJECTED", "answer": "经核对决定书，内容无误。"})
    assert "Disputed" not in who.get(record).text


def test_what_is_not_taken_up_needs_its_reason_which_who_sent_it_reads(service: Service, pledge: str) -> None:
    number, code = report(service, pledge)
    desk = reader(service, "credit_office")
    here = first_at_desk(desk)
    assert desk.submit(desk.get(here), "take-form", {}, expect=422).all("//a[@href='#verdict']")
    wrong = desk.submit(desk.get(here), "take-form", {"verdict": "LEAVE"}, expect=422)
    assert wrong.all("//a[@href='#reason']")
    old = desk.get(here)
    desk.submit(old, "take-form", {"verdict": "LEAVE", "reason": "不属于本机关职责。"})
    assert "不属于本机关职责。" in follow(service, number, code).text
    again = reader(service, "handler")
    late = again.get(here)
    assert not late.all("//form[@id='take-form']")
    assert "Somebody has said this already" in again.post(f"{here}/take-up", {"verdict": "TAKE"}, expect=409).text


def test_a_class_of_gravity_is_a_ground_against_a_record_only(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    who = reader(service)
    page = who.get(f"/public/pledges/{pledge}/object")
    offered = [str(each) for each in page.all("//input[@name='ground']/@value")]
    assert "PERIOD" in offered
    assert "CLASS" not in offered
    refused = who.submit(page, "objection", {**OBJECTS, "ground": "CLASS", "go": "next"}, expect=422)
    assert refused.all("//*[@id='error-ground']")
    record = f"/public/records/{office.record_id(PENALTY_OF_B)}"
    assert "CLASS" in [str(each) for each in who.get(f"{record}/object").all("//input[@name='ground']/@value")]


def test_a_second_click_sends_once_and_a_code_is_not_guessed(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    who = reader(service)
    page = walk(who, f"/public/pledges/{pledge}/report", REPORTS)
    number, _code = send(who, page, **WHO)
    assert send(who, page, **WHO)[0] == number
    with office.tools.database.read() as unit:
        assert unit.session.scalar(text("SELECT count(*) FROM concern")) == 1
    assert "Nothing has this number and code" in follow(service, number, "AAAAAA", expect=404).text
    for _ in range(19):
        follow(service, number, "AAAAAA", expect=404)
    assert "too many" in follow(service, number, "AAAAAA", expect=429).text.lower()


def test_nothing_is_said_about_what_is_not_public_or_not_taken(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    who = reader(service)
    secret = office.pledge()
    for place in (
        f"/public/pledges/{secret}/report",
        "/public/breaches/0190a000-0000-7000-8000-000000000000/object",
        "/public/permits/0190a000-0000-7000-8000-000000000000/object/sheet",
        f"/public/repairs/{secret}/report",
    ):
        assert "Not public any more" in who.get(place, expect=404).text, place
    page = walk(who, f"/public/pledges/{pledge}/report", REPORTS)
    action, fields = page.form("//form[@id='objection']")
    fields.update({"go": "send", **WHO})
    gone = who.post(str(action).replace(pledge, secret), fields, expect=409)
    assert SAID in gone.all("//textarea[@readonly]")[0].text_content(), "what was typed can be copied"


def test_wrong_files_are_told_at_the_field_and_no_error_loses_the_others(service: Service, pledge: str) -> None:
    who = reader(service)
    proof = who.submit(who.get(f"/public/pledges/{pledge}/report"), "objection", {**REPORTS, "go": "next"}, expect=200)
    files = [(io.BytesIO(PDF), "车辆.pdf"), (io.BytesIO(b"MZ\x90\x00"), "照片.pdf")]
    told = who.submit(proof, "objection", {"proof": files, "go": "next"}, expect=422)
    assert "照片.pdf" in told.all("//*[@data-error-summary]")[0].text_content()
    assert "车辆.pdf" in told.all("//ul[@class='xn-files']")[0].text_content()
    other = reader(service)
    number, _code = send(other, walk(other, f"/public/pledges/{pledge}/report", REPORTS), **WHO)
    assert number.startswith("举报-")


def test_a_file_is_for_who_handles_it(service: Service, pledge: str) -> None:
    report(service, pledge)
    desk = reader(service, "credit_office")
    href = str(desk.get(first_at_desk(desk)).all("//a[contains(., '车辆.pdf')]/@href")[0])
    reader(service, "applicant_b").get(href, expect=403)
    reader(service, "first_reviewer").get(href, expect=403)
    assert reader(service).get(href, expect=302).location.startswith("/login")


def test_who_had_a_hand_in_it_settles_nothing(office: PledgeOffice, service: Service, pledge: str) -> None:
    case = office.serve(office.allege(pledge), "T15_NOTICE")
    case = office.complete(case, "applicant_b", reply="ADMIT")
    case = office.complete(case, "credit_office_2", proposal="CONFIRM", proposal_findings="两辆车未密闭。", **DOCUMENT)
    office.serve(office.complete(case, "decider", confirmation="AGREE"), "T15_DECISION")
    breach = office.breach(pledge)
    who = reader(service)
    code = f"//div[dt='Unified social credit code']/dd[.='{B}']"
    assert who.get(f"/public/breaches/{breach.id}").all(code), "it tells whose breach it is"
    send(who, walk(who, f"/public/breaches/{breach.id}/object", OBJECTS), **WHO)
    alleged_it = reader(service, "credit_office")
    here = first_at_desk(alleged_it)
    page = alleged_it.get(here)
    assert "somebody else" in page.text
    assert not page.all("//form[@id='take-form']")
    alleged_it.post(f"{here}/take-up", {"verdict": "TAKE"}, expect=403)
    handler = reader(service, "handler")
    handler.submit(handler.get(here), "take-form", {"verdict": "TAKE"})
    assert not [each for each in office.looks(pledge) if each.cause], "a pledge that was broken is not in force"


def test_too_many_from_one_network_are_told_to_wait(service: Service, pledge: str) -> None:
    who = reader(service)
    for _ in range(10):
        send(who, walk(who, f"/public/pledges/{pledge}/report", REPORTS), **WHO)
    page = walk(who, f"/public/pledges/{pledge}/report", REPORTS)
    assert who.submit(page, "objection", {**WHO, "go": "send"}, expect=429).all("//p[@id='send']")


def test_a_sheet_names_it_already(service: Service, pledge: str) -> None:
    page = reader(service).get(f"/public/pledges/{pledge}/report/sheet")
    assert "Zhongmou County Urban Management Bureau" in page.text
    assert page.all("//a[starts-with(@href, 'tel:')]")
    assert page.all("//button[@data-print]")
