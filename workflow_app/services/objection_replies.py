"""What an applicant reads of the objections to the own repair, and says to them while they are examined (rule A6)."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.objections import ReplyToObjection
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.objections import APPLICANT, EXAMINED, LONGEST_STATEMENT, MOST_FILES, UNDER_EXAMINATION, Status
from workflow_app.domain.time import machine_now
from workflow_app.models import Objection, ObjectionFile
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.documents import look_and_keep
from workflow_app.services.judging import FORM
from workflow_app.services.objection_views import ObjectionView, show_objections
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

TOLD = UNDER_EXAMINATION | EXAMINED
"""Where an objection stands that an applicant is told of."""


def list_told(case_id: str, *, actor: Actor, tools: Tools) -> tuple[ObjectionView, ...]:
    """Return the objections that were accepted in a case, without who made them and without their files' names.

    Raises NotFoundError CASE_UNKNOWN for strangers.
    """
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        found = unit.objections.rows_of_case(case_id, TOLD)
        return show_objections(unit, found, cipher=tools.cipher) if found else ()


def reply_to_objection(command: ReplyToObjection, *, actor: Actor, tools: Tools) -> str:
    """Keep the reply of an applicant, and return the id of the case; a later one replaces the text before.

    Raises NotFoundError OBJECTION_UNKNOWN, ConflictError OBJECTION_EXAMINED or STALE, InvalidError per field.
    """
    with tools.database.read() as unit:
        case_id = _mine(unit, command.objection_id, actor).case_id
        if not actor.files_for(unit.cases.get(case_id).case.subject_id):
            raise ForbiddenError("LOOKS_ONLY")
    _refuse_wrong(command)
    files = [_keep(command, number, actor=actor, tools=tools) for number in range(len(command.files))]
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(case_id, lock=True)
        row = unit.objections.get(command.objection_id, lock=True).objection
        if row.status not in UNDER_EXAMINATION or rows.case.status == "ENDED":
            raise ConflictError("OBJECTION_EXAMINED", number=row.number)
        if command.version is not None and command.version != row.version:
            raise ConflictError("STALE", seen=command.version, current=row.version)
        kept = [each for each in unit.objections.files([row.id]) if each.side == APPLICANT]
        if len(kept) + len(files) > MOST_FILES:
            raise InvalidError(FieldError("/files", "TOO_MANY_PROOFS", {"most": MOST_FILES}))
        for file in files:
            file.objection_id, file.case_id, file.received_at = row.id, case_id, now
        unit.add(*files)
        work = work_on(unit, rows, actor=actor, tools=tools, now=now)
        _write(work, row, command.text.strip())
        write_audit(work)
        once.keep(unit, command.once, row_id, case_id)
        unit.commit()
    return case_id


def _write(work: CaseWork, row: Objection, text: str) -> None:
    """Write a reply, and let those who examine see that there is one."""
    row.reply, row.replied_by, row.replied_at = text, work.actor.id, work.now
    row.version += 1
    for task in work.unit.tasks.of_case(work.case.id):
        if task.form == FORM and task.status == "OPEN":
            task.version += 1
    work.audit("objection.replied", objection=row.number)
    work.tell_role(Role.COMPLAINT_HANDLER, "OBJECTION_REPLIED", objection=row.number)


def _mine(unit: UnitOfWork, objection_id: str, actor: Actor) -> Objection:
    """Return an objection to the own repair; to others, and before it is accepted, there is none."""
    rows = unit.objections.get(objection_id)
    is_mine = rows.case.subject_id in actor.subject_ids and actor.has(Role.APPLICANT)
    if not is_mine or rows.objection.status not in TOLD | {Status.MOOT}:
        raise NotFoundError("OBJECTION_UNKNOWN")
    return rows.objection


def _refuse_wrong(command: ReplyToObjection) -> None:
    text = command.text.strip()
    if not text:
        raise InvalidError(FieldError("/text", "REQUIRED"))
    if len(text) > LONGEST_STATEMENT:
        raise InvalidError(FieldError("/text", "TOO_LONG", {"maximum": LONGEST_STATEMENT}))
    if len(command.files) > MOST_FILES:
        raise InvalidError(FieldError("/files", "TOO_MANY_PROOFS", {"most": MOST_FILES}))


def _keep(command: ReplyToObjection, number: int, *, actor: Actor, tools: Tools) -> ObjectionFile:
    """Look at a file and keep its bytes; raises InvalidError on `/files`."""
    file = command.files[number]
    upload = UploadDocument("", file.filename, file.media_type, file.stream)
    try:
        facts, blob = look_and_keep(upload, actor, tools)
    except InvalidError as error:
        told = (FieldError("/files", each.code, each.values) for each in error.errors)
        raise InvalidError(*told) from error
    return ObjectionFile(
        id=new_id(),
        side=APPLICANT,
        sha256=blob.sha256,
        size=blob.size,
        media_type=facts.media_type,
        filename=facts.filename,
        stored_at=machine_now(),
        scan=tools.scan.verdict,
    )
