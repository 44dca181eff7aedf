"""Ending a list entry or a breach, on a document: after its shortest period, or because it was wrong (rule 2.7).

Whoever can apply for the repair of a breach has it repaired that way, and the office ends it only where it was wrong.
"""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.breaches import BreachStatus
from workflow_app.domain.commands.inlets import LiftEntry
from workflow_app.domain.errors import ForbiddenError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import CORRECTIONS, EntryKind, LiftGround, is_applied_for, refuse_undocumented
from workflow_app.domain.policies import may_keep_entries, may_read_record
from workflow_app.domain.time import local_date
from workflow_app.models import Record, RecordVersion
from workflow_app.repositories.breach_records import settle_breach_of
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.appeal_effects import MOOT
from workflow_app.services.concerned import Concerned
from workflow_app.services.entry_news import tell_of_entry
from workflow_app.services.entry_views import EntryView, show_entry
from workflow_app.services.tools import Tools

ACTIVE = "ACTIVE"


def lift_entry(command: LiftEntry, *, actor: Actor, tools: Tools) -> EntryView:
    """End an entry; what is lifted already stays as it is.

    A repair of it that is under way ends with what was wrong. Raises NotFoundError RECORD_UNKNOWN, ForbiddenError,
    InvalidError, RefusedError SEVERE_MINIMUM with the first day where its shortest period is not over and nothing was
    revoked, BREACH_BY_APPLICATION where its repair is applied for.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = _entry(unit, command.record_id, actor)
        answer = may_keep_entries(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        record = unit.records.lock(command.record_id)
        if record.status == ACTIVE:
            _refuse_shortcut(command, rows)
            _lift(unit, command, record, actor=actor, now=now)
        unit.flush()
        view = show_entry(rows)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def get_entry(record_id: str, *, actor: Actor, tools: Tools) -> EntryView:
    """Return an entry; raises NotFoundError RECORD_UNKNOWN."""
    with tools.database.read() as unit:
        return show_entry(_entry(unit, record_id, actor))


def _entry(unit: UnitOfWork, record_id: str, actor: Actor) -> RecordRows:
    rows = unit.records.get(record_id)
    is_read = may_read_record(actor, subject_id=rows.subject.id, authority_id=rows.authority.id)
    if not is_read or rows.record.kind not in set(EntryKind):
        raise NotFoundError("RECORD_UNKNOWN")
    return rows


def _refuse_shortcut(command: LiftEntry, rows: RecordRows) -> None:
    """Refuse to end alone what two people review and a third decides."""
    if command.ground not in CORRECTIONS and is_applied_for(rows.record.kind, rows.subject.kind):
        raise RefusedError("BREACH_BY_APPLICATION")


def _lift(unit: UnitOfWork, command: LiftEntry, record: Record, *, actor: Actor, now: datetime) -> None:
    """End an entry and take it down wherever it is shown."""
    today = local_date(now)
    refuse_undocumented(command.document_no, command.decided_on, today=today, not_before=record.decided_on)
    on = command.decided_on or today
    first = record.first_apply_on
    if command.ground not in CORRECTIONS and first is not None and on < first:
        raise RefusedError("SEVERE_MINIMUM", earliest=first, days=(first - on).days)
    record.status = {LiftGround.REPAIRED: "REPAIRED", LiftGround.PERIOD_OVER: "LIFTED"}.get(command.ground, "REVOKED")
    wrong = record.status == "REVOKED"
    settle_breach_of(unit, record, BreachStatus.CLEARED if wrong else BreachStatus.REPAIRED, now=now)
    case = unit.cases.find_open_of_record(record.id)
    if case is not None:
        Concerned(unit, record.authority_id, now).leave_message(MOOT, [case], cause=f"{record.id}:{record.version}")
    record.version += 1
    lifted = {"ground": command.ground.value, "document_no": command.document_no.strip(), "on": on.isoformat()}
    content = {**record.content, "lifted": lifted}
    record.content = content
    unit.add(RecordVersion(id=new_id(), record_id=record.id, version=record.version, content=content, created_at=now))
    unit.listings.end([record.id], reason="ENTRY_LIFTED", now=now, due_on=today)
    tell_of_entry(unit, record, actor=actor, now=now, code=f"{record.kind}_LIFTED", doubt="ENTRY_LIFTED")
