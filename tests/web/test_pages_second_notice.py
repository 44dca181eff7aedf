"""The head of a section allows a second notice on its page, with a reason; others find no such page."""

from builders import Service, hire
from page_readers import APPLICATION, decide, first_task, papers, reader, receipt, start_application, whole

from workflow_app.domain.actors import Role
from workflow_app.services.background import run_due

ASKED = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": "凭证上的金额看不清，请重新拍摄。"}


def supplied(service: Service) -> str:
    """Hand an application in, have its receipt asked for and supply it; return where the case is at the desk."""
    who = reader(service, "applicant_b")
    answers = {**APPLICATION, **papers(), "act": "check", "electronic_service_consent": "true"}
    filled = who.submit(who.get(whole(start_application(who))), "answers", answers)
    who.submit(who.get(filled.location), "submit", {"act": "submit"})
    decide(service, "intake", ASKED)
    run_due(service.tools)
    task = who.get("/my").all("//main//a[starts-with(@href, '/my/tasks/')]/@href")[0]
    checked = who.submit(who.get(whole(task)), "answers", {"fix_receipt": receipt(), "act": "check"})
    sent = who.submit(who.get(checked.location), "submit", {"act": "submit"})
    return sent.location.replace("/my/", "/desk/")


def test_the_head_allows_it_with_a_reason_and_the_intake_may_ask_again(service: Service) -> None:
    case = supplied(service)
    hire(service, "head", Role.SECTION_HEAD, authority="ZM_URBAN")
    head = reader(service, "head")
    page = head.get(head.get(case).link("Allow a second notice"))
    wrong = head.submit(page, "allow", {"reason": " "}, at=page.answer.request.path, expect=422)
    assert wrong.all("//*[@id='error-reason']")
    head.submit(wrong, "allow", {"reason": "财政部门来函称凭证已作废。"}, at=page.answer.request.path)
    assert "财政部门来函称凭证已作废。" in head.get("/desk/section").text
    assert "0 second notices this year" in head.get("/desk/section").text
    assert "allowed, not sent yet" in head.get("/desk/section").text
    assert "Missing items may still be asked for without this" in head.get(case).text
    intake = reader(service, "intake")
    offered = intake.get(first_task(intake)).all("//input[@name='acceptance']/@value")
    assert offered == ["ACCEPT", "CORRECT", "REJECT"]
    decide(service, "intake", ASKED)
    assert "1 second notices this year" in head.get("/desk/section").text
    assert "allowed, not sent yet" not in head.get("/desk/section").text


def test_who_heads_no_section_has_no_such_page(service: Service) -> None:
    case = supplied(service)
    intake = reader(service, "intake")
    assert "Allow a second notice" not in intake.get(case).text
    intake.get(f"{case}/second-notice", expect=403)
