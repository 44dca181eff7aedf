"""What changed for an application that is not filed since it was opened last: told once, until somebody has read it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.parameters import Snapshot, Value
from workflow_app.domain.taking_back import TakingBackStatus
from workflow_app.engine.comparing import compare_bundles
from workflow_app.models import CaseMigration
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.change_sets import ChangeSets
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.bundles import unpack
from workflow_app.services.loaded import LoadedProcess
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
class ParameterChange:
    """A parameter that the process names, with its value and unit before and now; None where it had, or has, none."""

    key: str
    before: tuple[Value, str] | None
    after: tuple[Value, str] | None


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What an applicant is told: each turn, what forms and letters say otherwise, and which periods are others.

    `began_anew`: their step is another one now. `last` names the newest move that this tells of.
    """

    turns: tuple[Turn, ...]
    compared: Comparison
    parameters: tuple[ParameterChange, ...]
    began_anew: bool
    last: str


def changes_of_task(task_id: str, *, actor: Actor, tools: Tools) -> DraftChanges | None:
    """Return what is to be told of an applicant's open step, or None; raises as completing it would."""
    with tools.database.read() as unit:
        _, rows = own_task(unit, task_id, actor)
        return _changes(unit, rows, tools)


def changes_at_window(case_id: str, *, actor: Actor, tools: Tools) -> DraftChanges | None:
    """Return what is to be told of an application at the window, or None; raises as `held_of`."""
    with tools.database.read() as unit:
        return _changes(unit, held_of(unit, case_id, actor=actor).rows, tools)


def read_changes_of_task(task_id: str, *, last: str, actor: Actor, tools: Tools) -> bool:
    """Note that what changed was read up to the `last` move that was shown, and return whether that is all.

    Raises as completing the step would.
    """
    return _read(lambda unit: own_task(unit, task_id, actor, lock=True)[1], last, actor=actor, tools=tools)


def read_changes_at_window(case_id: str, *, last: str, actor: Actor, tools: Tools) -> bool:
    """Note up to which move who stands at the window was told, and return whether that is all; raises as `held_of`."""
    return _read(lambda unit: held_of(unit, case_id, actor=actor, lock=True).rows, last, actor=actor, tools=tools)


def _read(find: Callable[[UnitOfWork], CaseRows], last: str, *, actor: Actor, tools: Tools) -> bool:
    """Note what was read: nothing where what was shown is none of what is to be read."""
    with tools.database.write() as unit:
        rows, now = find(unit), tools.clock.now()
        unread = CaseMigrations(unit.session).unread_of(rows.case.id)
        place = next((place for place, each in enumerate(unread) if each.id == last), -1)
        for each in unread[: place + 1]:
            each.read_at, each.read_by, each.told_at = now, actor.id, each.told_at or now
        if place >= 0:
            said = {"version": unit.processes.get_version(unread[place].to_version_id).version}
            record_for_case(unit, case_id=rows.case.id, actor=actor, action="case.change_read", data=said, now=now)
        unit.commit()
    return place == len(unread) - 1


def _changes(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> DraftChanges | None:
    unread = CaseMigrations(unit.session).unread_of(rows.case.id)
    if not unread:
        return None
    ends = (unread[0].from_version_id, unread[-1].to_version_id)
    before, after = (unpack(unit.processes.bundle(each)) for each in ends)
    both = [ready(unit, unit.processes.runs_on(each), tools) for each in ends]
    asked = {
        f"forms/{element.form}.form.json"
        for loaded in both
        for element in loaded.compiled.elements.values()
        if element.role == Role.APPLICANT and element.form
    }
    own = [
        {path: text for path, text in files.items() if path in asked or kind_of(path) is Kind.LETTER}
        for files in (before, after)
    ]
    changes = tuple(each for each in compare_bundles(*own) if each.group in (Kind.FORM, Kind.LETTER))
    compared = replace(compare_files(before, after, tools=tools), changes=changes)
    return DraftChanges(
        tuple(_turn(unit, each) for each in unread),
        compared,
        _parameters(unit, rows, unread[0].parameters_before, {key for each in both for key in _named(each)}, tools),
        began_anew=any(each.outcome == "BEGUN_ANEW" for each in unread),
        last=unread[-1].id,
    )


def _named(loaded: LoadedProcess) -> set[str]:
    """Return the parameters that a process names for everybody; internal limits are the office's own affair."""
    extension = loaded.facts.extension
    return {each.parameter for each in loaded.facts.clocks} | ({extension.parameter} if extension else set())


def _parameters(
    unit: UnitOfWork, rows: CaseRows, before: str | None, named: set[str], tools: Tools
) -> tuple[ParameterChange, ...]:
    """Return which of the named parameters an application goes by with another value than before."""
    if before is None or before == rows.case.parameters_digest:
        return ()
    old, new = (tools.calendars.kept(each, unit.snapshots) for each in (before, rows.case.parameters_digest))
    found = (ParameterChange(key, _value(old, key), _value(new, key)) for key in sorted(named))
    return tuple(each for each in found if each.before != each.after)


def _value(kept: Snapshot, key: str) -> tuple[Value, str] | None:
    row = kept.get(key)
    return (row["value"], str(row["unit"])) if row else None


def _turn(unit: UnitOfWork, row: CaseMigration) -> Turn:
    old, new = unit.processes.get_version(row.from_version_id), unit.processes.get_version(row.to_version_id)
    is_back = old.taken_back_at is not None and new.version < old.version
    since = changed_at(unit, old.id, new.id)
    if not is_back:
        joint = ChangeSets(unit.session).find_of_version(unit.processes.runs_on(new.id).key, new.version)
        return Turn(since, joint.reason if joint else new.note or "", new.basis or "", is_back)
    requests = unit.takings_back.list_of([old.id])
    why = next((each.reason for each in requests if each.status == TakingBackStatus.CONFIRMED), "")
    return Turn(since, why, "", is_back)
