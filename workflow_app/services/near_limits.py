"""Where tasks stand in an inbox: kept with each task, so that a full inbox is as quick as an empty one."""

from collections.abc import Iterable

from workflow_app.domain.inbox import near_at
from workflow_app.domain.process_facts import Whose
from workflow_app.models import Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import PAUSED, STOPPED, clocks_of


def place_tasks(work: CaseWork, tasks: Iterable[Task]) -> None:
    """Place the open tasks of a case by the nearer of their own limit and the legal one of the office.

    To be called wherever a clock or a limit of the case has moved.
    """
    still_open = [task for task in tasks if task.status == "OPEN"]
    if not still_open:
        return
    legal = {facts.key for facts in work.facts.clocks if facts.legal and facts.whose is Whose.OFFICE}
    clocks = [each for each in clocks_of(work).values() if each.key in legal] if legal else []
    limits = [None if clock.status == PAUSED else clock.due_at for clock in clocks if clock.status != STOPPED]
    for task in still_open:
        task.near_at = near_at(task.due_at if task.due_on else None, limits)
