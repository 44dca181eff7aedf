"""Objections as people see them: the handler whole, the office and the applicant without who it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow_app.domain import masking
from workflow_app.domain.objections import APPLICANT, OBJECTOR, TAKEN_DOWN, without_objector
from workflow_app.domain.ports import Cipher
from workflow_app.models import Objection, ObjectionFile
from workflow_app.repositories.objections import ObjectionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.objection_contacts import ContactView, contact_of


@dataclass(frozen=True, slots=True)
class ObjectionFileView:
    """A file of one side."""

    id: str
    filename: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection; `statement` has the writer's own name and numbers masked.

    `contact` is for the handler alone, and none where the examination was ordered because of a report.
    """

    id: str
    number: str
    case_id: str
    case_number: str
    case_state: str
    is_case_over: bool
    subject_name: str
    source: str
    ground: str
    statement: str
    received_at: datetime
    accept_due_on: date
    authority: str
    status: str
    version: int
    attached_to: str | None
    judged_at: datetime | None
    judged_by: str
    judged_reason: str
    examined_at: datetime | None
    findings: str
    reply: str
    replied_at: datetime | None
    files: tuple[ObjectionFileView, ...] = ()
    reply_files: tuple[ObjectionFileView, ...] = ()
    contact: ContactView | None = None
    follow_code: str = ""
    """For who took it down to tell it; else empty."""


def show_objections(
    unit: UnitOfWork, found: Sequence[ObjectionRows], *, cipher: Cipher, whole: bool = False
) -> tuple[ObjectionView, ...]:
    """Return objections with their files, in a constant number of statements; `whole` with who made them, masked."""
    ids = [each.objection.id for each in found]
    files = unit.objections.files(ids) if ids else ()
    judges = unit.accounts.names([each.objection.judged_by for each in found])
    leads = unit.objections.numbers([each.objection.attached_to_id for each in found])
    return tuple(
        _show(
            each,
            [file for file in files if file.objection_id == each.objection.id],
            judged_by=judges.get(each.objection.judged_by or "", "") if whole else "",
            attached_to=leads.get(each.objection.attached_to_id or ""),
            contact=contact_of(each.objection, cipher),
            whole=whole,
        )
        for each in found
    )


def _masked(contact: ContactView) -> ContactView:
    name, phone = masking.person_name(contact.name), masking.phone(contact.phone)
    return replace(contact, name=name, phone=phone, interest="", is_clear=False)


def _show(
    rows: ObjectionRows,
    files: Iterable[ObjectionFile],
    *,
    judged_by: str,
    attached_to: str | None,
    contact: ContactView | None,
    whole: bool,
) -> ObjectionView:
    row = rows.objection
    kept = list(files)
    return ObjectionView(
        id=row.id,
        number=row.number,
        case_id=row.case_id,
        case_number=rows.case.number or "",
        case_state=rows.case.state,
        is_case_over=rows.case.status == "ENDED",
        subject_name=rows.subject.name,
        source=row.source,
        ground=row.ground,
        statement=_statement(row, contact),
        received_at=row.received_at,
        accept_due_on=row.accept_due_on,
        authority=rows.authority.code,
        status=row.status,
        version=row.version,
        attached_to=attached_to,
        judged_at=row.judged_at,
        judged_by=judged_by,
        judged_reason=row.judged_reason or "",
        examined_at=row.examined_at,
        findings=row.findings or "",
        reply=row.reply or "",
        replied_at=row.replied_at,
        files=tuple(_file(each) for each in kept if each.side == OBJECTOR),
        reply_files=tuple(_file(each) for each in kept if each.side == APPLICANT),
        contact=_masked(contact) if contact and whole else None,
        follow_code=row.follow_code if whole and row.source in TAKEN_DOWN else "",
    )


def _file(row: ObjectionFile) -> ObjectionFileView:
    return ObjectionFileView(row.id, row.filename, row.media_type, row.size)


def _statement(row: Objection, contact: ContactView | None) -> str:
    """Return what was written without who wrote it."""
    return without_objector(row.statement, name=contact.name, phone=contact.phone) if contact else row.statement
