"""Who reads what: drafts, opinions, names of the staff, and cases, over the pages and the JSON interface."""

from collections.abc import Callable

import pytest
from builders import NO_PASSWORD, URBAN, Service
from callers import Caller
from page_readers import first_task, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.errors import NotFoundError
from workflow_app.services.accounts import add_account
from workflow_app.services.tasks import get_task

Callers = Callable[[str | None], Caller]
DOUBT = "凭证真伪存疑。"


def hire(service: Service, username: str, *roles: Role, authority: str | None = URBAN, **more: object) -> None:
    """Add an account without password."""
    command = CreateAccount(username, username, "", roles=list(roles), authority=authority, **more)  # type: ignore[arg-type] # of the command
    with service.tools.database.write() as work:
        add_account(command, work=work, tools=service.tools, password_hash=NO_PASSWORD)
        work.commit()


@pytest.fixture
def review(service: Service) -> str:
    """Return the id of a first review whose reviewer has begun to write."""
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task = first_task(who)
    who.press(who.get(task), "/claim")
    who.get(task)
    who.post(f"{task}/draft", {"first_opinion": "DISAGREE", "first_reason": DOUBT}, expect=200)
    return task.rsplit("/", 1)[1]


def test_an_applicant_does_not_read_what_the_reviewer_is_writing(service: Service, review: str) -> None:
    who = reader(service, "applicant_b")
    who.get(f"/my/tasks/{review}", expect=404)
    who.get("/my")
    who.post(f"/my/tasks/{review}", {"act": "check"}, expect=404)
    with pytest.raises(NotFoundError, match="TASK_UNKNOWN"):
        get_task(review, actor=service.actor("applicant_b"), tools=service.tools)


@pytest.mark.parametrize("colleague", ["first_reviewer_2", "second_reviewer", "data_clerk"])
def test_a_colleague_reads_the_task_but_not_its_draft(service: Service, review: str, colleague: str) -> None:
    detail = get_task(review, actor=service.actor(colleague), tools=service.tools)
    assert detail.values == {}
    assert [each.element for each in detail.answers] == ["apply_for_repair"]
    assert DOUBT not in reader(service, colleague).get(f"/desk/tasks/{review}").text


def test_the_reviewer_finds_the_draft_again(service: Service, review: str) -> None:
    page = reader(service, "first_reviewer").get(f"/desk/tasks/{review}")
    assert [each.text for each in page.all("//textarea[@name='first_reason']")] == [DOUBT]


def test_the_desk_does_not_read_an_application_before_it_is_handed_in(caller: Callers) -> None:
    applicant = caller("applicant_b")
    [task] = applicant.open_repair()["tasks"]
    service = applicant.service
    reader_ = reader(service, "applicant_b")
    reader_.get("/my")
    reader_.post(f"/my/tasks/{task['id']}/draft", {"rectification_summary": DOUBT}, expect=200)
    assert get_task(task["id"], actor=service.actor("first_reviewer"), tools=service.tools).values == {}
    mine = get_task(task["id"], actor=service.actor("applicant_b"), tools=service.tools)
    assert mine.values["rectification_summary"] == DOUBT


def test_a_step_of_the_office_has_no_page_among_the_applicants(service: Service) -> None:
    hire(service, "two_hats", Role.FIRST_REVIEWER, Role.APPLICANT, department="LEGAL", subjects=())
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "two_hats")
    who.get(first_task(who).replace("/desk/", "/my/"), expect=404)
