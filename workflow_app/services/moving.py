"""What was filled in goes on in a new case: about another record before acceptance, or once more after a withdrawal.

A case is never turned into one about something else: the old one ends as withdrawn with its pledge, the new one is
judged by the gate, filled in from the old, and signed anew. Both say so in their history.
"""

from collections.abc import Callable
from dataclasses import replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import CopyCase, MoveCase, OpenCase
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.moving import may_copy, may_move
from workflow_app.domain.policies import Answer, may_open_case
from workflow_app.domain.texts import tidy
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.gate_keeping import keep_answer
from workflow_app.services.gate_refusals import GateRefusedError
from workflow_app.services.opening import Opened, open_within
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.taking_over import From
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import REASON_LENGTH, deliver


def move_case(command: MoveCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Withdraw a case and return a draft about another record with its answers and files.

    Raises InvalidError on /reason or /record_id, NotFoundError CASE_UNKNOWN or RECORD_UNKNOWN (also where the actor
    does not act for whom it is about), ForbiddenError TOO_LATE_TO_MOVE, ConflictError STALE or CASE_ENDED, and what
    the gate says of the other record; then the old case stays as it is.
    """
    reason = reason_of(command.reason)
    return _kept_where_refused(lambda: _move(command, reason, actor, tools), actor, tools)


def _move(command: MoveCase, reason: str, actor: Actor, tools: Tools) -> CaseView:
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        if rows.case.status == "ENDED":
            raise ConflictError("CASE_ENDED")
        _check(may_move(actor, subject_id=rows.case.subject_id, state=rows.case.state))
        if command.version is not None and command.version != rows.case.version:
            raise ConflictError("STALE", seen=command.version, current=rows.case.version)
        other = _other_record(unit, rows, command.record_id, actor)
        _withdraw(unit, rows, reason, actor, tools)
        opened = _open(unit, rows, other, actor=actor, tools=tools)
        told: dict[str, object] = {"reason": reason, "document": other.record.document_no, "case": opened.rows.case.id}
        note(unit, rows, "case.moved_away", told, actor, tools)
        note(unit, opened.rows, "case.moved_here", _from(unit, rows), actor, tools)
        view = show_opened(opened, actor)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    tools.wake.nudge()
    return view


def copy_case(command: CopyCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Return a draft about the same record with the answers and files of a case that was withdrawn.

    Raises NotFoundError CASE_UNKNOWN, ForbiddenError NOT_WITHDRAWN, and what the gate says today.
    """
    return _kept_where_refused(lambda: _copy(command, actor, tools), actor, tools)


def _copy(command: CopyCase, actor: Actor, tools: Tools) -> CaseView:
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        _check(may_copy(actor, subject_id=rows.case.subject_id, state=rows.case.state))
        if rows.case.record_id is None:
            raise NotFoundError("RECORD_UNKNOWN")
        opened = _open(unit, rows, unit.records.get(rows.case.record_id), actor=actor, tools=tools)
        note(unit, rows, "case.copied", {"case": opened.rows.case.id}, actor, tools)
        note(unit, opened.rows, "case.copied_from", _from(unit, rows), actor, tools)
        view = show_opened(opened, actor)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    return view


def _kept_where_refused(act: Callable[[], CaseView], actor: Actor, tools: Tools) -> CaseView:
    """Do something; what the gate refused is kept, and nothing else."""
    try:
        return act()
    except GateRefusedError as refused:
        with tools.database.write() as unit:
            keep_answer(unit, refused.judged, actor=actor, now=tools.clock.now())
            unit.commit()
        raise refused.error from refused


def reason_of(text: str) -> str:
    """Return why an application goes on elsewhere; raises InvalidError on /reason for none, and for a very long one."""
    reason = tidy(text)
    if not reason:
        raise InvalidError(FieldError("/reason", "REQUIRED"))
    if len(reason) > REASON_LENGTH:
        raise InvalidError(FieldError("/reason", "TOO_LONG", {"maximum": REASON_LENGTH}))
    return reason


def _check(answer: Answer) -> None:
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _other_record(unit: UnitOfWork, rows: CaseRows, record_id: str, actor: Actor) -> RecordRows:
    """Return the record that a case is to be about; of one that is not theirs a stranger learns nothing."""
    if not record_id:
        raise InvalidError(FieldError("/record_id", "REQUIRED"))
    if record_id == rows.case.record_id:
        raise InvalidError(FieldError("/record_id", "SAME_RECORD"))
    other = unit.records.get(record_id)
    if not may_open_case(actor, subject_id=other.subject.id).allowed:
        raise NotFoundError("RECORD_UNKNOWN")
    return other


def _withdraw(unit: UnitOfWork, rows: CaseRows, reason: str, actor: Actor, tools: Tools) -> None:
    """End the old case as its diagram ends one that is withdrawn."""
    loaded = loaded_of(unit, rows, tools)
    work = work_on(unit, rows, actor=actor, tools=tools)
    work.audit("case.withdrawal_asked", reason=reason)
    deliver(work, loaded, tools, str(loaded.facts.withdrawal_message))


def _open(unit: UnitOfWork, rows: CaseRows, about: RecordRows, *, actor: Actor, tools: Tools) -> Opened:
    command = OpenCase(rows.runs_on.key, about.subject.uscc or "", {"record_id": about.record.id})
    return open_within(unit, command, actor=actor, tools=tools, source=From(earlier=rows.case))


def _from(unit: UnitOfWork, rows: CaseRows) -> dict[str, object]:
    """Return what names an earlier case: its number where it has one, and the decision it was about."""
    record = unit.records.get(rows.case.record_id).record if rows.case.record_id else None
    return {"number": rows.case.number, "document": record.document_no if record else None, "case": rows.case.id}


def note(unit: UnitOfWork, rows: CaseRows, action: str, data: dict[str, object], actor: Actor, tools: Tools) -> None:
    """Chain to a case where what was filled in went, or came from."""
    unit.flush()
    work = work_on(unit, rows, actor=actor, tools=tools)
    work.audit(action, **data)
    write_audit(work)


def show_opened(opened: Opened, actor: Actor) -> CaseView:
    """Return the new draft, with the number of the case whose answers stand in it."""
    view = show_case(opened.rows, opened.loaded, actor=actor, tasks=opened.tasks)
    return replace(view, answers_from=opened.answers_from)
