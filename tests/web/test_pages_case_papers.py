"""The page of a case has each paper under the name of what it was asked for, at the desk and for the applicant."""

from builders import Service
from page_readers import Page, hand_in, reader, start_application, whole

PAPERS = ["Receipt", "Proof that the behaviour was put right", "Application form, part of the penalty authority"]


def listed(page: Page) -> list[str]:
    return [each.text_content() for each in page.all("//ul[contains(@class, 'xn-files')]//strong[../a[@download]]")]


def opened(page: Page) -> list[str]:
    return [each.text_content() for each in page.all("//details[@class='xn-material'][div/@data-pdf-url]/summary")]


def test_both_pages_name_what_each_paper_was_asked_for(service: Service) -> None:
    case = hand_in(reader(service, "applicant_b"))
    assert opened(reader(service, "applicant_b").get(case)) == PAPERS
    assert listed(reader(service, "first_reviewer").get(case.replace("/my/", "/desk/"))) == PAPERS


def test_a_draft_lists_its_files_without_a_name(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    page = applicant.get(applicant.get(whole(start_application(applicant))).link("Draft"))
    assert listed(page) == []
