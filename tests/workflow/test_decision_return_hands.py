"""Into whose hands a case comes that is sent back to be reviewed again, and who is told, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from moments import at_once
from objections import now
from office import Office
from repair_detours import RETURN, SENT_BACK
from scenario_steps import AGREE
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.appointments import Appoint, AppointmentFilter
from workflow_app.domain.commands.tasks import CompleteTask, TaskFilter
from workflow_app.domain.errors import ConflictError, ForbiddenError
from workflow_app.models import Notice
from workflow_app.services.access import disable_account
from workflow_app.services.appointing import appoint
from workflow_app.services.appointment_views import list_appointments
from workflow_app.services.completing import complete_task
from workflow_app.services.inbox import list_tasks
from workflow_app.services.section import section_of
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("head", Role.SECTION_HEAD)
    made.hire("second_reviewer_2", Role.SECOND_REVIEWER)
    yield made
    made.close()


def reviewed(office: Office, who: str = "second_reviewer") -> CaseView:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    return office.complete(case, who, second_opinion="AGREE")


def sent_back(office: Office, case: CaseView) -> CaseView:
    office.complete(case, "decider", **SENT_BACK)
    return now(office, case)


def told(office: Office, code: str = "TASK_RETURNED") -> list[str | None]:
    with office.tools.database.read() as unit:
        found = unit.session.scalars(select(Notice).where(Notice.code == code).order_by(Notice.id))
        return [each.role or each.account_id for each in found]


def test_it_comes_to_who_reviewed_it_second_and_to_nobody_else(office: Office) -> None:
    case = sent_back(office, reviewed(office, "second_reviewer_2"))
    (task,) = case.tasks
    reviewer = office.people["second_reviewer_2"]
    assert (task.assignee, told(office)) == (reviewer.id, [reviewer.id])
    mine = list_tasks(TaskFilter(scope="mine"), actor=reviewer, tools=office.tools)
    assert [each.key for each in mine.items] == ["review_second_again"]
    for other, rule in (("second_reviewer", "TAKEN_BY_ANOTHER"), ("first_reviewer", "ROLE_NEEDED")):
        with pytest.raises(ForbiddenError, match=rule):
            office.complete(case, other, second_opinion="AGREE")
    (step,) = section_of(actor=office.people["head"], tools=office.tools).steps
    assert (step.element, step.open, step.free) == ("review_second_again", 1, 0)


def test_what_the_second_reviewer_sends_back_comes_to_who_reviewed_it_first(office: Office) -> None:
    office.hire("first_reviewer_2", Role.FIRST_REVIEWER)
    case = office.complete(office.apply(), "first_reviewer_2", **AGREE)
    office.complete(case, "second_reviewer", **RETURN)
    case = now(office, case)
    reviewer = office.people["first_reviewer_2"].id
    assert (case.tasks[0].key, case.tasks[0].assignee, told(office)) == ("review_again", reviewer, [reviewer])
    with pytest.raises(ForbiddenError, match="TAKEN_BY_ANOTHER"):
        office.complete(case, "first_reviewer", **AGREE)


def test_where_they_cannot_any_more_a_colleague_may_claim_it_and_the_role_is_told(office: Office) -> None:
    case = reviewed(office)
    disable_account("second_reviewer", tools=office.tools)
    case = sent_back(office, case)
    assert (case.tasks[0].assignee, told(office)) == (None, ["SECOND_REVIEWER"])
    assert office.complete(case, "second_reviewer_2", second_opinion="AGREE").state == "DECISION"


def test_where_nobody_is_left_somebody_is_appointed_who_has_it_again_the_next_time(office: Office) -> None:
    case = reviewed(office)
    for who in ("second_reviewer", "second_reviewer_2"):
        disable_account(who, tools=office.tools)
    case = sent_back(office, case)
    office.pass_time(hours=4)
    head = office.people["head"]
    (asked,) = list_appointments(AppointmentFilter(), actor=head, tools=office.tools)[0].items
    assert (asked.element, asked.role) == ("review_second_again", "SECOND_REVIEWER")
    command = Appoint(asked.id, office.people["intake"].id, "复审人员均已离岗。")
    appoint(command, actor=head, tools=office.tools)
    assert office.complete(now(office, case), "intake", second_opinion="AGREE").state == "DECISION"


def test_who_was_appointed_for_the_second_review_has_it_back(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    for who in ("second_reviewer", "second_reviewer_2"):
        disable_account(who, tools=office.tools)
    office.pass_time(hours=4)
    head = office.people["head"]
    (asked,) = list_appointments(AppointmentFilter(), actor=head, tools=office.tools)[0].items
    appoint(Appoint(asked.id, office.people["intake"].id, "复审人员均已离岗。"), actor=head, tools=office.tools)
    case = office.complete(now(office, case), "intake", second_opinion="AGREE")
    case = sent_back(office, case)
    intake = office.people["intake"].id
    assert (case.tasks[0].assignee, told(office)) == (intake, [intake])
    assert office.complete(case, "intake", second_opinion="AGREE").state == "DECISION"


def test_two_who_decide_at_once_send_it_back_once_and_a_page_from_before_counts_no_more(office: Office) -> None:
    office.hire("decider_2", Role.DECIDER)
    case = reviewed(office)
    (task,) = case.tasks
    seen = CompleteTask(task.id, SENT_BACK, version=task.version)
    turn = iter(["decider", "decider_2"])
    outcomes = at_once(2, lambda: complete_task(seen, actor=office.people[next(turn)], tools=office.tools))
    assert sorted(type(each).__name__ for each in outcomes) == ["CaseView", "ConflictError"]
    (again,) = now(office, case).tasks
    assert again.key == "review_second_again"
    grant = CompleteTask(task.id, {"decision": "GRANT"}, version=task.version)
    with pytest.raises(ConflictError, match="TASK_DONE"):
        complete_task(grant, actor=office.people["decider_2"], tools=office.tools)
