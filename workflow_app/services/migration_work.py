"""Cases take the version that took effect: found in batches, then each in a transaction of its own, exactly once.

What was planned may be overtaken: a version taken back moves nobody, and a case that ended or moved is passed over.
Cases of a version that was taken back leave it all the same, for the one that holds by then.
"""

from datetime import datetime, timedelta

from workflow_app.domain.migrating import Scope, Stays, covers, is_accepted
from workflow_app.models import DueWork, ProcessVersion
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.case_migrating import migrate_case, stay
from workflow_app.services.draft_migrating import bring_along, version_for
from workflow_app.services.handlers import Handler
from workflow_app.services.migration_plans import ONE_KIND, Plan, plan_migration
from workflow_app.services.migration_verdicts import Verdict
from workflow_app.services.rules_changed import is_draft
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import current_of, overtaken_by

BATCH = 100
SECOND_LOOK = timedelta(minutes=15)
"""After which nothing is left in hand that read the versions before this one took effect."""


def _look(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Leave work for each of the next cases, and to look for those behind them.

    What was being filed under the old version in this very instant is found by a second look, some minutes later.
    """
    del told
    plan, now, again = Plan.of(row.payload), tools.clock.now(), bool(row.payload.get("again"))
    to = _target(unit, plan, now)
    if to is None:
        return
    found = CaseMigrations(unit.session).next_ids(plan.leaving(to), plan.scope, after=row.payload["after"], limit=BATCH)
    for case_id in found:
        key = f"{ONE_KIND}:{plan.mark}:{case_id}"
        unit.due_work.ensure(
            kind=ONE_KIND, key=key, payload=plan.payload(), due_at=row.due_at, now=now, case_id=case_id
        )
    if len(found) == BATCH:
        plan_migration(unit, plan, due_at=row.due_at, now=now, after=found[-1], again=again)
    elif plan.scope != Scope.NEW and not again:  # whoever files a draft is asked for its version then anyway
        plan_migration(unit, plan, due_at=now + SECOND_LOOK, now=now, again=True)


def _migrate(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Let one case take the version, or note why it stays."""
    del told
    rows, plan, now = unit.cases.get(str(row.case_id), lock=True), Plan.of(row.payload), tools.clock.now()
    if is_draft(rows):
        onward = version_for(unit, rows, now)
        if onward is not None:
            bring_along(unit, rows, onward, plan.cause_id, tools=tools)
        return
    to = _target(unit, plan, now)
    if to is not None and _is_meant(unit, rows, plan, to, tools):
        migrate_case(unit, rows, unit.processes.runs_on(to.id), plan.cause_id, tools, work_id=row.id)


def _is_meant(unit: UnitOfWork, rows: CaseRows, plan: Plan, to: ProcessVersion, tools: Tools) -> bool:
    """Tell whether a filed case is still one of those that the plan is for; a fault does not settle it."""
    case = rows.case
    if case.status == "ENDED" or not _leaves(rows, plan, to):
        return False
    states = {each.id: each.state for each in loaded_of(unit, rows, tools).compiled.elements.values()}
    if not covers(plan.scope, accepted=is_accepted(case.passed, states)):
        return False
    noted = CaseMigrations(unit.session).find(case.id, plan.cause_id)
    return noted is None or noted.reason == Stays.FAULT


def _target(unit: UnitOfWork, plan: Plan, now: datetime) -> ProcessVersion | None:
    """Return the version that cases take by a plan as it stands now, or None where they are not to move.

    Where the version that they were to go back to is off meanwhile, they go where new cases go.
    """
    to = unit.processes.get_version(plan.to_id)
    if not _is_off(unit, to):
        return to
    return current_of(unit.processes.versions(to.process_id), now=now) if plan.only is not None else None


def _is_off(unit: UnitOfWork, to: ProcessVersion) -> bool:
    """Tell whether a version never takes effect any more: taken back, or renewed under another number."""
    if to.taken_back_at is not None:
        return True
    return overtaken_by(unit.processes.versions(to.process_id), to) is not None


def _leaves(rows: CaseRows, plan: Plan, to: ProcessVersion) -> bool:
    """Tell whether a case still runs on a version that is to be left."""
    if plan.only is not None:
        return rows.case.process_version_id == plan.only
    return rows.runs_on.version < to.version


def _gave_up(unit: UnitOfWork, row: DueWork, tools: Tools) -> None:
    """Note that a fault keeps a case on its version; the incident beside it says which."""
    rows, plan = unit.cases.get(str(row.case_id), lock=True), Plan.of(row.payload)
    to = _target(unit, plan, tools.clock.now())
    if to is not None and not is_draft(rows) and _is_meant(unit, rows, plan, to, tools):
        stay(unit, rows, unit.processes.runs_on(to.id), Verdict(Stays.FAULT), plan.cause_id, tools)


MIGRATE_CASES = Handler(record=_look)
MIGRATE_CASE = Handler(record=_migrate, gave_up=_gave_up)
