"""An application that is not filed yet goes by the version in effect when it is received, and keeps its answers.

It is brought along when a version takes effect, and at the latest when somebody wants to hand it in
(`rules_changed`). Whoever fills it in is told before it is filed.
"""

from datetime import datetime

from workflow_app import engine
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.migrating import Outcome
from workflow_app.domain.routing import RoutingValue, to_json
from workflow_app.domain.signed_papers import new_sheet_no
from workflow_app.domain.time import local_date
from workflow_app.engine import CompiledProcess, RunOperation, Step
from workflow_app.models import CaseMigration, Task
from workflow_app.repositories.cases import CaseRows, RunsOn
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import Windows
from workflow_app.services.case_migrating import carry_on, take_version, verdict_on
from workflow_app.services.drafts import plan_end
from workflow_app.services.matter_rows import with_matter
from workflow_app.services.ready import ready
from workflow_app.services.signed_scans import set_aside
from workflow_app.services.signed_words import drop_other_words
from workflow_app.services.steps import Move
from workflow_app.services.taking_over import SIGNED
from workflow_app.services.tools import Tools


def bring_along(unit: UnitOfWork, rows: CaseRows, to: RunsOn, cause_id: str | None, *, tools: Tools) -> None:
    """Put an application on a version; where it cannot go on there, it is begun anew with its answers."""
    now, case = tools.clock.now(), rows.case
    old, new = (ready(unit, each, tools, edition_id=case.matter_edition_id) for each in (rows.runs_on, to))
    fits = verdict_on(unit, rows, to, tools).reason is None
    tasks = unit.tasks.of_case(case.id)
    before, done = ([task for task in tasks if task.status == status] for status in ("OPEN", "DONE"))
    parameters_before = case.parameters_digest
    _keep_parameters(unit, rows, tools)
    if not fits:
        case.routing = to_json(dict(new.facts.initial_routing))
    opened = take_version(unit, rows, to, carry_on(rows, new) if fits else _begin_anew(rows), tools=tools)
    unit.flush()
    for task in opened:
        _hand_over(unit, before, done, task)
        plan_end(unit, task, rows, tools)
    drop_other_words(opened, old, new)
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
            parameters_before=parameters_before,
            done_before=[task.id for task in done],
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


def _hand_over(unit: UnitOfWork, before: list[Task], done: list[Task], task: Task) -> None:
    """Give the first step of an application that was begun anew what was typed, and what was signed, before.

    What was agreed to in a step that was done went with that step.
    """
    answers = {key: value for each in done if each.role == task.role for key, value in (each.outcome or {}).items()}
    task.draft = {key: value for key, value in answers.items() if key not in SIGNED} or None
    earlier = next((each for each in before if each.role == task.role and each.id != task.id), None)
    if earlier is None:
        return
    task.draft = {**(task.draft or {}), **(earlier.draft or {})} or None
    task.draft_kept_at, task.assignee_id = earlier.draft_kept_at, earlier.assignee_id
    earlier.draft = None
    for each in Signatures(unit.session).of_task(earlier.id):
        each.task_id = task.id


def _ask_signature_anew(unit: UnitOfWork, case_id: str) -> None:
    """Let what was signed by hand at the window count no more: its paper shows the old text.

    Every other signature is tied to the version by its digest.
    """
    filing = Windows(unit.session).find(case_id)
    if filing is not None:
        set_aside(unit, case_id, filing.signed_pages)
        filing.sheet_no, filing.signed_task_id, filing.signed_version = new_sheet_no(), None, None
        filing.signed_pages, filing.signed_at = [], None
