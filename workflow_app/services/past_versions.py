"""What was done is shown as the version had it in which it was done, wherever its case has moved since."""

from collections.abc import Callable
from datetime import datetime

from workflow_app.models import CaseMigration, Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.ready import ready
from workflow_app.services.tools import Tools

VersionOf = Callable[[Task], LoadedProcess]
VersionAt = Callable[[datetime], LoadedProcess]


def version_of_step(unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, tools: Tools) -> VersionOf:
    """Return a function from steps of a case to the version, ready to run, in which each was done or waits."""
    moves = CaseMigrations(unit.session).moves_of(rows.case.id)

    def find(task: Task) -> LoadedProcess:
        left = next((each.from_version_id for each in moves if _is_past(task, each)), None)
        if left is None:
            return loaded
        return ready(unit, unit.processes.runs_on(left), tools, edition_id=rows.case.matter_edition_id)

    return find


def _is_past(task: Task, move: CaseMigration) -> bool:
    """Tell whether a step was done before a move, or given up before it."""
    return task.id in move.done_before or (task.status == "CANCELLED" and task.opened_at < move.at)


def version_at(unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, tools: Tools) -> VersionAt:
    """Return a function from instants to the version by which a case went then, ready to run.

    What happened at the very instant of a move counts as before it.
    """
    moves = CaseMigrations(unit.session).moves_of(rows.case.id)

    def find(at: datetime) -> LoadedProcess:
        left = next((each.from_version_id for each in moves if at <= each.at), None)
        if left is None:
            return loaded
        return ready(unit, unit.processes.runs_on(left), tools, edition_id=rows.case.matter_edition_id)

    return find
