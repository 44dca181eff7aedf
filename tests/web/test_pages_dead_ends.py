"""Where somebody went wrong, the page says so and leads on: a wrong area, an empty code, a number typed loosely."""

import pytest
from builders import Service
from page_readers import APPLICATION, hand_in, papers, reader, start_application, whole


@pytest.mark.parametrize("username", ["first_reviewer", "data_clerk"])
def test_a_refused_member_of_staff_sees_a_menu_that_leads_somewhere(service: Service, username: str) -> None:
    who = reader(service, username)
    page = who.get("/my", expect=403)
    links = page.all("//nav//ul[@class='xn-nav']//a/@href")
    assert links
    assert not [link for link in links if link.startswith("/my")]
    who.get(links[0])


@pytest.mark.parametrize(("query", "words"), [("?code=", "Enter the code on the letter."), ("?code=%21%3F", "letters")])
def test_a_letter_without_a_code_says_what_is_missing(service: Service, query: str, words: str) -> None:
    who = reader(service)
    assert not who.get("/public/letters").all("//*[@data-error-summary]")
    page = who.get(f"/public/letters{query}", expect=422)
    (summary,) = page.all("//*[@data-error-summary]")
    assert words in summary.text_content()
    assert page.all("//input[@id='code'][@aria-invalid='true'][contains(@aria-describedby, 'error-code')]")


@pytest.mark.parametrize("typed", ["修复 2026 0001", "修复20260001", " 修复-2026-0001 ", "修复２０２６—０００１"])
def test_a_case_is_followed_by_its_number_however_it_is_typed(service: Service, typed: str) -> None:
    applicant = reader(service, "applicant_b")
    page = applicant.get(hand_in(applicant))
    code = page.all("//dt[.='Follow code']/following-sibling::dd")[0].text_content().strip()
    stranger = reader(service)
    found = stranger.submit(stranger.get("/public/cases"), "follow", {"number": typed, "code": code}, expect=200)
    assert "修复-2026-0001" in found.text
    assert "First review" in found.text


@pytest.mark.parametrize(("amount", "warns"), [("1", True), ("20000.00", False)])
def test_an_amount_that_is_not_the_fine_is_named_before_it_is_submitted(
    service: Service, amount: str, *, warns: bool
) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    answers = {**APPLICATION, "paid_amount": amount, **papers(), "act": "check"}
    page = who.get(who.submit(who.get(whole(task)), "answers", answers).location)
    assert ("You say that you paid 1.00 yuan; 20,000.00 yuan are due." in page.text) is warns
    assert page.all("//button[@value='submit']"), "it may go on"
