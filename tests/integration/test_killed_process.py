"""A process killed between any two lines, fifty times: one effect each, nothing lost, and in the end every case closes.

The child counts the lines of our own code as it runs them and kills itself with SIGKILL at a random one.
"""

import os
import random
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from office import B, Office

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask, TaskFilter
from workflow_app.domain.errors import DomainError
from workflow_app.models import Case, DueWork, Letter, Removal, Task
from workflow_app.services.audit_verify import verify
from workflow_app.services.completing import complete_task
from workflow_app.services.inbox import list_tasks
from workflow_app.services.opening import open_case

KILLS = 50
LINES = 9_000
"""About as many lines of ours as one round of the office runs."""

ANSWERS: dict[str, dict[str, object]] = {
    "check_materials": {"acceptance": "ACCEPT"},
    "review_first": {"duties": ["FINE_PAID", "RECTIFIED"], "first_opinion": "AGREE"},
    "review_second": {"second_opinion": "AGREE"},
    "decide_repair": {"decision": "GRANT"},
}
WHO = {
    "check_materials": "intake",
    "review_first": "first_reviewer",
    "review_second": "second_reviewer",
    "decide_repair": "decider",
}


def die_at(line: int) -> None:
    """Kill this process when so many lines of our code have run."""
    left = line

    def count(frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 - the shape of a trace function
        nonlocal left
        if "/workflow_app/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return count

    sys.settrace(count)


def one_round(office: Office) -> None:
    """Do what there is to do: hand in, review, decide, deliver."""
    agent = office.agent()
    for task in list_tasks(TaskFilter(), actor=agent, tools=office.tools).items:
        case = open_view(office, task.case_id)
        complete_task(CompleteTask(task.id, office.application(case)), actor=agent, tools=office.tools)
    for element, who in WHO.items():
        actor = office.people[who]
        for task in list_tasks(TaskFilter(scope="group"), actor=actor, tools=office.tools).items:
            if task.key == element:
                complete_task(CompleteTask(task.id, ANSWERS[element]), actor=actor, tools=office.tools)
    office.work()


def open_view(office: Office, case_id: str) -> Any:  # noqa: ANN401 - a case view
    from workflow_app.services.cases import get_case  # noqa: PLC0415 - only the child needs it

    return get_case(case_id, actor=office.agent(), tools=office.tools)


def killed_round(database_url: str, folder: Path, line: int) -> bool:
    """Run a round in a child that kills itself; tell whether it died before it was done."""
    child = os.fork()
    if child == 0:
        try:
            office = Office(database_url, folder, seeded=True)
            office.agent()
            die_at(line)
            open_new(office, office.agent())
            one_round(office)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def open_new(office: Office, agent: Actor) -> None:
    """Open a case about the record, unless one is open or the record is repaired."""
    try:
        open_case(OpenCase("credit_repair", B, {"record_id": office.record_id()}), actor=agent, tools=office.tools)
    except DomainError:
        return


@pytest.mark.parametrize("seed", [1])
def test_fifty_kills_leave_one_effect_each_and_nothing_lost(database_url: str, tmp_path: Path, seed: int) -> None:
    office = Office.with_sample(database_url, tmp_path)
    office.agent()
    office.close()
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice of lines, no secret
    died = sum(killed_round(database_url, tmp_path, chance.randint(1, LINES)) for _ in range(KILLS))
    assert died > KILLS // 3

    office = Office(database_url, tmp_path, seeded=True)
    expire_leases(office)
    open_new(office, office.agent())
    for _ in range(3):
        one_round(office)
        office.pass_time(hours=2)
    check(office)
    office.close()


def expire_leases(office: Office) -> None:
    """Give back at once what the dead had leased; in life a minute does it."""
    with office.tools.database.write() as unit:
        for row in unit.session.query(DueWork).filter(DueWork.status != "DONE"):
            row.lease_until, row.not_before = None, row.created_at
            row.status = "PENDING" if row.status == "LEASED" else row.status
        unit.commit()


def check(office: Office) -> None:
    """Look at everything that may not have happened twice, or not at all."""
    assert verify(office.tools) == ()
    with office.tools.database.read() as unit:
        cases = unit.session.query(Case).all()
        numbers = [case.number for case in cases if case.number]
        assert numbers == sorted(f"修复-2026-{each:04d}" for each in range(1, len(numbers) + 1))
        assert [case.state for case in cases if case.state != "CLOSED"] == []
        (case,) = cases
        assert unit.session.query(Letter).filter_by(case_id=case.id, kind="T22_GRANT").count() == 1
        assert unit.session.query(Letter).filter(Letter.sha256.is_(None)).count() == 0
        removals = unit.session.query(Removal).filter_by(case_id=case.id).all()
        assert sorted(removal.status for removal in removals) == ["VERIFIED"] * 3
        assert unit.session.query(Task).filter_by(case_id=case.id, status="OPEN").count() == 0
