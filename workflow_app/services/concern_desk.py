"""Objections and reports at the desk: the list, one of them with its files, and who it was for those who may know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import BinaryIO

from workflow_app.domain import masking
from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.concern_policies import HANDLES, may_handle_concern, may_read_speaker, may_settle_concern
from workflow_app.domain.concerns import OPEN, STATUSES, Group, Target
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.objections import without_objector
from workflow_app.domain.pledge_policies import places
from workflow_app.domain.policies import Answer
from workflow_app.models import Concern
from workflow_app.repositories.concerns import ConcernRows, Handled
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.concern_targets import facts_of_target
from workflow_app.services.objection_contacts import ContactView, read_cipher
from workflow_app.services.objection_views import ObjectionFileView
from workflow_app.services.proof_files import open_proof, show_proof
from workflow_app.services.tools import Tools

PAGE = 25


@dataclass(frozen=True, slots=True)
class ConcernView:
    """An objection or a report; `statement` has the speaker's own name and numbers masked, `contact` is masked."""

    id: str
    number: str
    kind: str
    target: str
    target_id: str
    label: str
    subject_id: str
    subject_name: str
    authority: str
    topic: str
    statement: str
    wanted: str
    received_at: datetime
    due_on: date
    is_late: bool
    status: str
    version: int
    taken_by: str
    taken_at: datetime | None
    taken_reason: str
    outcome: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    source: str
    entered_by: str
    identified_by: str
    files: tuple[ObjectionFileView, ...] = ()
    contact: ContactView | None = None
    rule: str = ""
    """Why the reader may not settle it, or empty."""
    reads_names: bool = False


def list_concerns(
    group: Group, *, actor: Actor, tools: Tools, cursor: str | None = None
) -> tuple[Page[ConcernView], dict[Group, int]]:
    """Return one page of a group, those due first at the top, and how many each group holds."""
    handled = Handled(places(actor, HANDLES), actor.subject_ids)
    with tools.database.read() as unit:
        rows = unit.concerns.list_for(handled, STATUSES[group], cursor=cursor, limit=PAGE)
        page = cut(rows, limit=PAGE, key=lambda each: (each.concern.due_at.isoformat(), each.concern.id))
        counts = {each: unit.concerns.count_for(handled, statuses) for each, statuses in STATUSES.items()}
    views = [_show(each, None, {}, now=tools.clock.now()) for each in page.items]
    return Page(views, page.next_cursor), counts


def get_concern(concern_id: str, *, actor: Actor, tools: Tools) -> ConcernView:
    """Return one; raises NotFoundError CONCERN_UNKNOWN for those who handle none there, ForbiddenError otherwise."""
    with tools.database.read() as unit:
        rows = unit.concerns.get(concern_id)
        refuse_stranger(actor, rows)
        row, contact = rows.concern, read_cipher(rows.concern.contact_cipher, tools.cipher)
        files = tuple(show_proof(each) for each in unit.concerns.files(row.id))
        answer = settling(unit, actor, row)
        names = unit.accounts.names([row.taken_by, row.answered_by, row.entered_by])
        return replace(
            _show(rows, contact, names, now=tools.clock.now()),
            files=files,
            contact=_masked(contact) if contact else None,
            rule="" if answer.allowed else answer.rule,
            reads_names=may_read_speaker(actor, authority_id=row.authority_id, subject_id=row.subject_id),
        )


def read_speaker(concern_id: str, *, actor: Actor, tools: Tools) -> ContactView:
    """Return who spoke, in clear; that it was read is kept in the trail. Raises NotFoundError for everybody else."""
    with tools.database.write() as unit:
        rows = unit.concerns.get(concern_id)
        row, contact = rows.concern, read_cipher(rows.concern.contact_cipher, tools.cipher)
        if contact is None or not may_read_speaker(actor, authority_id=row.authority_id, subject_id=row.subject_id):
            raise NotFoundError("CONCERN_UNKNOWN")
        said, now = {"concern": row.number}, tools.clock.now()
        audit.record(unit, authority=row.authority_id, actor=actor, action="concern.speaker_read", data=said, now=now)
        unit.commit()
    return contact


def open_concern_file(file_id: str, *, actor: Actor, tools: Tools) -> tuple[ObjectionFileView, BinaryIO]:
    """Return a file and its bytes; raises NotFoundError for those who do not handle what it belongs to."""
    with tools.database.read() as unit:
        row = unit.concerns.find_file(file_id)
        if row is None or row.concern_id is None:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        found = unit.concerns.get(row.concern_id).concern
        if not may_handle_concern(actor, authority_id=found.authority_id, subject_id=found.subject_id).allowed:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        return open_proof(row, tools=tools)


def refuse_stranger(actor: Actor, rows: ConcernRows) -> None:
    """Refuse those who handle none there, who learn only that there is none; and those concerned."""
    answer = may_handle_concern(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
    if answer.rule == "ROLE_NEEDED":
        raise NotFoundError("CONCERN_UNKNOWN")
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def settling(unit: UnitOfWork, actor: Actor, row: Concern) -> Answer:
    """Tell whether a handler may settle it: not one who did a step of what it is about, or alleged or confirmed it."""
    facts = facts_of_target(unit, Target(row.target), target_of(row))
    tasks = unit.tasks.of_case(facts.case_id) if facts.case_id else ()
    staff = {each.completed_by for each in tasks if each.completed_by and each.role != Role.APPLICANT}
    return may_settle_concern(actor, staff=staff | set(facts.accounts))


def target_of(row: Concern) -> str:
    """Return the id of what it is about."""
    found = (row.record_id, row.pledge_id, row.breach_id, row.permit_id, row.case_id)
    return next(each for each in found if each)


def _masked(contact: ContactView) -> ContactView:
    name, phone = masking.person_name(contact.name), masking.phone(contact.phone)
    return replace(contact, name=name, phone=phone, interest="", is_clear=False)


def _show(rows: ConcernRows, contact: ContactView | None, names: Mapping[str, str], *, now: datetime) -> ConcernView:
    row = rows.concern
    said = without_objector(row.statement, name=contact.name, phone=contact.phone) if contact else row.statement
    return ConcernView(
        id=row.id,
        number=row.number,
        kind=row.kind,
        target=row.target,
        target_id=target_of(row),
        label=row.label,
        subject_id=row.subject_id,
        subject_name=rows.subject.name,
        authority=rows.authority.code,
        topic=row.topic,
        statement=said,
        wanted=row.wanted,
        received_at=row.received_at,
        due_on=row.due_on,
        is_late=row.status in OPEN and row.due_at <= now,
        status=row.status,
        version=row.version,
        taken_by=names.get(row.taken_by or "", ""),
        taken_at=row.taken_at,
        taken_reason=row.taken_reason or "",
        outcome=row.outcome or "",
        answer=row.answer or "",
        answered_by=names.get(row.answered_by or "", ""),
        answered_at=row.answered_at,
        source=row.source,
        entered_by=names.get(row.entered_by or "", ""),
        identified_by=row.identified_by or "",
    )
