"""Acceptance, notice and decision of an approval are read as letters before they go; the form alone says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from approval_office import ApprovalOffice
from builders import Service
from deferral_story import AGREE, CONTRACT, GAPS, GRANT, REFUSE, REJECT, DeferralOffice
from office_pages import pages_of
from page_readers import Fields, Page, Reader, first_task, reader

from workflow_app.services.cases import get_case
from workflow_app.services.views import CaseView

ACCEPT: Fields = {"acceptance": "ACCEPT"}
BACK: Fields = {"decision": "RETURN", "return_reason": "请核对消纳场容量。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ApprovalOffice]:
    made = ApprovalOffice(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def case(office: ApprovalOffice) -> CaseView:
    return office.hand_in(office.begin("ordinary_approval"))


@pytest.fixture
def service(office: ApprovalOffice) -> Service:
    return pages_of(office)


def look(who: Reader, task: str, opinion: Fields) -> Page:
    """Give an opinion and return the page that shows what it would send."""
    sent = who.submit(who.get(task), "opinion", opinion)
    assert sent.location == f"{task}?confirm=1"
    page = who.get(sent.location)
    assert "Nothing has" in page.text
    return page


def letters(office: ApprovalOffice, case: CaseView) -> set[str]:
    return {each.kind for each in get_case(case.id, actor=office.people["intake"], tools=office.tools).letters}


@pytest.mark.parametrize(
    ("opinion", "letter", "kind", "button"),
    [
        (ACCEPT, "Notice of Acceptance", "T09_ACCEPT", "Accept and send"),
        (GAPS, "One-time Notice of Missing Items", "T08_MISSING", "Send one-time notice"),
        (REJECT, "Notice of Non-acceptance", "T09_REJECT", "Do not accept and send"),
    ],
)
def test_what_is_said_of_the_materials_is_read_before_it_goes(
    office: ApprovalOffice, case: CaseView, service: Service, opinion: Fields, letter: str, kind: str, button: str
) -> None:
    who = reader(service, "intake")
    page = look(who, first_task(who), opinion)
    assert letter.casefold() in page.text.casefold()
    assert letters(office, case) == set(), "looking has sent nothing"
    assert page.all("//button[@value='submit']")[0].text_content() == button
    assert who.submit(page, "confirm", {"act": "submit"}).location == "/desk"
    assert letters(office, case) == {kind}


@pytest.mark.parametrize(
    ("opinion", "letter", "button"),
    [
        (GRANT, "The letter: Decision Granting", "Grant the permit and send"),
        (REFUSE, "The letter: Decision Refusing", "Refuse the permit and send"),
        (BACK, "who gave the last opinion", "Return to the reviewer"),
    ],
)
def test_a_decision_is_read_before_it_goes(
    office: ApprovalOffice, case: CaseView, service: Service, opinion: Fields, letter: str, button: str
) -> None:
    accepted = office.complete(case, "intake", **ACCEPT)
    office.complete(accepted, "first_reviewer", **AGREE)
    who = reader(service, "decider")
    before = letters(office, case)
    page = look(who, first_task(who), opinion)
    assert letter.casefold() in page.text.casefold()
    assert "published" not in page.text, "an approval has no publicity before its decision"
    assert letters(office, case) == before
    assert page.all("//button[@value='submit']")[0].text_content() == button
    assert who.submit(page, "confirm", {"act": "submit"}).location == "/desk"
    stale = who.submit(page, "confirm", {"act": "submit"})
    assert stale.location == "/desk", "pressed twice it counts once"


def test_a_special_procedure_is_announced_by_a_letter_that_was_read(
    office: ApprovalOffice, case: CaseView, service: Service
) -> None:
    office.complete(case, "intake", **ACCEPT)
    who = reader(service, "first_reviewer")
    asked: Fields = {"review_opinion": "SPECIAL", "special_kind": "HEARING", "special_reason": "利害关系人申请听证。"}
    page = look(who, first_task(who), asked)
    assert "利害关系人申请听证。" in page.text
    assert "SPECIAL_PROCEDURE" not in letters(office, case)


def test_an_opinion_that_sends_nothing_has_no_last_look(
    office: ApprovalOffice, case: CaseView, service: Service
) -> None:
    office.complete(case, "intake", **ACCEPT)
    who = reader(service, "first_reviewer")
    page = who.get(first_task(who))
    assert page.all("//button[@data-label-agree='Submit the opinion']")
    assert who.submit(page, "opinion", dict(AGREE)).location == "/desk"


def test_the_three_days_of_an_acceptance_are_read_before_they_are_promised(database_url: str, tmp_path: Path) -> None:
    office = DeferralOffice.ready(database_url, tmp_path)
    try:
        office.submit(later=(CONTRACT,))
        who = reader(pages_of(office), "intake")
        page = look(who, first_task(who), ACCEPT)
        for promised in ("9 October 2026", "15 October 2026", "5 November 2026"):
            assert promised in page.text, promised
        assert office.seen().state == "PRE_REVIEW"
        who.submit(page, "confirm", {"act": "submit"})
        assert office.seen().state == "DA_ACCEPTED"
    finally:
        office.close()
