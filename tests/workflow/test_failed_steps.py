"""A step that fails keeps what was typed, and nothing of what somebody else has done in the meantime."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import StepRefusedError
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.database import Database
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.completing import complete_task
from workflow_app.services.tasks import get_task
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

GRANT: dict[str, object] = {"decision": "GRANT"}


class InterruptedDatabase(Database):
    """A database where something happens between the first unit of work that writes and the second."""

    def __init__(self, url: str, meanwhile: Callable[[], object]) -> None:
        super().__init__(url)
        self._meanwhile = iter([lambda: None, meanwhile])

    def write(self) -> UnitOfWork:
        next(self._meanwhile, lambda: None)()
        return super().write()


def fail(_work: CaseWork, _parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    raise LookupError


def broken(tools: Tools) -> Tools:
    return replace(tools, operations={**tools.operations, "letter/issue": fail})


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


@pytest.fixture
def decision(office: Office) -> CaseView:
    """Return a case that waits for the decision."""
    case = office.complete(office.apply(), "first_reviewer", duties=["FINE_PAID", "RECTIFIED"], first_opinion="AGREE")
    return office.complete(case, "second_reviewer", second_opinion="AGREE")


def test_what_was_typed_is_kept_where_a_step_fails(office: Office, decision: CaseView) -> None:
    (task,) = decision.tasks
    decider = office.people["decider"]
    with pytest.raises(StepRefusedError):
        complete_task(CompleteTask(task.id, GRANT), actor=decider, tools=broken(office.tools))
    assert get_task(task.id, actor=decider, tools=office.tools).values == GRANT


def test_who_fails_while_a_colleague_completes_leaves_no_draft(
    database_url: str, office: Office, decision: CaseView
) -> None:
    (task,) = decision.tasks
    refusal = {"decision": "REFUSE", "decision_reason": "整改未完成，提供的凭证与处罚决定不符。"}
    database = InterruptedDatabase(database_url, lambda: office.complete(decision, "decider", **refusal))
    late = office.hire("late", *(grant.role for grant in office.people["decider"].grants))
    with pytest.raises(StepRefusedError):
        complete_task(CompleteTask(task.id, GRANT), actor=late, tools=replace(broken(office.tools), database=database))
    database.close()
    detail = get_task(task.id, actor=late, tools=office.tools)
    assert detail.task.status == "DONE"
    assert detail.values["decision"] == "REFUSE"
