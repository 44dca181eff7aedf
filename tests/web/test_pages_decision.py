"""The decider's pages: nothing goes out unseen, and a grant against the review says why and what was verified."""

import re

from builders import Service
from page_readers import FIRST_AGREES, Page, Reader, decide, first_task, hand_in, reader
from repair_detours import SENT_BACK

REFUSED_FIRST = {"first_opinion": "DISAGREE", "first_reason": "缴款凭证与处罚决定不符。"}
AGREES = {"second_opinion": "AGREE"}
AGAINST = {
    "decision": "GRANT",
    "duties_verified": ["FINE_PAID", "RECTIFIED"],
    "grant_reason": "经核对银行流水，款项已全部缴清，现场复查合格。",
}


def decision_waits(service: Service, first: dict[str, object]) -> tuple[Reader, str, str]:
    case = hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", first)
    decide(service, "second_reviewer", AGREES)
    who = reader(service, "decider")
    return who, first_task(who), case


def test_a_decision_is_seen_as_its_letter_before_it_is_sent(service: Service) -> None:
    who, task, case = decision_waits(service, FIRST_AGREES)
    sent = who.submit(who.get(task), "opinion", {"decision": "GRANT"})
    assert sent.location == f"{task}?confirm=1"
    look = who.get(sent.location)
    assert "Nothing has been sent yet" in look.text
    assert "The letter: Decision Granting the Credit Repair" in look.text
    assert "was paid on 20 May 2026 (receipt" in look.text
    assert ", which is all of it." in look.text
    assert len(look.all("//table[caption='When publication ends']/tbody/tr")) > 0
    applicant = reader(service, "applicant_b")
    assert "Awaiting decision" in applicant.get(case).text, "looking has decided nothing"
    assert "信修准决" not in applicant.get("/my/letters").text
    assert who.submit(look, "confirm", {"act": "submit"}).location == "/desk"
    assert "Granted, being removed from sites" in applicant.get(case).text


def test_what_changed_since_the_look_is_looked_at_again(service: Service) -> None:
    who, task, _ = decision_waits(service, FIRST_AGREES)
    look = who.get(who.submit(who.get(task), "opinion", {"decision": "GRANT"}).location)
    refusal = {"decision": "REFUSE", "decision_reason": "提供的凭证与处罚决定不符。"}
    who.submit(who.get(task), "opinion", refusal)
    again = who.submit(look, "confirm", {"act": "submit"}, expect=409)
    assert "The answers were changed in another window" in again.text
    assert "Decision Refusing the Credit Repair" in again.text


def test_a_grant_that_nobody_verified_needs_the_duties_and_a_reason(service: Service) -> None:
    who, task, case = decision_waits(service, REFUSED_FIRST)
    page = who.submit(who.get(task), "opinion", {"decision": "GRANT"}, expect=422)
    (summary,) = page.all("//*[@data-error-summary]")
    assert "Duties verified" in summary.text_content()
    assert "Why this departs from the review" in summary.text_content()
    look = who.get(who.submit(who.get(task), "opinion", AGAINST).location)
    who.submit(look, "confirm", {"act": "submit"})
    told = reader(service, "first_reviewer").get(case.replace("/my/", "/desk/"))
    assert "Granted" in told.text


def test_a_grant_that_the_review_proposed_asks_for_neither(service: Service) -> None:
    who, task, _ = decision_waits(service, FIRST_AGREES)
    assert not who.get(task).all("//*[@name='duties_verified' or @name='grant_reason']")


