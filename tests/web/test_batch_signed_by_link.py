"""The legal representative signs several applications in one session, on the telephone that one link went to."""

import pytest
from batch_pages import HEAD, HEAD_MOBILE, ask_head, begin, ready
from builders import Service
from entering import messages, newest_code, wrong
from page_readers import Page, Reader, reader
from signing_steps import confirmed, link, reading, signatures
from sqlalchemy import select

from workflow_app.models import Case, Task

OTHER_RECEIPT = "4100269999999"


@pytest.fixture
def who(shown: Service) -> Reader:
    return reader(shown, "applicant_h")


def read_and_sign(service: Service, here: str) -> Reader:
    head = reading(service, here, HEAD)
    head.submit(head.get(here), "sign-form", {"has_read": "yes"})
    return head


def change(service: Service, at: int, **changed: object) -> str:
    """Change answers of one draft of the batch, as another window would, and return its decision."""
    with service.tools.database.write() as unit:
        drafts = unit.session.scalars(
            select(Task).join(Case, Case.id == Task.case_id).where(Case.status == "DRAFT").order_by(Task.case_id)
        ).all()
        row = drafts[at]
        row.draft = {**(row.draft or {}), **changed}
        case = unit.session.get_one(Case, row.case_id)
        number = unit.records.get(str(case.record_id)).record.document_no
        unit.commit()
    return number


def rows_of(page: Page) -> dict[str, str]:
    """Return what the page of the batch says of each application."""
    found = [" ".join(each.text_content().split()) for each in page.all("//ul[contains(@class, 'xn-signed-rows')]/li")]
    return {each[each.index("牟城") : each.index("号") + 1]: each for each in found}


def test_one_link_and_one_session_sign_every_application_which_then_is_handed_in(shown: Service, who: Reader) -> None:
    batch = ready(who)
    assert "One link opens all of them" in who.get(f"{batch}/signing").text
    ask_head(who, batch)
    assert who.get(f"{batch}/sign?seen=", expect=303).location == f"{batch}/check"
    assert not who.get(f"{batch}/signing").all("//form[@id='hand-in']")
    here = link(shown)
    assert "第0" not in reader(shown).get(here).text
    head = reading(shown, here, HEAD)
    page = head.get(here)
    for number in ("第022号", "第041号"):
        assert number in page.text or "第0" in page.text
    assert len(page.all("//section[starts-with(@id, 'application-')]")) == 3
    assert len(page.all("//h2[contains(., 'The same for all applications')]")) == 1
    assert page.text.count("The materials submitted are true") == 1, "what is promised is read once"
    papers = page.all("//section[starts-with(@id, 'application-')]//a[contains(@href, '/documents/')]/@href")
    assert head.get(str(papers[-1])).answer.mimetype == "application/pdf"
    head.submit(page, "sign-form", {}, expect=422)
    head.submit(page, "sign-form", {"has_read": "yes"})
    assert "You have signed 3 of 3 applications" in head.get(here).text
    head.get(str(papers[-1]), expect=404)
    assert "has signed 3 of 3 applications" in who.get("/notices").text
    done = who.get(who.submit(who.get(f"{batch}/signing"), "hand-in", {}).location)
    assert "3 applications submitted" in done.text
    assert [(each.way, each.standing, each.used_at is not None) for each in signatures(shown)] == [
        ("LINK", "SIGNED", True)
    ] * 3
    assert len(set(done.all("//a[contains(@href, '/public/pledges/')]/@href"))) == 3
    case = done.all("//a[@class='xn-number']/@href")[0]
    assert "by the legal representative on their own telephone" in who.get(case).text


