"""A decision signed on paper before a browser: entered by the clerk, seen and objected to by its signer."""

import io

from builders import PDF, Service
from page_readers import FIRST_AGREES, Page, Reader, decide, hand_in, reader
from repair_detours import SENT_BACK


def scan() -> tuple[io.BytesIO, str, str]:
    return io.BytesIO(PDF), "signed.pdf", "application/pdf"


def due(service: Service) -> str:
    """Bring a case to where it is decided; returns where its sheet is."""
    case = hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    decide(service, "second_reviewer", {"second_opinion": "AGREE"})
    return f"{case.replace('/my/', '/desk/')}/sheet"


def form_of(clerk: Reader, here: str) -> tuple[Page, dict[str, object]]:
    page = clerk.get(clerk.get(here).link("Enter the signed decision"))
    (decider,) = page.all("//select[@id='signer_id']/option[. = 'decider']/@value")
    (number,) = page.all("//nav//a[starts-with(@href, '/desk/cases/') and not(contains(@href, 'sheet'))]/text()")
    said = {"number": number, "signer_id": decider, "signed_on": "2026-09-29", "decision": "GRANT"}
    return page, {**said, "compared": "yes"}


def test_a_clerk_enters_a_signed_decision_and_its_signer_may_object(service: Service) -> None:
    here = due(service)
    clerk = reader(service, "clerk_of_office")
    page, said = form_of(clerk, here)
    assert "who signed it has decided" in page.text
    assert not page.all("//*[@name='proof' or @name='compared']"), "first comes what it says"
    at = f"{here}/decision"
    wrong = clerk.submit(page, "enter", {**said, "decision": ""}, at=at, expect=422)
    assert wrong.all("//*[contains(@id, 'error') and contains(., 'Decision')]")
    wrong = clerk.submit(page, "enter", {**said, "signer_id": ""}, at=at, expect=422)
    assert wrong.all("//*[@id='error-summary']//a[@href='#signer_id']")
    page = clerk.submit(page, "enter", said, at=at, expect=200)
    assert "Decision Granting the Credit Repair" in page.text
    assert "This sheet is the decision." not in clerk.get(here).text, "looking has decided nothing"
    wrong = clerk.submit(page, "enter", {**said, "compared": ""} | {"compared": []}, at=at, expect=422)
    assert {"#proof", "#compared"} <= set(wrong.all("//*[@id='error-summary']//a/@href"))
    sent = clerk.submit(page, "enter", {**said, "proof": scan()}, at=at)
    shown = clerk.get(sent.location)
    assert "The decision is entered. Who signed it is told and may object." in shown.text
    assert "This sheet is the decision." in shown.text
    assert not shown.all("//form[@id='dispute']")
    assert clerk.get(at, expect=303).location == here
    decider = reader(service, "decider")
    assert "Your decision on paper was entered" in decider.get("/notices").text
    page = decider.get(here)
    assert decider.submit(page, "dispute", {"reason": ""}, expect=422).all("//*[@id='error-reason']")
    sent = decider.submit(page, "dispute", {"reason": "Mine was a refusal."})
    told = decider.get(sent.location)
    assert "decider objects: Mine was a refusal." in told.text
    assert not told.all("//form[@id='dispute']")


def test_a_paper_of_another_case_or_day_is_refused_before_its_letter_is_shown(service: Service) -> None:
    here = due(service)
    clerk = reader(service, "clerk_of_office")
    assert len(clerk.get(here).all("//main//*[contains(@class, 'btn-primary')]")) == 1
    page, said = form_of(clerk, here)
    wrong = {"number": "修复-2026-9999", "signed_on": "2030-01-01"}
    told = clerk.submit(page, "enter", {**said, **wrong}, at=f"{here}/decision", expect=422)
    assert {"#number", "#signed_on"} <= set(told.all("//*[@id='error-summary']//a/@href"))
    assert "Decision Granting the Credit Repair" not in told.text
    told = clerk.submit(page, "enter", {**said, **wrong, "decision": ""}, at=f"{here}/decision", expect=422)
    assert "#number" in told.all("//a/@href"), "all that is wrong is told at once"


def test_who_is_no_clerk_finds_no_entry(service: Service) -> None:
    here = due(service)
    for who in ("decider", "first_reviewer"):
        other = reader(service, who)
        assert "Enter the signed decision" not in other.get(here).text
        other.get(f"{here}/decision", expect=403)
    reader(service, "applicant_b").get(f"{here}/decision", expect=403)


def test_a_return_signed_on_paper_sends_the_case_back_and_is_not_offered_on_the_next_sheet(service: Service) -> None:
    here = due(service)
    clerk = reader(service, "clerk_of_office")
    assert "退回复审（写明理由）" in reader(service, "decider", lang="zh").get(here).text
    page, said = form_of(clerk, here)
    look = clerk.submit(page, "enter", {**said, **SENT_BACK}, at=f"{here}/decision", expect=200)
    assert "No letter goes out with this answer." in look.text
    sent = clerk.submit(look, "enter", {**said, **SENT_BACK, "proof": scan()}, at=f"{here}/decision")
    assert "The decision is entered" in clerk.get(sent.location).text
    decide(service, "second_reviewer", {"second_opinion": "AGREE"})
    decider = reader(service, "decider", lang="zh")
    *_, row = decider.get(here).all("//tr[th = '作出决定']")
    assert "准予修复" in row.text_content()
    assert "退回" not in row.text_content(), "what is still to be signed"
    page, said = form_of(clerk, here)
    page = clerk.submit(page, "enter", said, at=f"{here}/decision", expect=200)
    again = (io.BytesIO(PDF + b"%second\n"), "second.pdf", "application/pdf")
    wrong = clerk.submit(page, "enter", {**said, **SENT_BACK, "proof": again}, at=f"{here}/decision", expect=422)
    assert "as often as the rules allow; grant the repair or refuse it" in wrong.text


def test_a_decision_changed_beside_its_letter_is_shown_anew_before_it_is_entered(service: Service) -> None:
    here = due(service)
    clerk = reader(service, "clerk_of_office")
    page, said = form_of(clerk, here)
    look = clerk.submit(page, "enter", said, at=f"{here}/decision", expect=200)
    refusal = {**said, "decision": "REFUSE", "decision_reason": "缴款凭证属于另一处罚。", "proof": scan()}
    again = clerk.submit(look, "enter", refusal, at=f"{here}/decision", expect=200)
    assert "Decision Refusing the Credit Repair" in again.text
    assert "缴款凭证属于另一处罚。" in again.text
    assert "This sheet is the decision." not in clerk.get(here).text
    clerk.submit(again, "enter", {**refusal, "proof": scan()}, at=f"{here}/decision")
    assert "This sheet is the decision." in clerk.get(here).text


def test_a_letter_is_shown_in_the_name_of_nobody_who_could_not_have_signed(service: Service) -> None:
    here = due(service)
    clerk = reader(service, "clerk_of_office")
    page, said = form_of(clerk, here)
    for stranger in ("01a00000-0000-7000-8000-000000000000", "nobody"):
        told = clerk.submit(page, "enter", {**said, "signer_id": stranger}, at=f"{here}/decision", expect=422)
        assert told.all("//*[@id='error-summary']//a[@href='#signer_id']")
        assert "Decision Granting" not in told.text