def test_who_disagrees_a_second_time_reads_that_it_goes_to_the_decider(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    decide(service, "second_reviewer", {"second_opinion": "RETURN", "second_reason": "凭证看不清，请核对。"})
    first = reader(service, "first_reviewer")
    (why,) = first.get(first_task(first)).all("//*[contains(@class, 'xn-flash')][contains(., 'Sent back by')]")
    assert "second_reviewer" in why.text_content()
    assert "凭证看不清，请核对。" in why.text_content()
    decide(service, "first_reviewer", FIRST_AGREES)
    who = reader(service, "second_reviewer")
    page = who.get(first_task(who))
    assert "Sent back by" not in page.text, "of a step that is done for the first time since"
    assert "Still disagree, send on to the decider" in page.text
    assert page.all("//button[@data-label-return='Send to the decider (give reasons)']")
    fieldset = page.all("//fieldset[.//*[@name='second_opinion']]")[0].text_content()
    assert "Return to the first reviewer" not in fieldset


def test_a_refused_applicant_reads_why_from_when_to_apply_again_and_the_remedies(service: Service) -> None:
    who, task, case = decision_waits(service, REFUSED_FIRST)
    reason = "提供的凭证与处罚决定不符，整改未完成。"
    refusal = {"decision": "REFUSE", "decision_reason": reason, "reapply_on": "2026-11-02"}
    look = who.get(who.submit(who.get(task), "opinion", refusal).location)
    assert reason in look.text
    who.submit(look, "confirm", {"act": "submit"})
    applicant = reader(service, "applicant_b")
    page = applicant.get(case)
    assert reason in page.text
    assert (
        "Mon 2 Nov 2026" in page.all("//dt[.='May be applied for again from']/following-sibling::dd")[0].text_content()
    )
    assert "administrative reconsideration within sixty days" in page.text
    told = applicant.get("/notices")
    assert "The application was refused" in told.text
    assert "You may apply again from 2 Nov 2026" in told.text
    record = applicant.get(page.all("//a[.='See the record']/@href")[0])
    assert "An application was refused; you can apply again from Mon 2 Nov 2026 (in 34 days)." in record.text
    assert "the first day to apply again is" in record.text
    assert not record.all("//form[@id='apply']")


def test_a_task_that_is_done_keeps_its_evidence_as_it_was(service: Service) -> None:
    who, task, _ = decision_waits(service, FIRST_AGREES)
    look = who.get(who.submit(who.get(task), "opinion", {"decision": "GRANT"}).location)
    who.submit(look, "confirm", {"act": "submit"})
    done = who.get(task)
    assert "This task is completed." in done.text
    assert "Due altogether: 20,000.00 yuan; paid: 20,000.00 yuan" in done.text
    assert not done.all("//li[contains(@class, 'xn-check-danger')]")


def test_the_history_names_a_file_as_it_was_called(service: Service) -> None:
    _, task, case = decision_waits(service, FIRST_AGREES)
    for who, place in ((reader(service, "applicant_b"), case), (reader(service, "decider"), task)):
        told = "".join(each.text_content() for each in who.get(place).all("//li[contains(., 'Document handed in')]"))
        assert "receipt.pdf" in told
        assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-7", told)


def send_back(who: Reader, task: str) -> Page:
    look = who.get(who.submit(who.get(task), "opinion", SENT_BACK).location)
    assert who.submit(look, "confirm", {"act": "submit"}).location == "/desk"
    return look


def test_a_return_is_looked_at_before_the_case_goes_back_to_who_reviewed_it(service: Service) -> None:
    who, task, case = decision_waits(service, FIRST_AGREES)
    page = who.get(task)
    assert page.all("//button[@data-label-return='Next: check the return']")
    bare = who.submit(page, "opinion", {"decision": "RETURN"}, expect=422)
    assert "Reasons for the return" in bare.all("//*[@data-error-summary]")[0].text_content()
    look = send_back(who, task)
    assert "Nothing has happened yet." in look.text
    assert SENT_BACK["return_reason"] in look.text
    assert "second_reviewer, who gave the last opinion" in look.text
    assert "The letter" not in look.text
    applicant = reader(service, "applicant_b")
    read = applicant.get(case)
    assert "Under review" in read.text
    assert SENT_BACK["return_reason"] not in read.text
    second = reader(service, "second_reviewer")
    assert "A case was sent back to be reviewed again" in second.get("/notices").text
    again = second.get(first_task(second))
    assert SENT_BACK["return_reason"] in again.text
    assert "Second review again" in again.text
    (why,) = again.all("//*[contains(@class, 'xn-flash')][contains(., 'Sent back by decider')]")
    assert SENT_BACK["return_reason"] in why.text_content()
    assert again.all("//button[@data-label-return='Return to first reviewer (give reasons)']")


def test_who_was_sent_back_to_once_is_decided_and_an_old_page_says_why(service: Service) -> None:
    who, task, case = decision_waits(service, FIRST_AGREES)
    old = who.get(task)
    send_back(who, task)
    late = who.submit(old, "opinion", SENT_BACK, expect=409)
    assert "completed" in late.text
    decide(service, "second_reviewer", AGREES)
    again = who.get(first_task(who))
    assert not again.all("//input[@name='decision'][@value='RETURN']")
    told = who.submit(again, "opinion", {"decision": "GRANT"} | SENT_BACK, expect=422)
    assert "went back to the second reviewer as often as the rules allow; grant the repair or refuse it" in told.text
    assert "Awaiting decision" in reader(service, "applicant_b").get(case).text
    history = who.get(case.replace("/my/", "/desk/")).text
    assert "Returned to the second reviewer by the decider" in history
