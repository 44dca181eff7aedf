"""The legal representative signs on their own telephone what somebody else files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service
from entering import MOBILE, bind, messages, newest_code, registered, with_outbox, wrong
from page_readers import fill_in, reader, start_application
from signing_steps import (
    HEAD,
    HEAD_MOBILE,
    ask,
    change_answer,
    confirmed,
    filled,
    link,
    reading,
    sign_by_link,
    signatures,
    submit,
)
from sqlalchemy import update

from workflow_app.domain.message_ports import Told
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Authority, Parameter, Subject


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def test_the_representative_reads_and_signs_and_only_then_it_is_handed_in(shown: Service) -> None:
    who, task = filled(shown)
    page = who.get(f"{task}?confirm=1")
    assert "You act as an agent" in page.text
    ask(who, task)
    page = who.get(f"{task}?confirm=1")
    assert "王建军 was asked to sign" in page.text
    assert "Not read yet" in page.text
    assert not page.all("//button[@form='submit']")
    here = link(shown)
    stranger = reader(shown).get(here)
    assert "139****8888" in stranger.text
    assert "乙" not in stranger.text
    assert HEAD not in stranger.text
    head = confirmed(shown, here)
    assert HEAD not in head.get(here).text
    head.submit(head.get(here), "name-form", {"name": "王 建军"})
    page = head.get(here)
    assert "第031号" in page.text
    assert "The materials submitted are true" in page.text
    assert "Handed in to" in page.text
    assert "—" not in page.text
    assert "not filled in" in page.text
    assert "Read 29 Sep" in " ".join(who.get(f"{task}/signing").text.split())
    (paper,) = set(page.all("//a[contains(@href, '/documents/')]/@href[contains(., 'documents')]")[:1])
    assert head.get(str(paper)).answer.mimetype == "application/pdf"
    head.submit(page, "sign-form", {"has_read": "yes"})
    page = head.get(here)
    assert "Signed 29 Sep" in page.text
    assert "第031号" not in page.text
    head.get(str(paper), expect=404)
    assert "Your application is signed" in who.get("/notices").text
    case = submit(who, task).location.removesuffix("/submitted")
    page = who.get(case)
    assert "by the legal representative on their own telephone" in page.text
    assert "SMS link of the legal representative" in page.text
    (row,) = signatures(shown)
    assert (row.way, row.standing, row.used_at is not None) == ("LINK", "SIGNED", True)
    assert [each["zh"][:2] for each in row.content["pledge"]][:2] == ["一、", "二、"]
    assert HEAD_MOBILE.encode() not in (row.phone_cipher or b"")


def test_what_was_signed_counts_no_more_once_an_answer_is_changed(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    here = link(shown)
    head = reading(shown, here)
    page = head.get(here)
    change_answer(shown, task, receipt_no="4100260520009")
    head.submit(page, "sign-form", {"has_read": "yes"}, expect=409)
    assert "changed after this link was sent" in head.get(here).text
    assert "第031号" not in head.get(here).text
    change_answer(shown, task, receipt_no="4100260520001")
    head.submit(page, "sign-form", {"has_read": "yes"})
    change_answer(shown, task, receipt_no="4100260520009")
    page = who.get(f"{task}?confirm=1")
    assert "counts no more" in page.text
    assert not page.all("//button[@form='submit']")
    refused = submit(who, task, expect=422)
    assert "no signature of theirs" in refused.text
    ask(who, task)
    sign_by_link(shown, link(shown))
    submit(who, task)
    assert [each.standing for each in signatures(shown)] == ["WITHDRAWN", "SIGNED"]


def test_nothing_is_handed_in_while_the_representative_is_asked_unless_it_is_taken_back(shown: Service) -> None:
    who, task = filled(shown)
    page = who.get(f"{task}?confirm=1")
    ask(who, task)
    who.submit(page, "submit", {"act": "submit"}, expect=422)
    here = link(shown)
    who.press(who.get(f"{task}/signing"), "/take-back")
    assert "taken back" in reader(shown).get(here).text
    case = submit(who, task).location.removesuffix("/submitted")
    assert "the legal representative did not sign personally" in who.get(case).text
    assert [each.way for each in signatures(shown)] == ["LINK", "AGENT_ACCOUNT"]


def test_who_declines_gives_a_reason_and_it_stands(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    here = link(shown)
    head = reading(shown, here)
    head.submit(head.get(here), "decline-form", {"reason": ""}, expect=422)
    head.submit(head.get(here), "decline-form", {"reason": "金额不对"})
    page = who.get(f"{task}?confirm=1")
    assert "does not sign: 金额不对" in page.text
    assert not page.all("//button[@form='submit']")
    head.post(here, {"act": "SIGN", "has_read": "yes"}, expect=409)
    assert "was not signed" in who.get("/notices").text


def test_a_mistyped_number_shows_nothing_but_that_it_is_the_wrong_one(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    here = link(shown)
    somebody = confirmed(shown, here)
    page = somebody.submit(somebody.get(here), "name-form", {"name": "赵六"}, expect=422)
    assert "第031号" not in page.text
    somebody.post(here, {"act": "SIGN", "has_read": "yes"}, expect=422)
    somebody.submit(somebody.get(here), "stranger-form", {})
    assert "is not that of 王建军" in who.get(f"{task}/signing").text


def test_a_forwarded_link_sends_its_code_to_the_first_telephone_alone_and_guessing_ends_it(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    here = link(shown)
    thief = reader(shown)
    thief.get(here)
    thief.post(here, {"act": "SIGN", "has_read": "yes"}, expect=409)
    thief.submit(thief.get(here), "mobile-form", {"mobile": "13900000009"})
    assert "13900000009" not in messages(shown)
    for _attempt in range(5):
        thief.post(here, {"act": "code", "code": wrong(newest_code(shown))}, expect=422)
    thief.post(here, {"act": "code", "code": newest_code(shown)}, expect=409)
    for _attempt in range(5):
        thief.post(here, {"act": "code", "code": "100000"}, expect=409)
    assert "too many wrong" in thief.get(here).text
    assert "The link was closed" in who.get(f"{task}/signing").text
    reader(shown).get("/s/AAAAAAAAAAAAAAAA", expect=404)


def test_a_link_is_of_no_use_after_handing_in_or_its_time(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    here = link(shown)
    head = sign_by_link(shown, here)
    submit(who, task)
    head.post(here, {"act": "SIGN", "has_read": "yes"}, expect=409)
    assert "第031号" not in head.get(here).text
    assert len(signatures(shown)) == 1


def test_another_representative_on_record_needs_another_signature(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    here = link(shown)
    head = reading(shown, here)
    page = head.get(here)
    with shown.tools.database.write() as unit:
        unit.session.execute(update(Subject).values(legal_representative="李新任"))
        unit.commit()
    head.submit(page, "sign-form", {"has_read": "yes"}, expect=409)
    assert "counts no more" in who.get(f"{task}/signing").text


def test_a_link_goes_to_nobody_twice_by_a_double_click_and_never_to_who_asks(shown: Service) -> None:
    who, task = filled(shown)
    page = who.get(f"{task}/signing")
    fields = {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other"}
    who.submit(page, "ask-form", fields)
    who.submit(page, "ask-form", fields)
    assert len(signatures(shown)) == 1
    assert "Enter" in ask(who, task, mobile="123", expect=422).text
    assert "Fill this in" in ask(who, task, name="", expect=422).text
    for _more in range(4):
        ask(who, task)
    who.post(f"{task}/signing/ask", fields, expect=409)
    assert [each.standing for each in signatures(shown)] == ["WITHDRAWN"] * 4 + ["WAITING"]


def test_a_stranger_learns_nothing_of_how_it_is_signed(shown: Service) -> None:
    _, task = filled(shown)
    other = reader(shown, "applicant_e")
    other.get(f"{task}/signing", expect=404)
    other.get("/my")
    other.post(f"{task}/signing/ask", {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other"}, expect=404)
    other.get(f"{task}/signing/sheet.pdf", expect=404)


def test_a_page_that_was_open_too_long_comes_back_and_asks_nobody_to_log_in(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    page = reader(shown).post(link(shown), {"act": "mobile"}, expect=400)
    assert "send it once more" in page.text
    assert page.all("//form[@id='mobile-form']")


def test_the_telephone_that_a_representative_is_registered_with_is_offered_masked(shown: Service) -> None:
    head = registered(shown, HEAD_MOBILE, HEAD)
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    who, task = filled(shown)
    page = who.get(f"{task}/signing")
    assert "139****8888" in page.text
    assert HEAD_MOBILE not in page.text
    ask(who, task, to="known", mobile="")
    assert "You are asked to sign" in head.get("/notices").text
    assert "open the link that came by sms" in head.get("/notices").text.lower()
    sign_by_link(shown, link(shown))
    case = submit(who, task).location.removesuffix("/submitted")
    assert "the number is known here" in who.get(case).text
    intake = reader(shown, "intake")
    task_page = intake.get(intake.get("/desk").all("//a[@data-open]/@href")[0])
    assert "by the legal representative on their own telephone" in task_page.text


def test_a_representative_who_files_signs_with_their_own_account(shown: Service) -> None:
    head = registered(shown, HEAD_MOBILE, HEAD)
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    task = start_application(head)
    fill_in(head, task)
    assert "You sign it yourself" in head.get(f"{task}?confirm=1").text
    case = submit(head, task).location.removesuffix("/submitted")
    assert "with the signer's own account" in head.get(case).text
    assert [(each.way, each.signer) for each in signatures(shown)] == [("OWN_ACCOUNT", HEAD)]


def test_a_known_number_of_ones_own_is_refused(shown: Service) -> None:
    who = registered(shown)
    bind(shown, who)
    task = start_application(who)
    fill_in(who, task)
    assert "your own number" in ask(who, task, mobile=MOBILE, expect=422).text


def test_the_message_is_short_and_says_who_asks_for_which_enterprise(shown: Service) -> None:
    who, task = filled(shown)
    ask(who, task)
    facts = {"name": shown.actor("applicant_b").name, "subject": SUBJECT_BY_KEY["B"].name}
    told = Told("SIGNING_LINK", facts, "中牟县城市管理局", "Zhongmou", f"{shown.tools.base_url}{link(shown)}")
    text = shown.tools.writer.write_link(told, language="zh").text
    assert len(text) <= 70, text
    assert facts["subject"] in text
    assert text in reader(shown, lang="zh").get("/demo/messages").text
    assert HEAD not in text


def test_an_authority_may_want_the_representative_s_own_signature(shown: Service) -> None:
    who, task = filled(shown)
    with shown.tools.database.write() as unit:
        unit.session.execute(
            update(Parameter).where(Parameter.key == "signing.ways").values(value="OWN_ACCOUNT,LINK,PAPER_COUNTER")
        )
        unit.session.execute(update(Authority).values(parameter_version=Authority.parameter_version + 1))
        unit.commit()
    page = who.get(f"{task}?confirm=1")
    assert not page.all("//button[@form='submit']")
    assert "photograph" not in page.text
    assert "is signed in this way" in submit(who, task, expect=422).text
    ask(who, task)
    sign_by_link(shown, link(shown))
    submit(who, task)
