"""A step that its case's version has no more keeps the name it had when it was done: in the course and the history."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from objections import now
from office import Office
from scenario_steps import AGREE
from versions_taken import changed, take, version_of

from workflow_app.services.cases import case_history
from workflow_app.services.outlines import case_outline
from workflow_app.services.tasks import get_task
from workflow_app.web.pages.history import told_history

GONE, OTHER = "review_first", "review_begun"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def test_a_step_that_is_gone_is_called_as_it_was(office: Office) -> None:
    applied = office.apply()
    done = applied.tasks[0].id
    case = office.complete(applied, "first_reviewer", **AGREE)
    take(office, changed(GONE, OTHER, path="process.toml", files=changed(GONE, OTHER)))
    office.work()
    assert version_of(office, case.id) > case.process_version
    actor, tools = office.people["second_reviewer"], office.tools
    history = case_history(case.id, actor=actor, tools=tools)
    view = now(office, case)
    course = {each.element: each.name for each in case_outline(view, history, actor=actor, tools=tools)}
    assert (course[GONE].zh, course[GONE].en) == ("初审", "First review")
    task = get_task(done, actor=office.people["first_reviewer"], tools=tools).task
    assert (task.name_zh, task.name_en) == ("初审", "First review")
    completed = [each for each in history if each.action == "task.completed" and each.data["element"] == GONE]
    assert [(each.element_zh, each.element_en) for each in completed] == [("初审", "First review")]
    told = told_history(view, history)
    assert any("初审" in each.title for each in told)
    assert not any(GONE in f"{each.title} {each.note}" for each in told)
