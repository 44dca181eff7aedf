"""Accepting an objection or not, and suspending a publicity because of a report (rule A6)."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.objections import JudgeObjection, OrderSuspension, Verdict
from workflow_app.domain.errors import (
    ConflictError,
    FieldError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.objection_policies import may_handle_objections
from workflow_app.domain.objections import (
    EXAMINED,
    LONGEST_REASON,
    MESSAGE,
    Ground,
    Source,
    Status,
    being_examined,
    of_same_ground,
)
from workflow_app.models import Objection
from workflow_app.repositories.case_work import CaseWork
from workflow_app.services import once
from workflow_app.services.objecting import new_objection
from workflow_app.services.objection_desk import judging, refuse_stranger
from workflow_app.services.objection_news import leave_news
from workflow_app.services.objection_results import payload_of
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

ON_RECORD = frozenset({"STAFF_OF_CASE", "CONFLICT_OF_INTEREST"})
"""Rules whose breach, even if only tried, is kept in the trail of the case."""
FORM = "objection_examination"


def judge_objection(command: JudgeObjection, *, actor: Actor, tools: Tools) -> str:
    """Say of an objection whether it is examined, and return where it stands then.

    One whose ground was accepted in this case before suspends nothing: it is examined, or was, with that one. One that
    comes to an examination that is running is examined with it. Raises NotFoundError, ForbiddenError STAFF_OF_CASE,
    ConflictError STALE, OBJECTION_JUDGED or CASE_ENDED, InvalidError per field.
    """
    wrong = _wrong_reason(command.reason, needed=command.verdict is not Verdict.ACCEPT)
    with tools.database.read() as unit:
        case_id = unit.objections.get(command.objection_id).case.id
    try:
        with tools.database.write() as unit:
            row_id = once.take(unit, command.once, actor)
            case_rows = unit.cases.get(case_id, lock=True)
            rows = unit.objections.get(command.objection_id, lock=True)
            refuse_stranger(actor, rows)
            _refuse_staff(judging(unit, actor, case_id).rule)
            _refuse_stale(rows.objection, command, is_over=case_rows.case.status == "ENDED")
            if wrong:
                raise InvalidError(*wrong)
            work = work_on(unit, case_rows, actor=actor, tools=tools)
            _judge(work, rows.objection, command)
            leave_news(unit, rows.objection, now=work.now)
            write_audit(work)
            status = rows.objection.status
            once.keep(unit, command.once, row_id, status)
            unit.commit()
    except ForbiddenError as error:
        if error.code in ON_RECORD:
            _note_refusal(case_id, error.code, actor=actor, tools=tools)
        raise
    tools.wake.nudge()
    return status


def order_suspension(command: OrderSuspension, *, actor: Actor, tools: Tools) -> str:
    """Suspend a publicity because of a report, and return the number of the order; its reason is what is examined.

    Raises NotFoundError REPAIR_NOT_ON_DISPLAY, ForbiddenError, RefusedError ALREADY_SUSPENDED, InvalidError on
    `/reason`.
    """
    wrong = _wrong_reason(command.reason, needed=True)
    try:
        with tools.database.write() as unit:
            row_id = once.take(unit, command.once, actor)
            rows = unit.cases.get(command.case_id, lock=True)
            answer = may_handle_objections(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
            if not answer.allowed and answer.rule not in ON_RECORD:
                raise NotFoundError("REPAIR_NOT_ON_DISPLAY")
            _refuse_staff(answer.rule if not answer.allowed else judging(unit, actor, rows.case.id).rule)
            unit.objections.repairs.get(rows.case.id, now=tools.clock.now())
            if being_examined(unit.objections.of_case(rows.case.id)):
                raise RefusedError("ALREADY_SUSPENDED")
            if wrong:
                raise InvalidError(*wrong)
            work = work_on(unit, rows, actor=actor, tools=tools)
            row = new_objection(work, Ground.REPORT.value, command.reason.strip(), source=Source.ORDERED)
            unit.add(row)
            _accept(work, row, "")
            write_audit(work)
            once.keep(unit, command.once, row_id, row.number)
            unit.commit()
    except ForbiddenError as error:
        _note_refusal(command.case_id, error.code, actor=actor, tools=tools)
        raise
    tools.wake.nudge()
    return row.number


def _judge(work: CaseWork, row: Objection, command: JudgeObjection) -> None:
    """Write what was said, and let the case know where it is to wait."""
    earlier = [each for each in work.unit.objections.of_case(work.case.id) if each.id != row.id]
    same, running = of_same_ground(row.ground, earlier), being_examined(earlier)
    if command.verdict is Verdict.NOT_ACCEPT:
        _note(work, row, Status.NOT_ACCEPTED, command.reason)
        work.audit("objection.not_accepted", objection=row.number, ground=row.ground)
    elif command.verdict is Verdict.ATTACH and not (same or running or _examined(earlier)):
        raise InvalidError(FieldError("/verdict", "NOTHING_TO_ATTACH_TO"))
    elif isinstance(lead := same or running, Objection):
        _attach(work, row, lead, command.reason)
    elif command.verdict is Verdict.ATTACH:
        _attach(work, row, _examined(earlier)[-1], command.reason)
    else:
        _accept(work, row, command.reason)


def _accept(work: CaseWork, row: Objection, reason: str) -> None:
    """Accept an objection: the case is told through due work, its applicant by a notice."""
    _note(work, row, Status.ACCEPTED, reason)
    work.audit("objection.accepted", objection=row.number, ground=row.ground)
    work.leave("tell_case", f"tell_case:{work.case.id}:{MESSAGE}:{row.id}", payload_of(row))
    work.tell_subject("OBJECTION_ACCEPTED", subject=work.subject.name, objection=row.number)


def _attach(work: CaseWork, row: Objection, lead: Objection, reason: str) -> None:
    """Examine an objection with another one; where that has been examined already, its outcome is the answer.

    An examiner who has the page open is to see it before completing the examination.
    """
    _note(work, row, Status.ATTACHED, reason)
    work.audit("objection.attached", objection=row.number, ground=row.ground, to=lead.number)
    row.attached_to_id = lead.id
    if lead.status in EXAMINED:
        row.status, row.findings = lead.status, lead.findings
        row.examined_by, row.examined_at = lead.examined_by, lead.examined_at
        return
    for task in work.unit.tasks.of_case(work.case.id):
        if task.form == FORM and task.status == "OPEN":
            task.version += 1
    work.tell_subject("OBJECTION_ACCEPTED", subject=work.subject.name, objection=row.number)


def _note(work: CaseWork, row: Objection, status: Status, reason: str) -> None:
    """Write where an objection stands now, and who said so."""
    row.status, row.judged_reason = status.value, reason.strip()
    row.judged_by, row.judged_at = work.actor.id, work.now
    row.version += 1


def _examined(earlier: list[Objection]) -> list[Objection]:
    return [each for each in earlier if each.status in EXAMINED and each.attached_to_id is None]


def _refuse_staff(rule: str) -> None:
    if rule in ON_RECORD:
        raise ForbiddenError(rule)


def _refuse_stale(row: Objection, command: JudgeObjection, *, is_over: bool) -> None:
    """Refuse an objection that was judged, or that has moved since it was seen, or whose case is over."""
    if is_over:
        raise ConflictError("CASE_ENDED")
    if row.status != Status.RECEIVED:
        raise ConflictError("OBJECTION_JUDGED", number=row.number)
    if command.version is not None and command.version != row.version:
        raise ConflictError("STALE", seen=command.version, current=row.version)


def _wrong_reason(reason: str, *, needed: bool) -> list[FieldError]:
    if needed and not reason.strip():
        return [FieldError("/reason", "REQUIRED")]
    too_long = len(reason.strip()) > LONGEST_REASON
    return [FieldError("/reason", "TOO_LONG", {"maximum": LONGEST_REASON})] if too_long else []


def _note_refusal(case_id: str, rule: str, *, actor: Actor, tools: Tools) -> None:
    """Leave a trace of an attempt at an objection to one's own work, or to a repair of one's own."""
    with tools.database.write() as unit:
        work = work_on(unit, unit.cases.get(case_id, lock=True), actor=actor, tools=tools)
        work.audit("objection.refused", rule=rule)
        write_audit(work)
        unit.commit()
