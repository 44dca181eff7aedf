"""The one-time notice on its pages: the clerk names the gaps, the applicant sees these alone (rule A3)."""

from builders import Service
from page_readers import APPLICATION, Page, first_task, papers, reader, receipt, start_application

from workflow_app.services.background import run_due

UNREADABLE = "凭证上的金额看不清，请重新拍摄。"


def case_of(page: Page) -> str:
    """Return where the case of a form is."""
    return str(page.all("//a[starts-with(@href, '/my/cases/')]/@href")[0])


def ask(service: Service, *, electronically: bool = True) -> str:
    """Hand an application in, have its receipt asked for again, and return where the applicant goes on."""
    applicant = reader(service, "applicant_b")
    answers = {**APPLICATION, **papers(), "act": "check"} | (
        {"electronic_service_consent": "true"} if electronically else {}
    )
    filled = applicant.submit(applicant.get(start_application(applicant)), "answers", answers)
    applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"})
    intake = reader(service, "intake")
    task = first_task(intake)
    wrong = intake.submit(intake.get(task), "opinion", {"acceptance": "CORRECT", "gaps": ["RECEIPT"]}, expect=422)
    assert wrong.all("//*[@id='error-gap_receipt']"), "a gap without its sentence is none"
    said = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": UNREADABLE}
    intake.submit(intake.get(task), "opinion", said)
    run_due(service.tools)
    area = "tasks" if electronically else "cases"
    return str(applicant.get("/my").all(f"//main//a[starts-with(@href, '/my/{area}/')]/@href")[0])


def test_the_applicant_sees_the_named_gap_with_its_sentence_and_the_rest_read_only(service: Service) -> None:
    task = ask(service)
    page = reader(service, "applicant_b").get(task)
    names = {each.get("name") for each in page.all("//form[@id='answers']//*[@name]")} - {
        "csrf_token",
        "once",
        "version",
    }
    assert names == {"fix_receipt", "correction_note"}
    assert UNREADABLE in page.text
    for shown in (page, reader(service, "applicant_b").get(case_of(page))):
        assert "Time to supply missing items: by Mon 19 Oct, 24:00" in shown.text
    assert "the application counts as withdrawn" in page.text
    (handed_in,) = page.all("//details[.//summary[contains(., 'What was handed in')]]")
    assert "20,000.00" in handed_in.text_content()
    assert not handed_in.xpath(".//input | .//textarea")


def test_while_the_notice_is_on_its_way_the_page_says_so_and_asks_for_nothing(service: Service) -> None:
    page = reader(service, "applicant_b").get(ask(service, electronically=False))
    assert "Now: the notice of what is missing is being served" in page.text
    assert "You need not do anything" not in page.text
    assert "Action needed" not in page.text


def test_what_was_supplied_comes_back_to_the_intake(service: Service) -> None:
    task = ask(service)
    applicant = reader(service, "applicant_b")
    checked = applicant.submit(applicant.get(task), "answers", {"fix_receipt": receipt(), "act": "check"})
    applicant.submit(applicant.get(checked.location), "submit", {"act": "submit"})
    intake = reader(service, "intake")
    page = intake.get(first_task(intake))
    assert UNREADABLE in page.text, "what was asked for stands beside what came"
    used = intake.submit(page, "opinion", {"acceptance": "CORRECT", "gaps": ["OTHER"], "gap_other": "…"}, expect=422)
    assert "Missing items were asked for already" in used.text


def test_gaps_named_and_then_thought_better_of_are_kept_nowhere_once_the_case_is_accepted(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    filled = applicant.submit(
        applicant.get(start_application(applicant)), "answers", {**APPLICATION, **papers(), "act": "check"}
    )
    applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"})
    intake = reader(service, "intake")
    named = {"gaps": ["OTHER"], "gap_other": UNREADABLE, "acceptance_reason": "不归本机关管辖。"}
    intake.submit(intake.get(first_task(intake)), "opinion", {"acceptance": "ACCEPT", **named})
    case = reader(service, "first_reviewer").get(first_task(reader(service, "first_reviewer")))
    assert UNREADABLE not in case.text
    assert "不归本机关管辖" not in case.text
