"""Where the open tasks of a case have to stand in an inbox, worked out from its rows alone."""

from datetime import datetime

from office import Office

from workflow_app.domain.inbox import NO_LIMIT, STANDS_STILL
from workflow_app.models import CaseClock, Task

LEGAL = ("repair.accept", "repair.result", "repair.share")
"""Limits by which the office is bound by law in a repair."""
Place = tuple[str, datetime]


def places(office: Office, case_id: str) -> tuple[list[Place], list[Place]]:
    """Return where each open task stands, and where it has to."""
    with office.tools.database.read() as unit:
        clocks = {each.key: each for each in unit.cases.clocks([case_id])}
        bound = [clocks[key] for key in LEGAL if key in clocks and clocks[key].status != "STOPPED"]
        tasks = sorted(unit.tasks.open_of_cases([case_id]), key=lambda task: task.id)
        return [(task.element, task.near_at) for task in tasks], [(task.element, _due(task, bound)) for task in tasks]


def _due(task: Task, bound: list[CaseClock]) -> datetime:
    running = [clock.due_at for clock in bound if clock.status != "PAUSED"]
    limits = [*running, *([task.due_at] if task.due_on else [])]
    return min(limits) if limits else STANDS_STILL if bound else NO_LIMIT


def assert_in_place(office: Office, case_id: str) -> None:
    """Fail where an open task of a case does not stand by the nearer of its limits."""
    stand, have_to = places(office, case_id)
    assert stand == have_to
