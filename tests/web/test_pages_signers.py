"""The reviewers' checks say who signed, as what, and whether the authorisation covered that day."""

from builders import Service
from page_readers import (
    APPLICATION,
    Fields,
    Page,
    answer,
    first_task,
    papers,
    reader,
    receipt,
    start_application,
    whole,
)

from workflow_app.services.background import run_due

BY_AGENT: Fields = {"signer_role": "AGENT", "signer_name": "李晓岚", "authorisation_until": "2026-12-31"}
CORRECT: Fields = {"acceptance": "CORRECT", "gaps": ["AUTHORISATION"], "gap_authorisation": "请载明决定书文号。"}


def hand_in(service: Service, **changed: object) -> Page:
    """Hand an application in and return the page of the intake."""
    applicant = reader(service, "applicant_b")
    answers = {**APPLICATION, "electronic_service_consent": "true", **papers(), **changed, "act": "check"}
    filled = applicant.submit(applicant.get(whole(start_application(applicant))), "answers", answers)
    applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"})
    intake = reader(service, "intake")
    return intake.get(first_task(intake))


def checks(page: Page) -> str:
    (found,) = page.all("//*[@id='checks']//ul[contains(@class, 'xn-checks')]")
    return " ".join(found.text_content().split())


def test_the_form_begins_as_the_account_acts_and_asks_an_agent_for_the_paper(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    page = applicant.get(whole(start_application(applicant)))
    assert page.all("//input[@name='signer_role'][@checked]/@value") == ["AGENT"]
    (paper,) = page.all("//*[@data-shown-when][.//input[@id='field-authorisation']]")
    assert paper.get("data-shown-when") == "signer_role=LEGAL_REPRESENTATIVE|AGENT"
    (until,) = page.all("//*[@data-shown-when][.//input[@id='field-authorisation_until']]")
    assert until.get("data-shown-when") == "signer_role=AGENT"


def test_an_agent_is_shown_with_the_period_of_the_authorisation(service: Service) -> None:
    said = checks(hand_in(service, **BY_AGENT, authorisation=receipt()))
    assert "signed by 李晓岚, as an agent" in said
    assert "In order: Authorisation: good until 31 Dec 2026, signed on 29 Sep 2026" in said


def test_another_name_than_the_legal_representative_on_record_is_to_be_looked_at(service: Service) -> None:
    said = checks(hand_in(service, signer_name="李四"))
    assert "Please look: The repair pledge is signed by 李四, as the legal representative." in said
    assert "In order: The repair pledge" not in said
    assert "On record the legal representative is 王建军." in said
    assert "No proof of the legal representative was handed in" in said


def test_the_legal_representative_on_record_raises_nothing(service: Service) -> None:
    said = checks(hand_in(service))
    assert "signed by 王建军, as the legal representative" in said
    assert "On record the legal representative" not in said


def test_what_a_correction_supplied_counts_for_the_period(service: Service) -> None:
    page = hand_in(service, **BY_AGENT, authorisation=receipt())
    intake = reader(service, "intake")
    answer(intake, first_task(intake), CORRECT)
    run_due(service.tools)
    applicant = reader(service, "applicant_b")
    task = str(applicant.get("/my").all("//main//a[starts-with(@href, '/my/tasks/')]/@href")[0])
    fixed = {"fix_authorisation": receipt(), "fix_authorisation_until": "2027-03-31", "act": "check"}
    checked = applicant.submit(applicant.get(whole(task)), "answers", fixed)
    applicant.submit(applicant.get(checked.location), "submit", {"act": "submit"})
    page = intake.get(first_task(intake))
    assert "good until 31 Mar 2027" in checks(page)
    labels = [each.text_content().strip() for each in page.all("//details[contains(@class, 'xn-material')]/summary")]
    assert labels.count("Authorisation, or proof of the legal representative") == 1
