"""Opening a case: the gate of the first day, the version, the parameters it keeps, its first task."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app import engine
from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.gate import Channel
from workflow_app.domain.ids import new_id
from workflow_app.domain.routing import RoutingValue, to_json
from workflow_app.domain.time import local_date
from workflow_app.engine import CompiledProcess, RunOperation, Step
from workflow_app.models import Case, Task
from workflow_app.repositories.calendars import Kept
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.case_about import About, about_of, subject_of
from workflow_app.services.cases import new_follow_code
from workflow_app.services.drafts import plan_first_end
from workflow_app.services.gate_facts import Judged, Question, judge
from workflow_app.services.gate_keeping import keep_answer
from workflow_app.services.gate_refusals import GateRefusedError, refuse_denied
from workflow_app.services.held_filings import with_pause
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.matter_rows import with_matter
from workflow_app.services.ready import ready
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, take_step, work_on, write_audit
from workflow_app.services.taking_over import From, take_over_answers
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView


def open_case(command: OpenCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Open a case whose first task is the applicant's form; no number is used before it is handed in.

    Raises NotFoundError for a process, subject or record unknown to the asker, RefusedError REPAIR_TOO_EARLY with
    the first day or SUBJECT_KIND_NOT_ACCEPTED, ConflictError RECORD_HAS_OPEN_CASE with the other's number. What the
    gate refused is kept as well.
    """
    try:
        return _open(command, actor=actor, tools=tools)
    except GateRefusedError as refused:
        with tools.database.write() as unit:
            keep_answer(unit, refused.judged, actor=actor, now=tools.clock.now())
            unit.commit()
        raise refused.error from refused


def _open(command: OpenCase, *, actor: Actor, tools: Tools) -> CaseView:
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        opened = open_within(unit, command, actor=actor, tools=tools)
        pause = unit.pauses.find_running(opened.rows.runs_on.version_id, now=tools.clock.now())
        shown = with_pause(show_case(opened.rows, opened.loaded, actor=actor, tasks=opened.tasks), pause)
        view = replace(shown, answers_from=opened.answers_from)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    return view


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened in a unit of work; `kept` is to be noted as stored once that is committed.

    `answers_from` is the number of the earlier case whose answers stand in its form.
    """

    rows: CaseRows
    loaded: LoadedProcess
    tasks: Sequence[Task]
    kept: Kept
    answers_from: str | None = None


def open_within(
    unit: UnitOfWork, command: OpenCase, *, actor: Actor, tools: Tools, source: From | None = None
) -> Opened:
    """Open a case in a unit of work; nothing lasts until that is committed. Raises GateRefusedError where it may not.

    What `open_case` raises else is raised here too.
    """
    now = tools.clock.now()
    runs_on = unit.processes.get_current(command.process, now=now)
    loaded = ready(unit, runs_on, tools)
    subject = subject_of(unit, command.uscc, loaded, actor)
    about = about_of(unit, command, loaded, subject, today=local_date(now))
    judged = _ask_gate(unit, about, runs_on.key, now=now, tools=tools)
    kept = keep_parameters(unit, about, now=now, tools=tools)
    case = new_case(about, version_id=runs_on.version_id, loaded=loaded, actor=actor, now=now)
    case.parameters_digest = kept.digest
    if source is not None:
        case.channel, case.received_at, case.pushed_at = source.channel, source.received_at, source.pushed_at
        case.batch_id = source.batch_id
    rows = CaseRows(case, about.authority, subject, runs_on)
    loaded = loaded_of(unit, rows, tools)
    unit.add(case)
    if judged is not None:
        keep_answer(unit, judged, actor=actor, now=now, case_id=case.id)
    work = work_on(unit, rows, actor=actor, tools=tools, now=now)
    work.audit("case.opened", process=runs_on.key, version=runs_on.version)
    if case.batch_id is not None:
        work.audit("case.joined_batch")
    tasks = take_step(work, loaded, tools, begin)
    taken_from = take_over_answers(work, loaded, tasks, earlier=source.earlier if source else None)
    for task in tasks:
        plan_first_end(work, task, rows, tools)
    if work.entries:
        write_audit(work)
    unit.flush()
    return Opened(rows, loaded, tasks, kept, taken_from)


def _ask_gate(unit: UnitOfWork, about: About, process: str, *, now: datetime, tools: Tools) -> Judged | None:
    """Return the verdict on the repair of a record or an easier way; raises GateRefusedError where the gate denies it.

    The ordinary procedure is open to everybody, so nothing is asked about it.
    """
    if process not in set(Channel):
        return None
    matter = about.matter
    question = Question(
        about.subject,
        about.authority,
        Channel(process),
        matter=matter.matter if matter else None,
        edition=matter.edition if matter else None,
        record=about.record,
    )
    judged = judge(unit, question, today=local_date(now), tools=tools)
    refuse_denied(judged)
    return judged


def keep_parameters(unit: UnitOfWork, about: About, *, now: datetime, tools: Tools) -> Kept:
    """Return the parameters that hold today under the regime of the record, and see that they are stored."""
    regime = about.record.regime if about.record else None
    kept = tools.calendars.parameters(about.authority, unit.authorities, regime=regime, on=local_date(now))
    if about.matter is not None:
        kept = with_matter(kept, about.matter.edition)
    if not tools.calendars.is_stored(kept):
        unit.snapshots.keep(kept.digest, kept.content)
    return kept


def new_case(about: About, *, version_id: str, loaded: LoadedProcess, actor: Actor, now: datetime) -> Case:
    """Return the row of a draft."""
    record = about.record
    return Case(
        id=new_id(),
        authority_id=about.authority.id,
        process_version_id=version_id,
        subject_id=about.subject.id,
        record_id=record.id if record else None,
        open_record_id=record.id if record else None,
        matter_edition_id=about.matter.edition.id if about.matter else None,
        status="DRAFT",
        state="DRAFT",
        version=0,
        routing=to_json(dict(loaded.facts.initial_routing)),
        engine_state=b"",
        passed=[],
        regime=record.regime if record else None,
        follow_code=new_follow_code(),
        created_by=actor.id,
        created_at=now,
        audit_length=0,
        audit_head="",
    )


def begin(process: CompiledProcess, routing: dict[str, RoutingValue], run: RunOperation) -> Step:
    """Let the engine begin."""
    return engine.start(process, routing=routing, run=run)
