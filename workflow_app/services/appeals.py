"""What came of an appeal against a penalty: a correction, never a repair (fact 8)."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.inlets import RegisterAppeal
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import AppealResult, refuse_undocumented
from workflow_app.domain.policies import may_keep_records, may_read_record
from workflow_app.domain.texts import has_personal_data
from workflow_app.domain.time import local_date
from workflow_app.models import Record, RecordAppeal
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.appeal_effects import Effects
from workflow_app.services.tools import Tools

PENALTY, REVOKED = "PENALTY", "REVOKED"


@dataclass(frozen=True, slots=True)
class AppealView:
    """What was registered; `withdraw_by` is the last day on which a revoked record may still be shown elsewhere."""

    id: str
    record_id: str
    result: str
    decided_on: date
    document_no: str
    withdraw_by: date | None
    record_status: str
    record_version: int
    case_id: str | None
    registered_by: str
    registered_at: datetime


def register_appeal(command: RegisterAppeal, *, actor: Actor, tools: Tools) -> AppealView:
    """Register what came of an appeal, and have everything follow that rests on the record.

    The same result under the same document changes nothing the second time. Raises NotFoundError RECORD_UNKNOWN,
    ForbiddenError, InvalidError by field, RefusedError RECORD_REVOKED_BEFORE or NO_APPEAL_AGAINST_ENTRIES.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = _readable(unit, command.record_id, actor)
        answer = may_keep_records(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        record, number = unit.records.lock(command.record_id), command.document_no.strip()
        appeal = unit.record_appeals.find(record.id, result=command.result.value, document_no=number)
        if appeal is None:
            _refuse(command, record, today=local_date(tools.clock.now()))
            appeal = _register(unit, command, rows, actor=actor, tools=tools)
        unit.flush()
        view = _show(appeal, record, case_id=rows.open_case_id, by=actor.name)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def list_appeals(record_id: str, *, actor: Actor, tools: Tools) -> list[AppealView]:
    """Return what was registered of appeals against a record, the newest first; raises NotFoundError."""
    with tools.database.read() as unit:
        rows = _readable(unit, record_id, actor)
        return [
            _show(appeal, rows.record, case_id=rows.open_case_id, by=name)
            for appeal, name in unit.record_appeals.list_of(record_id)
        ]


def _readable(unit: UnitOfWork, record_id: str, actor: Actor) -> RecordRows:
    rows = unit.records.get(record_id)
    if not may_read_record(actor, subject_id=rows.subject.id, authority_id=rows.authority.id):
        raise NotFoundError("RECORD_UNKNOWN")
    return rows


def _refuse(command: RegisterAppeal, record: Record, *, today: date) -> None:
    """Refuse what is incomplete, or comes after the record was revoked already."""
    refuse_undocumented(command.document_no, command.decided_on, today=today, not_before=record.decided_on)
    if record.kind != PENALTY:
        raise RefusedError("NO_APPEAL_AGAINST_ENTRIES")
    if record.status == REVOKED:
        raise RefusedError("RECORD_REVOKED_BEFORE")
    says_nothing_new = command.fine is None and not (command.decision or "").strip() and not command.penalty_types
    if command.result is AppealResult.VARIED and says_nothing_new:
        raise InvalidError(FieldError("/decision", "NOTHING_VARIED"))
    if has_personal_data(command.decision or ""):
        raise InvalidError(FieldError("/decision", "PERSONAL_DATA"))


def _register(
    unit: UnitOfWork, command: RegisterAppeal, rows: RecordRows, *, actor: Actor, tools: Tools
) -> RecordAppeal:
    """Write the result down and let its effects follow."""
    now = tools.clock.now()
    appeal = RecordAppeal(
        id=new_id(),
        record_id=rows.record.id,
        result=command.result.value,
        decided_on=command.decided_on,
        document_no=command.document_no.strip(),
        details=_details(command),
        registered_by=actor.id,
        registered_at=now,
    )
    unit.add(appeal)
    effects = Effects(unit, rows, appeal, tools, now)
    effects.follow(command)
    said = {"record": rows.record.id, "result": appeal.result, "document_no": appeal.document_no, **appeal.details}
    audit.record(unit, authority=rows.authority, actor=actor, action="record.appeal_registered", data=said, now=now)
    return appeal


def _details(command: RegisterAppeal) -> dict[str, object]:
    """Return what was varied, as JSON keeps it."""
    if command.result is not AppealResult.VARIED:
        return {}
    found = {
        "fine": f"{command.fine:f}" if command.fine is not None else None,
        "decision": (command.decision or "").strip() or None,
        "penalty_types": [each.value for each in command.penalty_types] or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _show(appeal: RecordAppeal, record: Record, *, case_id: str | None, by: str) -> AppealView:
    return AppealView(
        id=appeal.id,
        record_id=record.id,
        result=appeal.result,
        decided_on=appeal.decided_on,
        document_no=appeal.document_no,
        withdraw_by=appeal.withdraw_by,
        record_status=record.status,
        record_version=record.version,
        case_id=case_id,
        registered_by=by,
        registered_at=appeal.registered_at,
    )
