"""The one-time notice on its pages: the clerk names the gaps, the applicant sees these alone (rule A3)."""

from builders import Service
from page_readers import APPLICATION, Page, answer, first_task, papers, reader, receipt, start_application, whole

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
    filled = applicant.submit(applicant.get(whole(start_application(applicant))), "answers", answers)
    applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"})
    intake = reader(service, "intake")
    task = first_task(intake)
    wrong = intake.submit(intake.get(task), "opinion", {"acceptance": "CORRECT", "gaps": ["RECEIPT"]}, expect=422)
    assert wrong.all("//*[@id='error-gap_receipt']"), "a gap without its sentence is none"
    said = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": UNREADABLE}
    answer(intake, task, said)
    run_due(service.tools)
    area = "tasks" if electronically else "cases"
    return str(applicant.get("/my").all(f"//main//a[starts-with(@href, '/my/{area}/')]/@href")[0])


def test_the_applicant_sees_the_named_gap_with_its_sentence_and_the_rest_read_only(service: Service) -> None:
    task = ask(service)
    page = reader(service, "applicant_b").get(whole(task))
    names = {each.get("name") for each in page.all("//form[@id='answers']//*[@name]")} - {
        "csrf_token",
        "once",
        "version",
        "draft_seen",
        "rules_seen",
    }
    assert names == {"fix_receipt", "fix_paid_amount", "fix_paid_on", "fix_receipt_no", "correction_note"}
    assert UNREADABLE in page.text
    for shown in (page, reader(service, "applicant_b").get(case_of(page))):
        assert "Time to supply missing items: by Mon 19 Oct, 24:00" in shown.text
    assert "the application counts as withdrawn" in page.text
    (row,) = reader(service, "applicant_b").get("/my").all(f"//main//li[.//a[@href='{task}']]")
    assert "by Mon 19 Oct, 24:00" in row.text_content()
    assert "10 working days left" in row.text_content()
    (handed_in,) = page.all("//details[.//summary[contains(., 'What was handed in')]]")
    assert "20,000.00" in handed_in.text_content()
    assert not handed_in.xpath(".//input | .//textarea")


def test_while_the_notice_is_on_its_way_the_page_says_so_and_asks_for_nothing(service: Service) -> None:
    page = reader(service, "applicant_b").get(ask(service, electronically=False))
    assert "Now: the notice of what is missing is being served" in page.text
    assert "You need not do anything" not in page.text
    assert "Action needed" not in page.text


def test_a_new_receipt_brings_its_amount_day_and_number(service: Service) -> None:
    task = ask(service)
    applicant = reader(service, "applicant_b")
    page = applicant.get(whole(task))
    found = {name: page.all(f"//input[@name='{name}']/@value") for name in ("fix_paid_amount", "fix_paid_on")}
    assert found == {"fix_paid_amount": ["20000.00"], "fix_paid_on": ["2026-05-20"]}
    new = {"fix_receipt": receipt(), "fix_paid_amount": "19000", "fix_paid_on": "2026-05-01", "act": "check"}
    wrong = applicant.submit(page, "answers", new, expect=422)
    assert wrong.all("//*[@id='error-fix_paid_on']"), "before the decision"
    new |= {"fix_receipt": receipt(), "fix_paid_on": "2026-05-21"}
    checked = applicant.submit(wrong, "answers", new)
    shown = applicant.get(checked.location)
    assert "You say that you paid 19,000.00 yuan; 20,000.00 yuan are due." in shown.text
    applicant.submit(shown, "submit", {"act": "submit"})
    intake = reader(service, "intake")
    told = intake.get(first_task(intake)).text
    assert "Paid 19,000.00 yuan, due 20,000.00 yuan" in told
    assert "paid on 21 May 2026" in told


def test_what_was_supplied_comes_back_to_the_intake(service: Service) -> None:
    task = ask(service)
    applicant = reader(service, "applicant_b")
    checked = applicant.submit(applicant.get(whole(task)), "answers", {"fix_receipt": receipt(), "act": "check"})
    shown = applicant.get(checked.location)
    assert "Check what you supply" in shown.text
    assert "What you supply is added to your application; the case keeps its number" in shown.text
    assert "gets its number" not in shown.text
    sent = applicant.submit(shown, "submit", {"act": "submit"})
    assert "Supplied. It was added to case 修复-2026-0001." in applicant.get(sent.location).text
    intake = reader(service, "intake")
    page = intake.get(first_task(intake))
    assert UNREADABLE in page.text, "what was asked for stands beside what came"
    assert page.all("//input[@name='acceptance']/@value") == ["ACCEPT", "REJECT"], "items are asked for once"
    used = intake.submit(page, "opinion", {"acceptance": "CORRECT", "gaps": ["OTHER"], "gap_other": "…"}, expect=422)
    assert used.all("//*[@id='error-summary']//a[@href='#field-acceptance']")


def test_gaps_named_and_then_thought_better_of_are_kept_nowhere_once_the_case_is_accepted(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    filled = applicant.submit(
        applicant.get(whole(start_application(applicant))), "answers", {**APPLICATION, **papers(), "act": "check"}
    )
    applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"})
    intake = reader(service, "intake")
    named = {"gaps": ["OTHER"], "gap_other": UNREADABLE, "acceptance_reason": "不归本机关管辖。"}
    intake.submit(intake.get(first_task(intake)), "opinion", {"acceptance": "ACCEPT", **named})
    case = reader(service, "first_reviewer").get(first_task(reader(service, "first_reviewer")))
    assert UNREADABLE not in case.text
    assert "不归本机关管辖" not in case.text


def test_who_is_not_accepted_reads_why_what_to_do_and_that_nothing_is_lost(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    filled = applicant.submit(
        applicant.get(whole(start_application(applicant))), "answers", {**APPLICATION, **papers(), "act": "check"}
    )
    case = applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"}).location.removesuffix(
        "/submitted"
    )
    intake = reader(service, "intake")
    reason = "该处罚决定不由本机关作出，请向作出决定的机关申请。"
    answer(intake, first_task(intake), {"acceptance": "REJECT", "acceptance_reason": reason})
    page = applicant.get(case)
    assert reason in page.text
    assert "as soon as this has been put right" in page.text
    assert "administrative reconsideration within sixty days" in page.text
    assert page.all("//a[.='See the record and apply again']")
