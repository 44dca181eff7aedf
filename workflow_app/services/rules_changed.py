"""Filing under rules that changed meanwhile: refused once, with what was typed kept and the change told."""

from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.errors import ConflictError
from workflow_app.domain.values import plain
from workflow_app.engine import StepFailedError
from workflow_app.models import Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.draft_migrating import bring_along
from workflow_app.services.incidents import write_incident
from workflow_app.services.signed_words import meant_for_now
from workflow_app.services.tools import Tools

RULES_CHANGED = "RULES_CHANGED"


def is_draft(rows: CaseRows) -> bool:
    """Tell whether a case is an application that is not filed yet."""
    return rows.case.status == "DRAFT" and rows.case.submitted_at is None


def refuse_outdated(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> None:
    """Refuse to file under a version that is no longer taken, or whose change the applicant was not told yet.

    Raises ConflictError RULES_CHANGED; `bring_refused` does the rest once this unit of work is undone.
    """
    if not is_draft(rows):
        return
    now, migrations = tools.clock.now(), CaseMigrations(unit.session)
    if migrations.is_up_to_date(rows.case.id, rows.runs_on.version_id, rows.runs_on.key, now=now):
        return
    to = unit.processes.get_current(rows.runs_on.key, now=now)
    if to.version_id != rows.runs_on.version_id:
        raise ConflictError(RULES_CHANGED, at=changed_at(unit, rows.runs_on.version_id, to.version_id))
    untold = [each for each in migrations.unread_of(rows.case.id) if each.told_at is None]
    if untold:
        raise ConflictError(RULES_CHANGED, at=changed_at(unit, untold[-1].from_version_id, untold[-1].to_version_id))


def changed_at(unit: UnitOfWork, old_id: str, new_id_: str) -> datetime:
    """Return since when one version is taken instead of another."""
    old, new = unit.processes.get_version(old_id), unit.processes.get_version(new_id_)
    if old.taken_back_at is not None and new.version < old.version:
        return old.taken_back_at
    return new.effective_at or new.published_at


def bring_refused(task_id: str, values: Mapping[str, object], *, tools: Tools) -> None:
    """Bring an application along that was refused a moment ago; what was typed is kept, and its applicant is told.

    Where that fails, an incident says why; the application stays as it was.
    """
    try:
        _bring_refused(task_id, values, tools=tools)
    except StepFailedError as error:
        with tools.database.read() as unit:
            case_id = unit.tasks.get(task_id)[0].case_id
        write_incident(
            tools,
            case_id=case_id,
            task_id=task_id,
            due_work_id=None,
            element=error.element,
            code=error.code,
            detail=error.detail,
        )


def _bring_refused(task_id: str, values: Mapping[str, object], *, tools: Tools) -> None:
    with tools.database.write() as unit:
        asked, rows = unit.tasks.get(task_id, lock=True)
        if not is_draft(rows):
            return
        now, task = tools.clock.now(), _open_one(unit, asked)
        if task is not None:
            given = meant_for_now(unit, rows, plain(values), shown=None, tools=tools)
            task.draft = {**(task.draft or {}), **given}
        to = unit.processes.get_current(rows.runs_on.key, now=now)
        if to.version_id != rows.runs_on.version_id:
            bring_along(unit, rows, to, None, tools=tools)
            unit.flush()
        for each in CaseMigrations(unit.session).unread_of(rows.case.id):
            each.told_at = each.told_at or now
        unit.commit()


def _open_one(unit: UnitOfWork, asked: Task) -> Task | None:
    """Return a task, or the one that asks the same people since an application was begun anew."""
    found = [each for each in unit.tasks.of_case(asked.case_id) if each.status == "OPEN" and each.role == asked.role]
    return next((each for each in found if each.id == asked.id), found[0] if found else None)
