"""Appointments before a browser: the head of section finds what waits, reads who cannot be named, names somebody."""

import pytest
from builders import Service, hire
from page_readers import FIRST_AGREES, Reader, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.tasks import CompleteTask, TaskFilter
from workflow_app.services import background
from workflow_app.services.access import disable_account
from workflow_app.services.completing import complete_task
from workflow_app.services.inbox import list_tasks

WHY = "复审人员均已离岗，由培训科同事承担。"


@pytest.fixture
def head(service: Service) -> Reader:
    """Give a head of section."""
    hire(service, "head", Role.SECTION_HEAD, authority="ZM_URBAN")
    hire(service, "trainer_2", Role.TRAINER, authority="ZM_URBAN")
    hire(service, "watcher", Role.SUPERVISOR, authority="ZM_URBAN")
    return reader(service, "head")


def stuck(service: Service) -> str:
    """Bring a case to a second review that nobody may do, and return the page of the case at the desk."""
    case = hand_in(reader(service, "applicant_b"))
    first = service.actor("first_reviewer")
    (task,) = list_tasks(TaskFilter(scope="group"), actor=first, tools=service.tools).items
    complete_task(CompleteTask(task.id, dict(FIRST_AGREES)), actor=first, tools=service.tools)
    disable_account("second_reviewer", tools=service.tools)
    background.run_due(service.tools)
    return case.replace("/my/", "/desk/")


def test_without_anything_to_name_the_page_says_so(head: Reader) -> None:
    assert "No step waits for a name." in head.get("/desk/appointments").text
    assert "Nobody had to be appointed yet." in head.get("/desk/appointments?show=all").text


def test_the_head_names_somebody_with_a_reason_and_both_stand_on_the_case(service: Service, head: Reader) -> None:
    case = stuck(service)
    assert "Waits for an appointment" in head.get(case).text
    there = head.get("/desk/appointments").all("//a[@data-open]/@href")[0]
    page = head.get(there)
    assert "first_reviewer" in page.all("//section[contains(., 'Cannot be named')]")[0].text_content()
    (person,) = page.all("//label[contains(., 'trainer_2')]/input/@value")
    done = head.submit(page, "appoint-form", {"account_id": person, "reason": WHY}, at=there)
    assert done.location == there
    shown = head.get(case).text
    assert "Appointed for this case" in shown
    assert WHY in shown
    assert "trainer_2" in shown
    again = head.submit(page, "appoint-form", {"account_id": person, "reason": WHY}, at=there)
    assert again.location == there
    inbox = reader(service, "trainer_2").get("/desk?scope=group")
    assert "修复-2026-0001" in inbox.text


def test_a_form_without_a_name_or_a_reason_comes_back_with_what_was_typed(service: Service, head: Reader) -> None:
    stuck(service)
    there = head.get("/desk/appointments").all("//a[@data-open]/@href")[0]
    back = head.submit(head.get(there), "appoint-form", {"reason": WHY}, at=there, expect=422)
    assert back.all("//*[@id='error-account_id']")
    assert back.all("//textarea[@id='reason']")[0].text_content().strip() == WHY
    (person,) = back.all("//label[contains(., 'trainer_2')]/input/@value")
    more = head.submit(back, "appoint-form", {"account_id": person, "reason": ""}, at=there, expect=422)
    assert more.all("//textarea[@id='reason'][@aria-invalid]")
    assert more.all("//input[@type='radio'][@checked]/@value") == [person]


def test_others_see_what_waits_but_name_nobody(service: Service, head: Reader) -> None:
    stuck(service)
    there = head.get("/desk/appointments").all("//a[@data-open]/@href")[0]
    watcher = reader(service, "watcher")
    assert "The head of section names somebody" in watcher.get(there).text
    watcher.post(there, {"account_id": "x", "reason": WHY}, expect=403)
    reader(service, "decider").get(there, expect=403)
    hire(service, "head_elsewhere", Role.SECTION_HEAD, authority="ZZ_ECOLOGY")
    reader(service, "head_elsewhere").get(there, expect=404)
    applicant = reader(service, "applicant_b")
    assert "appoint" not in applicant.get(applicant.get("/my").all("//a[contains(@href, '/my/cases/')]/@href")[0]).text
