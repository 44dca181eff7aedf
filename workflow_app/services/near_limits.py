"""Where tasks stand in an inbox: kept with each task, so that a full inbox is as quick as an empty one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.inbox import near_at
from workflow_app.domain.periods import Due
from workflow_app.domain.process_facts import Whose
from workflow_app.domain.time import local_date
from workflow_app.models import CaseClock, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import PAUSED, STOPPED, clocks_of
from workflow_app.services.loaded import LoadedProcess


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day of a task, and the first instant that is too late."""

    due_on: date
    due_at: datetime


def within_legal(work: CaseWork, due: Due, *, opened_at: datetime) -> Limit:
    """Return an internal limit, cut short by a legal one of the office that was still to end when the task was opened.

    A limit that the office sets itself is there so that it keeps that of the law (rule A4). One that was over already,
    or that stands still, cuts nothing short.
    """
    legal = (Limit(each.due_on, each.due_at) for each in _legal_clocks(work) if each.due_at > opened_at)
    return min((Limit(due.due_on, due.due_at), *legal), key=lambda each: each.due_at)


def limit_now(work: CaseWork, loaded: LoadedProcess, task: Task) -> Limit | None:
    """Return what the internal limit of an open task is now; None of a task without one."""
    element = loaded.compiled.elements.get(task.element)
    if element is None or element.internal_limit is None or task.due_on is None:
        return None
    period = work.parameter(element.internal_limit).period()
    due = work.rules.of(local_date(task.opened_at), period, old=task.due_on).due
    return within_legal(work, due, opened_at=task.opened_at)


def follow_legal(work: CaseWork, loaded: LoadedProcess) -> None:
    """Have tasks that were open before this step follow a legal limit that was put off or runs again."""
    for task in work.tasks:
        found = limit_now(work, loaded, task) if task.status == "OPEN" else None
        if found is not None and found.due_at != task.due_at:
            old, task.due_on, task.due_at = task.due_on, found.due_on, found.due_at
            moved = {"old": old.isoformat() if old else None, "new": found.due_on.isoformat()}
            work.audit("task.due_moved", element=task.element, **moved, why="LEGAL_LIMIT")


def place_tasks(work: CaseWork, tasks: Iterable[Task]) -> None:
    """Place the open tasks of a case by the nearer of their own limit and the legal one of the office.

    To be called wherever a clock or a limit of the case has moved.
    """
    still_open = [task for task in tasks if task.status == "OPEN"]
    if not still_open:
        return
    limits = [None if clock.status == PAUSED else clock.due_at for clock in _legal_clocks(work)]
    for task in still_open:
        task.near_at = near_at(task.due_at if task.due_on else None, limits)


def _legal_clocks(work: CaseWork) -> list[CaseClock]:
    """Return the clocks of the office that bind it by law and have not stopped."""
    legal = {facts.key for facts in work.facts.clocks if facts.legal and facts.whose is Whose.OFFICE}
    clocks = clocks_of(work).values() if legal else ()
    return [each for each in clocks if each.key in legal and each.status != STOPPED]
