"""An approval by pledge before a real browser: notice, pledge, permit, the check, the revocation, and the way back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from approval_office import CLEAN
from builders import PDF
from office import START
from playwright.sync_api import FilePayload, Page, expect
from pledge_story import CONDITIONS, ECOLOGY, EIA, EcologyOffice
from served_office import Served, database_in, served
from story_steps import log_in, main_button

from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.services.cases import list_cases
from workflow_app.services.views import CaseView

Look = Callable[[Page], list[str]]
QUESTIONS = re.compile(r"/my/tasks/[0-9a-f-]{36}/[a-z0-9_]+$")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served[EcologyOffice]]:
    """Serve an office of the environment with a clean enterprise."""
    folder: Path = tmp_path_factory.mktemp("pledge")
    office = EcologyOffice.ready(database_in(folder), folder)
    office.clock.instant = START
    office.settle()
    office.agent(CLEAN, "applicant")
    with served(office) as found:
        yield found


TYPED = {
    "application_content": "年产二万吨再生骨料项目。",
    "contact_phone": "13800000000",
    "signer_name": "王建军",
    "authorisation_until": "2026-12-31",
}
PAPER: FilePayload = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": PDF}


def answer_questions(page: Page, look_at: Look) -> None:
    """Answer page by page, the agent signing, until it is all to be checked."""
    while QUESTIONS.search(page.url):
        assert look_at(page) == []
        answer(page)
        was = page.url
        main_button(page).click()
        page.wait_for_url(lambda now, was=was: now != was)


def answer(page: Page) -> None:
    """Tick everything, upload a paper, fill in what is asked."""
    for box in page.locator("#answers input[type=checkbox]").all():
        box.check()
    for chosen in page.locator("#answers input[type=file]").all():
        chosen.set_input_files(PAPER)
    for name, text in TYPED.items():
        if page.locator(f"#answers [name={name}]").count():
            page.fill(f"#answers [name={name}]", text)


def newest(service: Served[EcologyOffice]) -> CaseView:
    """Return the newest case, as the intake sees it."""
    actor = service.office.people["eco_intake"]
    return list_cases(CaseFilter(), actor=actor, tools=service.office.tools).items[0]


def send_after_a_look(page: Page, look_at: Look) -> None:
    """Lead on to the letter as it will be sent, and send it."""
    with page.expect_navigation():
        main_button(page).last.click()
    assert look_at(page) == []
    main_button(page).last.click()
    page.wait_for_url(lambda now: "/desk/tasks/" not in now)


def test_from_the_guide_to_the_permit(page: Page, service: Served[EcologyOffice], look_at: Look) -> None:
    log_in(page, "applicant")
    page.goto(f"/public/matters/{ECOLOGY}/{EIA}")
    assert look_at(page) == []
    page.goto(f"/my/matters/{ECOLOGY}/{EIA}/pledge_approval")
    assert look_at(page) == []
    main_button(page).click()
    page.wait_for_url(QUESTIONS)
    answer_questions(page, look_at)
    assert look_at(page) == []
    expect(page.get_by_text("随后向您出具告知书")).to_be_visible()
    main_button(page).click()
    page.wait_for_url(re.compile("submitted$"))
    assert look_at(page) == []
    page.goto("/my")
    assert look_at(page) == []
    page.get_by_role("link", name="阅读告知书并签署").first.click()
    page.wait_for_url(QUESTIONS)
    answer_questions(page, look_at)
    assert look_at(page) == []
    page.get_by_role("button", name=re.compile("名义签署")).click()
    page.wait_for_url(re.compile("/my/cases/"))
    assert look_at(page) == []
    for who, field, value in (("eco_intake", "acceptance", "ACCEPT"), ("eco_decider", "decision", "GRANT")):
        log_in(page, who)
        (task,) = service.office.seen(newest(service)).tasks
        page.goto(f"/desk/tasks/{task.id}")
        assert look_at(page) == []
        page.check(f"[name={field}][value={value}]")
        send_after_a_look(page, look_at)
        assert look_at(page) == []


def test_the_pledge_is_taken_back(page: Page, service: Served[EcologyOffice], look_at: Look) -> None:
    office = service.office
    case = office.pledge(office.apply_by_pledge())
    log_in(page, "applicant")
    page.goto(f"/my/cases/{case.id}/switch")
    assert look_at(page) == []
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("理由")
    page.fill("[name=reason]", "改走一般程序")
    main_button(page).click()
    page.wait_for_url(re.compile("/my/tasks/"))
    assert look_at(page) == []


def test_a_false_one_is_found_and_its_holder_replies(page: Page, service: Served[EcologyOffice], look_at: Look) -> None:
    case = service.office.granted()
    log_in(page, "eco_verifier")
    page.goto(f"/desk/cases/{case.id}")
    assert look_at(page) == []
    (task,) = service.office.seen(case).tasks
    page.goto(f"/desk/tasks/{task.id}")
    assert look_at(page) == []
    page.select_option("[name=check_method]", "ON_SITE")
    page.fill("[name=checked_on]", "2026-09-29")
    page.fill("[name=checked_by]", "核查一组")
    for key in CONDITIONS:
        page.check(f"[name=found_{key}][value=FULFILLED]")
    page.check("[name=post_check][value=REVOKE]")
    main_button(page).last.click()
    expect(page.locator("#error-summary")).to_contain_text("核查结论")
    assert look_at(page) == []
    page.check("[name=found_treatment_built][value=FALSE]")
    page.fill("[name=finding_treatment_built]", "现场未见废气治理设施。")
    send_after_a_look(page, look_at)
    service.office.work()
    log_in(page, "applicant")
    page.goto(f"/my/cases/{case.id}")
    assert look_at(page) == []
    page.locator(".xn-actions a.btn-primary").first.click()
    page.wait_for_url(re.compile("/my/tasks/"))
    assert look_at(page) == []
    page.goto("/my/permits")
    assert look_at(page) == []


def test_a_revoked_permit_is_told_of_and_closes_the_way(
    page: Page, service: Served[EcologyOffice], look_at: Look
) -> None:
    case = service.office.checks(service.office.granted(), "REVOKE", place_allowed="FALSE")
    service.office.work()
    service.office.complete(service.office.seen(case), "applicant", reply="ADMIT")
    proposed = {"proposal": "REVOKE", "proposal_findings": "承诺的废气治理设施未建成。"}
    service.office.complete(service.office.seen(case), "eco_reviewer", **proposed)
    log_in(page, "eco_decider")
    (task,) = service.office.seen(case).tasks
    page.goto(f"/desk/tasks/{task.id}")
    assert look_at(page) == []
    service.office.complete(service.office.seen(case), "eco_decider", confirmation="AGREE")
    service.office.work()
    page.goto(f"/desk/cases/{case.id}")
    assert look_at(page) == []
    page.goto("/public/permits")
    assert look_at(page) == []
    log_in(page, "applicant")
    page.goto(f"/my/cases/{case.id}")
    assert look_at(page) == []
    page.goto(f"/my/matters/{ECOLOGY}/{EIA}/pledge_approval")
    assert look_at(page) == []
    expect(page.get_by_text("虚假承诺").first).to_be_visible()
