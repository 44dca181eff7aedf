"""A case takes another version of its process: its tokens, tasks, waits and clocks are kept, the rest is the new one's.

What a case that was filed keeps of the parameters stays as it is. What is agreed to in an open form, and is put
otherwise in the new version, is asked anew.
"""

from collections.abc import Sequence
from dataclasses import replace

from workflow_app import engine
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import new_id
from workflow_app.domain.migrating import Outcome, Stays
from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.engine import CompiledProcess, RunOperation, Step
from workflow_app.models import CaseMigration, Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows, RunsOn
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.migration_verdicts import Stand, Verdict, Verdicts
from workflow_app.services.ready import ready
from workflow_app.services.signed_words import drop_other_words
from workflow_app.services.steps import Move, loaded_of, take_step, work_on, write_audit
from workflow_app.services.tools import Tools


def migrate_case(
    unit: UnitOfWork, rows: CaseRows, to: RunsOn, cause_id: str, tools: Tools, *, work_id: str
) -> CaseMigration:
    """Let a filed case take a version, or note why it stays; its row is held, and nothing is committed.

    An incident about `work_id`, the work that moves it, does not keep it: that is being tried again.
    """
    stuck = CaseMigrations(unit.session).with_incident([rows.case.id], apart_from=work_id)
    verdict = Verdict(Stays.HAS_INCIDENT) if stuck else verdict_on(unit, rows, to, tools)
    if verdict.reason is not None:
        return stay(unit, rows, to, verdict, cause_id, tools)
    row = _row(unit, rows, to, Outcome.MOVED, cause_id)
    row.done_before = [task.id for task in unit.tasks.of_case(rows.case.id) if task.status == "DONE"]
    take_version(unit, rows, to, carry_on(rows, ready(unit, to, tools)), tools=tools)
    row.at = tools.clock.now()
    unit.add(row)
    return row


def verdict_on(unit: UnitOfWork, rows: CaseRows, to: RunsOn, tools: Tools) -> Verdict:
    """Return whether a case can go on in a version now."""
    case = rows.case
    clocks = CaseMigrations(unit.session).clocks([case.id])[case.id]
    stand = Stand(case.engine_state, from_json(case.routing), case.state, clocks)
    verdicts = Verdicts(ready(unit, to, tools), read_matter=unit.matters.get_kept)
    return verdicts.of(ready(unit, rows.runs_on, tools), stand, edition_id=case.matter_edition_id)


def stay(unit: UnitOfWork, rows: CaseRows, to: RunsOn, verdict: Verdict, cause_id: str, tools: Tools) -> CaseMigration:
    """Note that a case stays on its version, and why."""
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    row = _row(unit, rows, to, Outcome.STAYED, cause_id)
    row.at, row.reason = work.now, str(verdict.reason)
    row.element = verdict.element[:40] or None
    unit.add(row)
    said = {"element": verdict.element} if verdict.element else {}
    work.audit("case.stayed", old=rows.runs_on.version, version=to.version, why=str(verdict.reason), **said)
    write_audit(work)
    return row


def carry_on(rows: CaseRows, loaded: LoadedProcess) -> Move:
    """Return the step by which a case goes on where it stands."""
    state = rows.case.engine_state

    def move(process: CompiledProcess, routing: dict[str, RoutingValue], run: RunOperation) -> Step:
        seen = {**loaded.facts.initial_routing, **routing}
        return engine.move_to_version(process, state, routing=seen, run=run)

    return move


def take_version(unit: UnitOfWork, rows: CaseRows, to: RunsOn, move: Move, *, tools: Tools) -> list[Task]:
    """Put a case on a version by a step of the engine, and return the tasks that it opened."""
    old = loaded_of(unit, rows, tools)
    tasks = unit.tasks.of_case(rows.case.id)
    rows.case.process_version_id = to.version_id
    there = replace(rows, runs_on=to)
    loaded = loaded_of(unit, there, tools)
    work = work_on(unit, there, actor=SERVICE, tools=tools)
    work.audit("case.migrated", process=to.key, old=rows.runs_on.version, version=to.version)
    opened = take_step(work, loaded, tools, move, open_tasks=tasks)
    if old.compiled.awaits_events and not loaded.compiled.awaits_events:
        for wait in unit.tasks.open_waits(rows.case.id):
            wait.status = "CLOSED"
    _follow(tasks, loaded)
    drop_other_words(tasks, old, loaded)
    return opened


def _follow(tasks: Sequence[Task], loaded: LoadedProcess) -> None:
    """Let open tasks ask what the new version asks; whoever has one open in a browser sees that it is another."""
    for task in tasks:
        if task.status == "OPEN":
            element = loaded.compiled.elements[task.element]
            task.form, task.separation_group = element.form, element.separation_group
            task.version += 1


def _row(unit: UnitOfWork, rows: CaseRows, to: RunsOn, outcome: Outcome, cause_id: str) -> CaseMigration:
    """Return the row of a case and a cause: a new one, or the one which a fault left, to be filled again."""
    found = CaseMigrations(unit.session).find(rows.case.id, cause_id)
    row = found or CaseMigration(id=new_id(), case_id=rows.case.id, cause_id=cause_id, is_draft=False)
    row.from_version_id, row.to_version_id = rows.runs_on.version_id, to.version_id
    row.outcome, row.reason, row.element = outcome.value, None, None
    return row
