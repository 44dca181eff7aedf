"""A step that was done is shown as the version asked it in which it was done, wherever its case has moved since."""

from collections.abc import Callable

from workflow_app.models import Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.ready import ready
from workflow_app.services.tools import Tools

VersionOf = Callable[[Task], LoadedProcess]


def version_of_step(unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, tools: Tools) -> VersionOf:
    """Return a function from steps of a case to the version, ready to run, in which each was done or waits."""
    moves = CaseMigrations(unit.session).moves_of(rows.case.id)

    def find(task: Task) -> LoadedProcess:
        left = next((each.from_version_id for each in moves if task.id in each.done_before), None)
        if left is None:
            return loaded
        return ready(unit, unit.processes.runs_on(left), tools, edition_id=rows.case.matter_edition_id)

    return find
