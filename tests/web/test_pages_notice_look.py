"""The one-time notice and the refusal to accept are seen as letters before they go; an acceptance goes at once."""

import pytest
from builders import Service
from page_readers import APPLICATION, Fields, Reader, first_task, papers, reader, start_application, whole

from workflow_app.services.background import run_due

UNREADABLE = "凭证上的金额看不清，请重新拍摄。"
ELSEWHERE = "该处罚决定不由本机关作出，请向作出决定的机关申请。"
CORRECT: Fields = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": UNREADABLE}
REJECT: Fields = {"acceptance": "REJECT", "acceptance_reason": ELSEWHERE}


@pytest.fixture
def case(service: Service) -> str:
    who = reader(service, "applicant_b")
    answers = {**APPLICATION, **papers(), "act": "check", "electronic_service_consent": "true"}
    filled = who.submit(who.get(whole(start_application(who))), "answers", answers)
    return who.submit(who.get(filled.location), "submit", {"act": "submit"}).location.removesuffix("/submitted")


def state(service: Service, case: str) -> str:
    return reader(service, "applicant_b").get(case).text


def at_the_counter(service: Service) -> tuple[Reader, str]:
    who = reader(service, "intake")
    return who, first_task(who)


def test_a_one_time_notice_is_read_as_its_letter_before_it_goes(service: Service, case: str) -> None:
    who, task = at_the_counter(service)
    page = who.get(task)
    assert page.all("//button[@data-label-correct='Next: check the notice']")
    sent = who.submit(page, "opinion", CORRECT)
    assert sent.location == f"{task}?confirm=1"
    look = who.get(sent.location)
    assert "Nothing has been sent yet" in look.text
    assert "The letter: One-time Notice of Missing Items" in look.text
    (row,) = look.all("//table[caption='What is missing']/tbody/tr")
    assert UNREADABLE in row.text_content()
    assert "within 10 working days of the service of this notice" in look.text
    assert "awaiting acceptance" in state(service, case), "looking has sent nothing"
    (button,) = look.all("//button[@value='submit']")
    assert button.text_content() == "Send one-time notice"
    assert who.submit(look, "confirm", {"act": "submit"}).location == "/desk"
    run_due(service.tools)
    assert "Action needed: supply items" in state(service, case)


def test_a_refusal_to_accept_is_read_as_its_letter_before_it_goes(service: Service, case: str) -> None:
    who, task = at_the_counter(service)
    look = who.get(who.submit(who.get(task), "opinion", REJECT).location)
    assert "The letter: Notice of Non-acceptance" in look.text
    assert ELSEWHERE in look.text
    assert "awaiting acceptance" in state(service, case)
    who.submit(look, "confirm", {"act": "submit"})
    assert "Not accepted" in state(service, case)


def test_an_acceptance_goes_at_once(service: Service, case: str) -> None:
    who, task = at_the_counter(service)
    assert who.submit(who.get(task), "opinion", {"acceptance": "ACCEPT"}).location == "/desk"
    assert "First review" in state(service, case)


def test_what_was_thought_better_of_in_another_window_is_shown_before_it_counts(service: Service, case: str) -> None:
    who, task = at_the_counter(service)
    look = who.get(who.submit(who.get(task), "opinion", CORRECT).location)
    who.submit(who.get(task), "opinion", REJECT)
    again = who.submit(look, "confirm", {"act": "submit"}, expect=409)
    assert "The answers were changed in another window" in again.text
    assert "The letter: Notice of Non-acceptance" in again.text
    assert "awaiting acceptance" in state(service, case)


def test_a_form_that_claims_to_have_been_looked_at_sends_nothing(service: Service, case: str) -> None:
    who, task = at_the_counter(service)
    told = who.submit(who.get(task), "opinion", {**REJECT, "act": "submit"}, expect=422)
    assert told.all("//*[@id='error-summary']"), "of what was kept, which is nothing yet"
    who.submit(who.get(task), "opinion", {**REJECT, "act": "submit", "seen": "0" * 64}, expect=422)
    assert "awaiting acceptance" in state(service, case)


@pytest.mark.usefixtures("case")
def test_a_look_that_is_sent_twice_sends_once(service: Service) -> None:
    who, task = at_the_counter(service)
    look = who.get(who.submit(who.get(task), "opinion", REJECT).location)
    for _ in range(2):
        assert who.submit(look, "confirm", {"act": "submit"}).location == "/desk"
    letters = reader(service, "applicant_b").get("/my/letters")
    assert letters.text.count("信修不受") == 1


@pytest.mark.usefixtures("case")
def test_a_step_without_letters_has_no_last_look(service: Service) -> None:
    service.accept()
    who = reader(service, "first_reviewer")
    task = first_task(who)
    assert who.get(f"{task}?confirm=1").all("//form[@id='opinion']"), "only what is sent is looked at"
