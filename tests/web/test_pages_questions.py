"""The guided application: what to know first, one question a page, a last look with a way to each, and the number."""

import pytest
from builders import USCC_B, USCC_E, Service
from page_readers import APPLICATION, PASSWORD, Page, Reader, fill_in, papers, reader, start_application, whole

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.accounts import create_account

PAYMENT = {"paid_on": "2026-05-20", "receipt_no": "R-1", "paid_amount": "20000"}
MOST = 20


def begin(who: Reader) -> Page:
    """Open the first question."""
    return who.get(who.get(start_application(who), expect=303).location)


def answer(who: Reader, page: Page, answers: dict[str, object], *, expect: int = 303) -> Page:
    """Save the answers of a page and go where it leads."""
    sent = who.submit(page, "answers", {**answers, "act": "save"}, expect=expect)
    return who.get(sent.location) if expect == 303 else sent


def heading(page: Page) -> str:
    (found,) = page.all("//h1")
    return " ".join(found.text_content().split())


def asked_on(page: Page) -> set[str]:
    names = set(page.all("//form[@id='answers']//@name"))
    return names - {"csrf_token", "once", "version", "draft_seen", "rules_seen", "to"}


def test_before_the_first_question_one_page_says_what_this_record_needs(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = who.get(who.get("/my").all("//a[contains(@href, '/apply')]/@href")[0])
    assert "takes about 10 minutes" in page.text
    assert "Decision on acceptance: 3 working days" in page.text
    assert "Nobody may charge for it" in page.text
    needed = [each.text_content() for each in page.all("//ol[contains(@class, 'xn-papers-needed')]/li/strong")]
    assert needed == [
        "Receipt",
        "Proof that the behaviour was put right",
        "Application form, part of the penalty authority",
    ]
    assert page.all("//a[contains(@href, 't16-blank.pdf')]")
    assert len(page.all("//main//*[contains(@class, 'btn-primary')]")) == 1
    assert not who.get("/my").all("//a[contains(@href, '/my/tasks/')]"), "nothing is begun by reading it"


def test_each_page_asks_what_belongs_together_keeps_it_and_leads_on_to_the_last_look(service: Service) -> None:
    who = reader(service, "applicant_b")
    page, seen = begin(who), []
    for _ in range(MOST):
        if "Check your answers" in page.text:
            break
        seen.append(heading(page))
        names = asked_on(page)
        page = answer(who, page, {key: value for key, value in {**APPLICATION, **papers()}.items() if key in names})
    assert seen[:3] == [
        "When and how much was paid?",
        "Photograph the receipt",
        "Does any of this apply to the payment?",
    ]
    assert "Is a reconsideration or a suit about this decision pending?" in seen
    assert f"Step {len(seen) + 1} of {len(seen) + 1}" in page.text
    assert "5. We agree that this pledge is made public." in page.text
    done = who.get(who.submit(page, "submit", {"act": "submit"}).location)
    assert "修复-2026-0001" in done.text
    assert "by Fri 9 Oct, 24:00" in done.text
    receipt = who.get(done.all("//a[contains(@href, 'receipt.pdf')]/@href")[0])
    assert receipt.answer.data.startswith(b"%PDF")


def test_a_mistake_stands_at_its_question_and_nothing_typed_is_lost(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = answer(who, begin(who), {**PAYMENT, "paid_on": "2026-05-01"}, expect=422)
    (told,) = page.all("//*[@id='error-paid_on']")
    assert "this cannot have been before" in told.text_content()
    assert page.all("//*[@id='error-summary']//a/@href") == ["#field-paid_on"]
    assert page.all("//input[@id='field-receipt_no']/@value") == ["R-1"]


def test_a_certificate_that_does_not_count_is_told_at_its_question_and_again_when_one_comes_back(
    service: Service,
) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    page = who.get(f"{task}/training_certificate_no")
    told = answer(who, page, {"training_certificate_no": "none of ours"}, expect=422)
    assert told.all("//*[@id='error-training_certificate_no']"), "although later questions are not answered yet"
    back = who.get(f"{task}/training_certificate_no")
    assert back.all("//*[@id='error-training_certificate_no']")
    assert not who.get(f"{task}/payment").all("//*[@id='error-summary']"), "what was never answered is no mistake"


def test_what_an_answer_asks_for_comes_next_and_what_it_does_not_is_skipped(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    page = answer(who, who.get(f"{task}/payment_matters"), {"payment_matters": ["OTHER_PAYER"]})
    assert heading(page) == "Who paid for you?"
    assert "(optional)" not in page.text
    page = answer(who, who.get(f"{task}/payment_matters"), {"payment_matters": []})
    assert heading(page) == "How was the behaviour put right?"
    assert who.get(f"{task}/payer", expect=303).location == f"{task}/payment"
    who.get(f"{task}/no_such_page", expect=404)


def test_changing_an_answer_from_the_last_look_leads_back_there_after_what_it_asks_for(service: Service) -> None:
    who = reader(service, "applicant_b")
    look = fill_in(who, start_application(who))
    change = next(each for each in look.all("//a[@class='xn-change']/@href") if "payment_matters" in each)
    page = who.get(change.partition("#")[0])
    assert "to=check" in change
    page = answer(who, page, {"payment_matters": ["OTHER_PAYER"]})
    assert heading(page) == "Who paid for you?"
    page = answer(who, page, {"payer_name": "张三", "payer_reason": "代付"})
    assert "Check your answers" in page.text
    assert "张三" in page.text


def test_the_last_look_names_what_is_missing_and_offers_no_submission(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    page = who.get(f"{task}?confirm=1", expect=422)
    assert f"{task}/receipt?to=check#field-receipt" in page.all("//*[@id='error-summary']//a/@href")
    assert not page.all("//button[@value='submit']")
    assert page.all("//main//a[contains(@class, 'btn-primary')]/@href") == [f"{task}/payment?to=check"]


def test_one_goes_on_where_one_stopped_also_after_a_session_ended(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    page = answer(who, who.get(f"{task}/payment"), PAYMENT)
    assert who.submit(page, "answers", {"act": "later"}).location == "/my"
    assert who.get(task, expect=303).location == f"{task}/receipt"
    left = reader(service).get(f"{task}/receipt", expect=302)
    assert left.location == f"/login?next={task}/receipt"


def test_a_question_sent_with_the_token_of_an_earlier_session_is_shown_again_as_typed(service: Service) -> None:
    who = reader(service, "applicant_b")
    place = f"{start_application(who)}/payment"
    _, fields = who.get(place).form("//form[@id='answers']")
    page = reader(service, "applicant_b").post(place, {**fields, **PAYMENT, "act": "save"}, expect=400)
    assert page.all("//input[@id='field-receipt_no']/@value") == ["R-1"]
    assert page.all("//form[@data-unsaved]")


def test_two_windows_keep_what_each_changed_and_are_asked_where_both_did(service: Service) -> None:
    who = reader(service, "applicant_b")
    place = f"{start_application(who)}/payment"
    answer(who, who.get(place), PAYMENT)
    phone, computer = who.get(place), who.get(place)
    answer(who, phone, {"paid_amount": "19000", "receipt_no": "PHONE"})
    asked = answer(who, computer, {"paid_on": "2026-05-21", "receipt_no": "COMPUTER"}, expect=409)
    assert "PHONE" in asked.text
    assert "COMPUTER" in asked.text
    again = who.submit(asked, "answers", {"act": "save"}, expect=409)
    assert "Choose one of the two answers" in again.text
    kept = who.get(place)
    assert kept.all("//input[@id='field-receipt_no']/@value") == ["PHONE"]
    assert kept.all("//input[@id='field-paid_amount']/@value") == ["19000"], "what only the other window changed stays"
    who.submit(again, "answers", {"take_receipt_no": "MINE", "act": "save"})
    last = who.get(place)
    values = {each.get("name"): each.get("value") for each in last.all("//form[@id='answers']//input")}
    assert (values["receipt_no"], values["paid_on"], values["paid_amount"]) == ("COMPUTER", "2026-05-21", "19000")


def test_the_draft_that_is_kept_while_typing_tells_of_the_other_window_too(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    place = f"{task}/payment"
    answer(who, who.get(place), PAYMENT)
    _, phone = who.get(place).form("//form[@id='answers']")
    first = who.post(f"{task}/draft?page=payment", {**phone, "receipt_no": "PHONE"}, expect=200).answer.get_json()
    assert (first["saved"], first["clashes"]) == (True, [])
    told = who.post(f"{task}/draft?page=payment", {**phone, "receipt_no": "ELSE"}, expect=200).answer.get_json()
    assert told["clashes"] == ["receipt_no"]
    on = who.post(
        f"{task}/draft?page=payment", {**phone, "receipt_no": "ON", "draft_seen": first["seen"]}, expect=200
    ).answer.get_json()
    assert on["clashes"] == [], "the window that saved last goes on"
    assert who.get(whole(task)).all("//input[@id='field-paid_amount']/@value") == ["20000"]


@pytest.mark.parametrize("marks", ["", "[]", "{", '{"paid_on": 3}'])
def test_marks_that_are_none_do_no_harm(service: Service, marks: str) -> None:
    who = reader(service, "applicant_b")
    page = begin(who)
    answer(who, page, {**PAYMENT, "draft_seen": marks})


def test_the_page_says_until_when_the_draft_is_kept(service: Service) -> None:
    who = reader(service, "applicant_b")
    assert "kept until Thu 29 Oct" in begin(who).text
    assert "Draft, kept until Thu 29 Oct 2026" in who.get("/my").text


def test_a_link_of_another_enterprise_asks_before_it_switches(service: Service) -> None:
    both = CreateAccount("agent_of_both", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=(USCC_B, USCC_E))
    create_account(both, tools=service.tools)
    who = reader(service, "agent_of_both")
    home = who.get("/my")
    mine = home.all("//nav//a[contains(., '宏运渣土')]/@href")[0]
    (other,) = [each for each in home.all("//main//li//a/@href") if each in home.all(
        "//h3[contains(., '澄焰')]/following-sibling::ul[1]//a/@href")][:1]  # fmt: skip
    assert "中牟宏运渣土清运有限公司" in who.get(mine).all("//*[@class='xn-acting']")[0].text_content()
    asked = who.get(other)
    assert heading(asked) == "Go on for another enterprise?"
    assert "宏运渣土" in asked.text
    assert "澄焰" in asked.text
    sent = who.submit(asked, "switch", {})
    assert sent.location == other
    assert "澄焰" in who.get(other).all("//*[@class='xn-acting']")[0].text_content()
    assert heading(who.get(other)) != "Go on for another enterprise?"


def test_nobody_works_for_an_enterprise_that_is_not_theirs(service: Service) -> None:
    who = reader(service, "applicant_b")
    _, fields = who.get("/my").form("//form[@action='/logout']")
    who.post("/my/act-for", {**fields, "subject": "01a20088-9b9e-760c-87e5-d7fe7c21e974"}, expect=404)
