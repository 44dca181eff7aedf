"""Two at once: simultaneous submits, double clicks, stale pages; one effect and a clear answer each time."""

from collections.abc import Iterator
from pathlib import Path

import parallel_process
import pytest
from moments import at_once
from office import B, Office

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.tasks import CompleteTask, TaskAct
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, ForbiddenError, InvalidError
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.opening import open_case
from workflow_app.services.processes import publish_bundle
from workflow_app.services.tasks import claim_task
from workflow_app.services.views import CaseView

FIRST = {"duties": ["FINE_PAID", "RECTIFIED"], "first_opinion": "AGREE"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    place.agent()
    yield place
    place.close()


def test_a_task_submitted_six_times_at_once_has_one_effect(office: Office) -> None:
    (task,) = office.apply().tasks
    reviewer = office.people["first_reviewer"]
    command = CompleteTask(task.id, FIRST, version=task.version)
    outcomes = at_once(6, lambda: complete_task(command, actor=reviewer, tools=office.tools))
    done = [each for each in outcomes if isinstance(each, CaseView)]
    refused = [each.code for each in outcomes if isinstance(each, ConflictError)]
    assert (len(done), refused) == (1, ["TASK_DONE"] * 5)
    view = get_case(done[0].id, actor=reviewer, tools=office.tools)
    assert [each.key for each in view.tasks] == ["review_second"]
    assert verify(office.tools) == ()


def test_the_same_key_at_once_has_one_effect_and_one_answer(office: Office) -> None:
    (task,) = office.apply().tasks
    once = Once("k-1", f"/api/v1/tasks/{task.id}/complete", "body", lambda view: {"id": view.id})
    command = CompleteTask(task.id, FIRST, once=once)
    reviewer = office.people["first_reviewer"]
    outcomes = at_once(4, lambda: complete_task(command, actor=reviewer, tools=office.tools))
    answers = [each.answer for each in outcomes if isinstance(each, AlreadyAnsweredError)]
    assert len([each for each in outcomes if isinstance(each, CaseView)]) == 1
    assert answers == [{"id": task.case_id}] * 3


def test_the_same_key_with_another_body_is_refused(office: Office) -> None:
    (task,) = office.apply().tasks
    path = f"/api/v1/tasks/{task.id}/complete"
    reviewer = office.people["first_reviewer"]
    first = CompleteTask(task.id, FIRST, once=Once("k-1", path, "one", lambda _: {}))
    complete_task(first, actor=reviewer, tools=office.tools)
    second = CompleteTask(task.id, FIRST, once=Once("k-1", path, "two", lambda _: {}))
    with pytest.raises(InvalidError, match="IDEMPOTENCY_MISMATCH"):
        complete_task(second, actor=reviewer, tools=office.tools)


def test_s40_two_agents_who_open_the_same_record_at_once_get_one_case(office: Office) -> None:
    command = OpenCase("credit_repair", B, {"record_id": office.record_id()})
    outcomes = at_once(4, lambda: open_case(command, actor=office.agent(), tools=office.tools))
    (case,) = [each for each in outcomes if isinstance(each, CaseView)]
    others = [each for each in outcomes if isinstance(each, ConflictError)]
    assert [(each.code, each.values["case_id"]) for each in others] == [("RECORD_HAS_OPEN_CASE", case.id)] * 3


def test_a_stale_page_is_told_so_and_changes_nothing(office: Office) -> None:
    (task,) = office.apply().tasks
    reviewer = office.people["first_reviewer"]
    claim_task(TaskAct(task.id), actor=reviewer, tools=office.tools)
    with pytest.raises(ConflictError, match="STALE"):
        complete_task(CompleteTask(task.id, FIRST, version=task.version), actor=reviewer, tools=office.tools)


def test_two_who_claim_at_once_get_one_task_between_them(office: Office) -> None:
    (task,) = office.apply().tasks
    others = [office.hire(f"reviewer_{each}", *[grant.role for grant in office.people["first_reviewer"].grants])
              for each in range(3)]  # fmt: skip
    turn = iter(others)
    outcomes = at_once(3, lambda: claim_task(TaskAct(task.id), actor=next(turn), tools=office.tools))
    refused = [each.code for each in outcomes if isinstance(each, ForbiddenError)]
    assert refused == ["TAKEN_BY_ANOTHER"] * 2


@pytest.mark.parametrize("turn", range(5))
def test_two_branches_completed_at_once_open_each_next_task_once(office: Office, turn: int) -> None:
    del turn
    publish_bundle(
        parallel_process.KEY, parallel_process.bundle(), by=SERVICE.id, approved_by=SERVICE.id, tools=office.tools
    )
    opened = open_case(OpenCase(parallel_process.KEY, B, {}), actor=office.agent(), tools=office.tools)
    reviewer = office.people["first_reviewer"]
    tasks = iter([task.id for task in get_case(opened.id, actor=reviewer, tools=office.tools).tasks])
    outcomes = at_once(2, lambda: complete_task(CompleteTask(next(tasks), {}), actor=reviewer, tools=office.tools))
    assert [type(each) for each in outcomes] == [CaseView] * 2
    view = get_case(opened.id, actor=reviewer, tools=office.tools)
    assert sorted(task.key for task in view.tasks) == ["a_again", "b_again"]
    for task in view.tasks:
        view = complete_task(CompleteTask(task.id, {}), actor=reviewer, tools=office.tools)
    assert (view.status, view.state) == ("ENDED", "CLOSED")
    assert verify(office.tools) == ()
