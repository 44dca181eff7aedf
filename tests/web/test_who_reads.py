"""Who reads what: drafts, opinions, names of the staff, and cases, over the pages and the JSON interface."""

from collections.abc import Callable

import pytest
from builders import NO_PASSWORD, URBAN, USCC_B, Service
from callers import FIRST_AGREES, GRANTED, SECOND_AGREES, Caller
from page_readers import first_task, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.models import Authorisation
from workflow_app.services.accounts import add_account
from workflow_app.services.cases import list_cases
from workflow_app.services.records import get_record
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
    assert [each.element for each in detail.answers] == ["apply_for_repair", "check_materials"]
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
    assert get_task(task["id"], actor=service.actor("auditor"), tools=service.tools).values == {}
    with pytest.raises(NotFoundError):
        get_task(task["id"], actor=service.actor("first_reviewer"), tools=service.tools)
    mine = get_task(task["id"], actor=service.actor("applicant_b"), tools=service.tools)
    assert mine.values["rectification_summary"] == DOUBT


def test_a_step_of_the_office_has_no_page_among_the_applicants(service: Service) -> None:
    hire(service, "two_hats", Role.FIRST_REVIEWER, Role.APPLICANT, department="LEGAL", subjects=())
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "two_hats")
    who.get(first_task(who).replace("/desk/", "/my/"), expect=404)


def test_an_applicant_is_not_told_who_of_the_office_did_what(service: Service, review: str, caller: Callers) -> None:
    applicant, clerk = caller("applicant_b"), caller("data_clerk")
    [case] = applicant.json("/cases")["items"]
    path = f"/cases/{case['id']}"
    assert (case["tasks"][0]["assignee"], case["tasks"][0]["assignee_name"]) == (None, None)
    assert applicant.json(path)["tasks"][0]["assignee_name"] is None
    assert clerk.json(path)["tasks"][0]["assignee_name"] == "first_reviewer"
    caller("first_reviewer").complete(review, FIRST_AGREES)
    assert "first_reviewer" in {each["actor_name"] for each in clerk.json(f"{path}/history")["items"]}
    told = applicant.json(f"{path}/history")["items"]
    assert {each["actor_name"] for each in told} <= {"applicant_b", "service", ""}
    assert len(told) == len(clerk.json(f"{path}/history")["items"])
    assert "first_reviewer" not in reader(service, "applicant_b").get(f"/my{path}").text


def test_who_works_at_the_desk_reads_no_names_in_their_own_case(service: Service, review: str) -> None:
    hire(service, "two_hats", Role.DATA_CLERK, Role.APPLICANT, subjects=(USCC_B,))
    who = reader(service, "two_hats")
    [case] = list_cases(CaseFilter(), actor=service.actor("two_hats"), tools=service.tools).items
    assert review == case.tasks[0].id
    for area in ("my", "desk"):
        assert "first_reviewer" not in who.get(f"/{area}/cases/{case.id}").text


def test_records_are_read_at_the_desk_of_their_authority(caller: Callers) -> None:
    clerk = caller("data_clerk")
    hire(clerk.service, "clerk_elsewhere", Role.DATA_CLERK, authority="ZZ_ECOLOGY")
    hire(clerk.service, "admin", Role.SYSTEM_ADMIN, authority=None)
    [record] = clerk.json(f"/subjects/{USCC_B}/records")["items"]
    assert clerk.json(f"/subjects/{USCC_B}")["name"] == caller("clerk_elsewhere").json(f"/subjects/{USCC_B}")["name"]
    assert caller("clerk_elsewhere").json(f"/subjects/{USCC_B}/records")["items"] == []
    with pytest.raises(NotFoundError, match="RECORD_UNKNOWN"):
        get_record(record["id"], actor=clerk.service.actor("clerk_elsewhere"), tools=clerk.service.tools)
    caller("admin").get(f"/subjects/{USCC_B}", expect=404)


def test_nobody_reviews_or_decides_for_whom_they_act(service: Service, caller: Callers) -> None:
    roles = (Role.APPLICANT, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.DECIDER)
    hire(service, "insider", *roles, department="LEGAL", subjects=(USCC_B,))
    hire(service, "second", Role.SECOND_REVIEWER, department="LEGAL")
    insider = caller("insider")
    case = insider.apply(insider.open_repair())
    for colleague, values in (("first_reviewer", FIRST_AGREES), ("second", SECOND_AGREES), ("decider", GRANTED)):
        [task] = case["tasks"]
        assert task["actions"] == []
        assert insider.json("/tasks?scope=group")["items"] == []
        assert insider.complete(task["id"], values, expect=403)["code"] == "CONFLICT_OF_INTEREST"
        insider.post(f"/tasks/{task['id']}/claim", expect=403)
        reader(service, "insider").get(f"/desk/tasks/{task['id']}", expect=403)
        caller(colleague).complete(task["id"], values)
        case = insider.json(f"/cases/{case['id']}")
    actions = [each["action"] for each in insider.json(f"/cases/{case['id']}/history")["items"]]
    assert actions.count("task.refused") == 2 * len((FIRST_AGREES, SECOND_AGREES, GRANTED)), "to claim, to complete"


def test_a_task_taken_before_one_acted_for_the_enterprise_can_be_given_back(service: Service, caller: Callers) -> None:
    applicant, reviewer = caller("applicant_b"), caller("first_reviewer")
    [task] = applicant.apply(applicant.open_repair())["tasks"]
    reviewer.post(f"/tasks/{task['id']}/claim")
    [subject] = service.actor("applicant_b").subject_ids
    with service.tools.database.write() as work:
        account = service.actor("first_reviewer").id
        today = local_date(service.tools.clock.now())
        work.add(Authorisation(account_id=account, subject_id=subject, kind="AGENT", valid_from=today))
        work.commit()
    assert reviewer.complete(task["id"], FIRST_AGREES, expect=403)["code"] == "CONFLICT_OF_INTEREST"
    assert reviewer.post(f"/tasks/{task['id']}/release").get_json()["assignee"] is None
    caller("first_reviewer_2").complete(task["id"], FIRST_AGREES)
