"""What differs is shown to every reviewer as a doubt, first to be answered and then with its answer (section 2.5)."""

from builders import Service
from page_readers import APPLICATION, FIRST_AGREES, decide, first_task, papers, reader, start_application, whole

ANSWER = "已向财政部门核实，余款已于当日另行缴清。"


def hand_in_too_little(service: Service) -> None:
    """Hand in an application that shows less than is due, and have it accepted."""
    applicant = reader(service, "applicant_b")
    answers = {**APPLICATION, "electronic_service_consent": "true", "paid_amount": "15000", **papers(), "act": "check"}
    filled = applicant.submit(applicant.get(whole(start_application(applicant))), "answers", answers)
    applicant.submit(applicant.get(filled.location), "submit", {"act": "submit"})
    decide(service, "intake", {"acceptance": "ACCEPT"})


def test_a_doubt_must_be_answered_and_who_reviews_later_reads_the_answer(service: Service) -> None:
    hand_in_too_little(service)
    first = reader(service, "first_reviewer")
    task = first_task(first)
    page = first.get(task)
    assert "Paid 15,000.00 yuan, due 20,000.00 yuan" in page.text
    assert "The first reviewer answers this." in page.text
    wrong = first.submit(page, "opinion", FIRST_AGREES, expect=422)
    assert wrong.all("//*[@id='error-answer_amount_differs']")
    first.submit(first.get(task), "opinion", {**FIRST_AGREES, "answer_amount_differs": ANSWER})

    second = reader(service, "second_reviewer")
    page = second.get(first_task(second))
    assert f"Answered: {ANSWER}" in page.text
    assert "The first reviewer answers this." not in page.text
    labels = [each.text_content().strip() for each in page.all("//details[contains(@class, 'xn-material')]/summary")]
    assert labels == [
        "Receipt",
        "Proof that the behaviour was put right",
        "Application form, part of the penalty authority",
    ]