def test_changing_one_answer_ends_the_signature_under_that_application_alone(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    read_and_sign(shown, link(shown))
    number = change(shown, 1, receipt_no=OTHER_RECEIPT)
    page = who.get(f"{batch}/signing")
    said = rows_of(page)
    assert "counts no more" in said.pop(number)
    assert all("signed" in each and "counts no more" not in each for each in said.values())
    assert "2 of 3 applications are signed" in page.text
    done = who.get(who.submit(page, "hand-in", {}).location)
    assert "2 applications submitted" in done.text
    assert len(signatures(shown)) == 3
    ask_head(who, batch)
    head = read_and_sign(shown, link(shown))
    assert "Signed 29 Sep" in head.get(link(shown)).text
    assert "3 applications submitted" in who.get(who.submit(who.get(f"{batch}/signing"), "hand-in", {}).location).text


def test_a_common_answer_changed_ends_every_signature(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    read_and_sign(shown, link(shown))
    who.submit(who.get(f"{batch}/answers"), "answers", {"contact_phone": "13900139000", "act": "next"})
    page = who.get(f"{batch}/signing")
    assert page.text.count("Its answers, or who is on record, changed since") == 3
    assert not page.all("//form[@id='hand-in']")
    assert who.post(f"{batch}/signing/hand-in", {}).location == f"{batch}/signing"
    assert "Nothing was submitted" in who.get(f"{batch}/signing").text


def test_what_changed_before_it_is_signed_is_left_out_and_the_rest_is_signed(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    here = link(shown)
    head = reading(shown, here, HEAD)
    page = head.get(here)
    number = change(shown, 0, receipt_no=OTHER_RECEIPT)
    again = head.get(here)
    (told,) = again.all("//*[contains(@class, 'xn-tone-info')]//li[contains(., '号')]")
    assert number in told.text_content()
    head.submit(page, "sign-form", {"has_read": "yes"})
    assert sorted(each.standing for each in signatures(shown)) == ["SIGNED", "SIGNED", "WAITING"]
    assert "You have signed 2 of 3 applications" in head.get(here).text


def test_what_was_not_shown_is_not_signed_though_it_is_as_it_was_asked(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    here = link(shown)
    head = reading(shown, here, HEAD)
    change(shown, 0, receipt_no=OTHER_RECEIPT)
    page = head.get(here)
    change(shown, 0, receipt_no="4100260520001")
    head.submit(page, "sign-form", {"has_read": "yes"})
    assert sorted(each.standing for each in signatures(shown)) == ["SIGNED", "SIGNED", "WAITING"]
    assert "With one signature you sign this application" not in head.get(here).text
    head.submit(head.get(here), "sign-form", {"has_read": "yes"})
    assert {each.standing for each in signatures(shown)} == {"SIGNED"}
    head.post(here, {"act": "SIGN", "has_read": "yes", "shown": signatures(shown)[0].id}, expect=409)


def test_who_declines_one_says_which_and_why_and_signs_the_others(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    here = link(shown)
    head = reading(shown, here, HEAD)
    page = head.get(here)
    ids = page.all("//form[@id='decline-form']//input[@name='shown']/@value")
    assert "Tick which of them" in head.submit(page, "decline-form", {"reason": "金额不对"}, expect=422).text
    kept = head.submit(page, "decline-form", {"shown": ids[:1], "reason": ""}, expect=422)
    assert kept.all("//form[@id='decline-form']//input[@name='shown'][@checked]/@value") == ids[:1]
    head.submit(page, "decline-form", {"shown": ids[:1], "reason": "金额不对"})
    page = head.get(here)
    assert "you declined" in page.text
    assert len(page.all("//section[starts-with(@id, 'application-')]")) == 2
    head.submit(page, "sign-form", {"has_read": "yes"})
    assert sorted(each.standing for each in signatures(shown)) == ["DECLINED", "SIGNED", "SIGNED"]
    page = who.get(f"{batch}/signing")
    assert "Reason: 金额不对" in page.text
    done = who.get(who.submit(page, "hand-in", {}).location)
    assert "2 applications submitted" in done.text
    assert "did not sign 1 of 3 applications" in who.get("/notices").text


def test_a_mistyped_number_learns_nothing_and_ends_the_whole_link(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    here = link(shown)
    somebody = confirmed(shown, here)
    assert "第0" not in somebody.submit(somebody.get(here), "name-form", {"name": "赵六"}, expect=422).text
    somebody.submit(somebody.get(here), "stranger-form", {})
    assert {each.standing for each in signatures(shown)} == {"NOT_ME"}
    assert who.get(f"{batch}/signing").text.count("reached somebody else") == 3


def test_guessing_codes_closes_the_link_for_every_application(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    here = link(shown)
    thief = reader(shown)
    thief.submit(thief.get(here), "mobile-form", {})
    for _attempt in range(5):
        thief.post(here, {"act": "code", "code": wrong(newest_code(shown))}, expect=422)
    for _attempt in range(6):
        thief.post(here, {"act": "code", "code": "100000"}, expect=409)
    assert "too many wrong" in thief.get(here).text
    assert {each.standing for each in signatures(shown)} == {"LOCKED"}
    assert who.get(f"{batch}/signing").text.count("closed after wrong attempts") == 3
    ask_head(who, batch)
    read_and_sign(shown, link(shown))


def test_taken_out_of_the_batch_it_is_no_longer_asked_and_what_was_signed_stays(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    here = link(shown)
    cases = who.get(f"{batch}/signing").all("//form[contains(@action, '/leave')]//input[@name='case_id']/@value")
    who.post(f"{batch}/leave", {"case_id": cases[0]})
    head = reading(shown, here, HEAD)
    page = head.get(here)
    assert "was taken back" in page.text
    head.submit(page, "sign-form", {"has_read": "yes"})
    assert sorted(each.standing for each in signatures(shown)) == ["SIGNED", "SIGNED", "WITHDRAWN"]
    who.post(f"{batch}/leave", {"case_id": cases[1]})
    assert sorted(each.standing for each in signatures(shown)) == ["SIGNED", "SIGNED", "WITHDRAWN"]


def test_a_record_that_joins_later_is_asked_alone_and_the_others_stay_signed(shown: Service, who: Reader) -> None:
    batch = ready(who)
    cases = who.get(f"{batch}/signing").all("//form[contains(@action, '/leave')]//input[@name='case_id']/@value")
    who.post(f"{batch}/leave", {"case_id": cases[0]})
    ask_head(who, batch)
    read_and_sign(shown, link(shown))
    with shown.tools.database.write() as unit:
        unit.session.get_one(Case, cases[0]).batch_id = batch.rsplit("/", 1)[1]
        unit.commit()
    page = who.get(f"{batch}/signing")
    assert "not asked yet" in page.text
    assert "2 of 3 applications are signed" in page.text
    ask_head(who, batch)
    assert sorted(each.standing for each in signatures(shown)) == ["SIGNED", "SIGNED", "WAITING"]
    read_and_sign(shown, link(shown))
    assert "3 applications submitted" in who.get(who.submit(who.get(f"{batch}/signing"), "hand-in", {}).location).text


def test_taken_back_nothing_can_be_signed_and_asking_again_ends_the_link_before(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    first = link(shown)
    head = reading(shown, first, HEAD)
    page = head.get(first)
    ask_head(who, batch)
    head.submit(page, "sign-form", {"has_read": "yes"}, expect=409)
    second = link(shown)
    assert second != first
    who.submit(who.get(f"{batch}/signing"), "take-back", {})
    assert "taken back" in reader(shown).get(second).text
    assert {each.standing for each in signatures(shown)} == {"WITHDRAWN"}


def test_two_clicks_send_one_link_and_a_stale_page_asks_for_nothing(shown: Service, who: Reader) -> None:
    batch = ready(who)
    page = who.get(f"{batch}/signing")
    fields = {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other"}
    change(shown, 0, receipt_no=OTHER_RECEIPT)
    assert "changed in another window" in who.submit(page, "ask-form", fields, expect=409).text
    page = who.get(f"{batch}/signing")
    who.submit(page, "ask-form", fields)
    who.submit(page, "ask-form", fields)
    assert len(signatures(shown)) == 3
    assert messages(shown).count("/s/") == 1
    assert "Fill this in" in ask_head(who, batch, name="", expect=422).text
    assert "Enter" in ask_head(who, batch, mobile="123", expect=422).text


def test_nobody_is_asked_before_every_answer_is_there(shown: Service, who: Reader) -> None:
    batch = begin(who)
    page = who.get(f"{batch}/signing")
    assert not page.all("//form[@id='ask-form']")
    assert "Answers are still missing above" in page.text
    fields = {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other", "seen": ""}
    who.post(f"{batch}/signing/ask", fields, expect=409)
    assert not signatures(shown)
    assert who.get(f"{batch}/signing/sheets.pdf", expect=303).location == f"{batch}/signing"


def test_a_stranger_learns_nothing_of_how_a_batch_is_signed(shown: Service, who: Reader) -> None:
    batch = ready(who)
    other = reader(shown, "applicant_b")
    other.get(f"{batch}/signing", expect=404)
    other.get(f"{batch}/signing/sheets.pdf", expect=404)
    other.get("/my")
    for act in ("ask", "take-back", "hand-in"):
        fields = {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other", "seen": "x"}
        other.post(f"{batch}/signing/{act}", fields, expect=404)
    assert not signatures(shown)
