"""Drafts of applications: kept for some days after the last change, announced before they end, then forgotten.

Each change plans when the draft is looked at next. Whoever is late finds the work already done, or the draft younger.
"""

from datetime import date, datetime

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.drafts import Life, life_of
from workflow_app.domain.kept_matters import named
from workflow_app.domain.time import end_of_day, start_of_day
from workflow_app.domain.window import CHANNEL
from workflow_app.models import Case, DueWork, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.signing import forget_unused
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools
from workflow_app.services.withdrawals import deliver

KIND = "draft_over"


def draft_until(unit: UnitOfWork, task: Task, rows: CaseRows, tools: Tools) -> date | None:
    """Return the last day of the draft of an application; None where it is none, or nothing ends it."""
    life = _life(unit, task, rows.case, tools)
    return life.until(_changed_at(task)) if life else None


def plan_end(unit: UnitOfWork, task: Task, rows: CaseRows, tools: Tools) -> None:
    """Have the draft looked at when its end is to be said; asking twice for one day is one piece of work."""
    life = _life(unit, task, rows.case, tools)
    if life is not None:
        _look_at(unit, task, start_of_day(life.warned_on(_changed_at(task))), tools.clock.now())


def plan_first_end(work: CaseWork, task: Task, rows: CaseRows, tools: Tools) -> None:
    """Have a draft looked at that this unit of work opens: nobody can have asked for that before."""
    life = _life(work.unit, task, rows.case, tools)
    if life is not None:
        at = start_of_day(life.warned_on(_changed_at(task)))
        work.leave(KIND, _key(task, at), _payload(task), due_at=at)


def _life(unit: UnitOfWork, task: Task, case: Case, tools: Tools) -> Life | None:
    """Return how long a draft lives that the applicant fills in; what a clerk enters is the office's own work."""
    is_draft = case.status == "DRAFT" and task.role == Role.APPLICANT and task.status == "OPEN"
    if not is_draft or case.channel == CHANNEL or case.parameters_digest is None:
        return None
    return life_of(tools.calendars.kept(case.parameters_digest, unit.snapshots))


def _changed_at(task: Task) -> datetime:
    return task.draft_kept_at or task.opened_at


def _look_at(unit: UnitOfWork, task: Task, at: datetime, now: datetime) -> None:
    key = _key(task, at)
    unit.due_work.ensure(kind=KIND, key=key, payload=_payload(task), due_at=at, now=now, case_id=task.case_id)


def _key(task: Task, at: datetime) -> str:
    return f"{KIND}:{task.id}:{at.isoformat()}"


def _payload(task: Task) -> dict[str, object]:
    return {"task_id": task.id}


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Say that a draft is about to end, or end it, as it is by now; one that was changed since is looked at later."""
    del told
    task, rows = unit.tasks.get(str(row.payload["task_id"]), lock=True)
    life, now = _life(unit, task, rows.case, tools), tools.clock.now()
    if life is None:
        return
    until = life.until(_changed_at(task))
    if now >= end_of_day(until):
        _end(unit, task, rows, tools)
    elif now >= start_of_day(life.warned_on(_changed_at(task))):
        _tell(unit, "DRAFT_ENDS", task, rows, tools, until)
        _look_at(unit, task, end_of_day(until), now)
    else:
        plan_end(unit, task, rows, tools)


def _end(unit: UnitOfWork, task: Task, rows: CaseRows, tools: Tools) -> None:
    """End the case as one that was taken back, and forget what was typed."""
    loaded = loaded_of(unit, rows, tools)
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    work.audit("case.draft_over")
    deliver(work, loaded, tools, str(loaded.facts.withdrawal_message))
    task.draft = None
    forget_unused(unit, task.id)
    if work.entries:
        write_audit(work)
    _tell(unit, "DRAFT_OVER", task, rows, tools)


def _tell(unit: UnitOfWork, code: str, task: Task, rows: CaseRows, tools: Tools, until: date | None = None) -> None:
    """Tell those who act for the subject; while it can be gone on with, where."""
    record = unit.records.get(rows.case.record_id).record if rows.case.record_id else None
    facts: dict[str, object] = {
        "subject": rows.subject.name,
        "due_on": until.isoformat() if until else "",
        **({"document_no": record.document_no} if record else _matter_of(unit, rows.case)),
    }
    facts |= {"path": f"/my/tasks/{task.id}"} if until else {"path": f"/my/records/{record.id}"} if record else {}
    telling = Telling(code, rows.case.authority_id, facts, case_id=rows.case.id)
    unit.add(telling.for_subject(rows.case.subject_id, now=tools.clock.now()))


def _matter_of(unit: UnitOfWork, case: Case) -> dict[str, object]:
    """Return what names the matter of a case, where it is about one."""
    return named(unit.matters.get_kept(case.matter_edition_id)) if case.matter_edition_id else {"document_no": ""}


DRAFT_OVER = Handler(record=_record, housekeeping=True)
