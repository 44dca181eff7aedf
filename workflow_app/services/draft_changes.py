"""What changed for an application that is not filed since it was opened last: told once, until somebody has read it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.bundle_parts import Kind
from workflow_app.domain.taking_back import TakingBackStatus
from workflow_app.engine.comparing import compare_bundles
from workflow_app.models import CaseMigration
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.bundles import unpack
from workflow_app.services.paper_pages import own_task
from workflow_app.services.process_comparing import Comparison, compare_files
from workflow_app.services.ready import ready
from workflow_app.services.rules_changed import changed_at
from workflow_app.services.tools import Tools
from workflow_app.services.window_cases import held_of


@dataclass(frozen=True, slots=True)
class Turn:
    """One version that the application came to: since when it holds, what was noted to it, and by which law.

    `is_back`: it holds again, because the other one was taken back; the note is why.
    """

    since: datetime
    note: str
    basis: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What an applicant is told: each turn, and what their forms ask otherwise; whether the step began anew."""

    turns: tuple[Turn, ...]
    compared: Comparison
    began_anew: bool


def changes_of_task(task_id: str, *, actor: Actor, tools: Tools) -> DraftChanges | None:
    """Return what is to be told of an applicant's open step, or None; raises as completing it would."""
    with tools.database.read() as unit:
        _, rows = own_task(unit, task_id, actor)
        return _changes(unit, rows, tools)


def changes_at_window(case_id: str, *, actor: Actor, tools: Tools) -> DraftChanges | None:
    """Return what is to be told of an application at the window, or None; raises as `held_of`."""
    with tools.database.read() as unit:
        return _changes(unit, held_of(unit, case_id, actor=actor).rows, tools)


def read_changes_of_task(task_id: str, *, actor: Actor, tools: Tools) -> None:
    """Note that what changed was read; raises as completing the step would."""
    _read(lambda unit: own_task(unit, task_id, actor, lock=True)[1], actor=actor, tools=tools)


def read_changes_at_window(case_id: str, *, actor: Actor, tools: Tools) -> None:
    """Note that who stands at the window was told; raises as `held_of`."""
    _read(lambda unit: held_of(unit, case_id, actor=actor, lock=True).rows, actor=actor, tools=tools)


def _read(find: Callable[[UnitOfWork], CaseRows], *, actor: Actor, tools: Tools) -> None:
    with tools.database.write() as unit:
        rows, now = find(unit), tools.clock.now()
        unread = CaseMigrations(unit.session).unread_of(rows.case.id)
        for each in unread:
            each.read_at, each.read_by, each.told_at = now, actor.id, each.told_at or now
        if unread:
            said = {"version": rows.runs_on.version}
            record_for_case(unit, case_id=rows.case.id, actor=actor, action="case.change_read", data=said, now=now)
        unit.commit()


def _changes(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> DraftChanges | None:
    unread = CaseMigrations(unit.session).unread_of(rows.case.id)
    if not unread:
        return None
    ends = (unread[0].from_version_id, unread[-1].to_version_id)
    before, after = (unpack(unit.processes.bundle(each)) for each in ends)
    asked = {
        f"forms/{element.form}.form.json"
        for each in ends
        for element in ready(unit, unit.processes.runs_on(each), tools).compiled.elements.values()
        if element.role == Role.APPLICANT and element.form
    }
    own = [{path: text for path, text in files.items() if path in asked} for files in (before, after)]
    changes = tuple(each for each in compare_bundles(*own) if each.group is Kind.FORM)
    compared = replace(compare_files(before, after, tools=tools), changes=changes)
    return DraftChanges(
        tuple(_turn(unit, each) for each in unread),
        compared,
        began_anew=any(each.outcome == "BEGUN_ANEW" for each in unread),
    )


def _turn(unit: UnitOfWork, row: CaseMigration) -> Turn:
    old, new = unit.processes.get_version(row.from_version_id), unit.processes.get_version(row.to_version_id)
    is_back = old.taken_back_at is not None and new.version < old.version
    since = changed_at(unit, old.id, new.id)
    if not is_back:
        return Turn(since, new.note or "", new.basis or "", is_back)
    requests = unit.takings_back.list_of([old.id])
    why = next((each.reason for each in requests if each.status == TakingBackStatus.CONFIRMED), "")
    return Turn(since, why, "", is_back)
