"""An application that is not filed yet goes by the version in effect when it is received, and keeps its answers.

It is brought along when a version takes effect, and at the latest when somebody wants to hand it in: then that is
refused once, with what was typed kept. Whoever fills it in is told before it is filed.
"""

from collections.abc import Mapping
from datetime import datetime

from workflow_app import engine
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.migrating import Outcome
from workflow_app.domain.routing import RoutingValue, to_json
from workflow_app.domain.signed_papers import new_sheet_no
from workflow_app.domain.time import local_date
from workflow_app.domain.values import plain
from workflow_app.engine import CompiledProcess, RunOperation, Step, StepFailedError
from workflow_app.models import CaseMigration, Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows, RunsOn
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import Windows
from workflow_app.services.case_migrating import carry_on, take_version, verdict_on
from workflow_app.services.drafts import plan_end
from workflow_app.services.incidents import write_incident
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.matter_rows import with_matter
from workflow_app.services.ready import ready
from workflow_app.services.signed_scans import set_aside
from workflow_app.services.steps import Move
from workflow_app.services.taking_over import SIGNED, components_of
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
        task, rows = unit.tasks.get(task_id, lock=True)
        if not is_draft(rows) or task.status != "OPEN":
            return
        now = tools.clock.now()
        task.draft = {**(task.draft or {}), **plain(values)}
        to = unit.processes.get_current(rows.runs_on.key, now=now)
        if to.version_id != rows.runs_on.version_id:
            bring_along(unit, rows, to, None, tools=tools)
            unit.flush()
        for each in CaseMigrations(unit.session).unread_of(rows.case.id):
            each.told_at = each.told_at or now
        unit.commit()


def bring_along(unit: UnitOfWork, rows: CaseRows, to: RunsOn, cause_id: str | None, *, tools: Tools) -> None:
    """Put an application on a version; where it cannot go on there, it is begun anew with its answers."""
    now, case = tools.clock.now(), rows.case
    old, new = (ready(unit, each, tools, edition_id=case.matter_edition_id) for each in (rows.runs_on, to))
    fits = verdict_on(unit, rows, to, tools).reason is None
    before = [task for task in unit.tasks.of_case(case.id) if task.status == "OPEN"]
    _keep_parameters(unit, rows, tools)
    if not fits:
        case.routing = to_json(dict(new.facts.initial_routing))
    opened = take_version(unit, rows, to, carry_on(rows, new) if fits else _begin_anew(rows), tools=tools)
    unit.flush()
    for task in opened:
        _hand_over(unit, before, task)
        plan_end(unit, task, rows, tools)
    for task in (*before, *opened):
        if task.status == "OPEN" and task.draft:
            task.draft = _without_signed(task, old, new)
    _ask_signature_anew(unit, case.id)
    unit.add(
        CaseMigration(
            id=new_id(),
            case_id=case.id,
            from_version_id=rows.runs_on.version_id,
            to_version_id=to.version_id,
            cause_id=cause_id,
            at=now,
            outcome=(Outcome.MOVED if fits else Outcome.BEGUN_ANEW).value,
            is_draft=True,
        )
    )


def version_for(unit: UnitOfWork, rows: CaseRows, now: datetime) -> RunsOn | None:
    """Return the version that an application is to take, None where it has it or there is none."""
    try:
        to = unit.processes.get_current(rows.runs_on.key, now=now)
    except NotFoundError:
        return None
    return None if to.version_id == rows.runs_on.version_id else to


def _begin_anew(rows: CaseRows) -> Move:
    """Return the step by which an application begins once more."""
    state = rows.case.engine_state

    def move(process: CompiledProcess, routing: dict[str, RoutingValue], run: RunOperation) -> Step:
        return engine.begin_anew(process, state, routing=routing, run=run)

    return move


def _keep_parameters(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> None:
    """Let an application go by the parameters that hold today: it is not filed yet."""
    case, today = rows.case, local_date(tools.clock.now())
    kept = tools.calendars.parameters(rows.authority, unit.authorities, regime=case.regime, on=today)
    if case.matter_edition_id is not None:
        kept = with_matter(kept, unit.matters.get_edition(case.matter_edition_id))
    unit.snapshots.keep(kept.digest, kept.content)
    case.parameters_digest = kept.digest


def _hand_over(unit: UnitOfWork, before: list[Task], task: Task) -> None:
    """Give the first step of an application that was begun anew what was typed, and what was signed, before."""
    earlier = next((each for each in before if each.role == task.role and each.id != task.id), None)
    if earlier is None:
        return
    task.draft, task.draft_kept_at, task.assignee_id = earlier.draft, earlier.draft_kept_at, earlier.assignee_id
    earlier.draft = None
    for each in Signatures(unit.session).of_task(earlier.id):
        each.task_id = task.id


def _without_signed(task: Task, old: LoadedProcess, new: LoadedProcess) -> dict[str, object]:
    """Return what was typed without what was promised or agreed to in other words than are asked now."""
    said = [
        {str(each.get("key")): each for form in loaded.forms.values() for each in components_of(form)}
        for loaded in (old, new)
    ]
    changed = {key for key in SIGNED if said[0].get(key) != said[1].get(key)}
    return {key: value for key, value in (task.draft or {}).items() if key not in changed}


def _ask_signature_anew(unit: UnitOfWork, case_id: str) -> None:
    """Let what was signed by hand at the window count no more: its paper shows the old text.

    Every other signature is tied to the version by its digest.
    """
    filing = Windows(unit.session).find(case_id)
    if filing is not None:
        set_aside(unit, case_id, filing.signed_pages)
        filing.sheet_no, filing.signed_task_id, filing.signed_version = new_sheet_no(), None, None
        filing.signed_pages, filing.signed_at = [], None
