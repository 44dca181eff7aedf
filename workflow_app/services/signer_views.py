"""What the page of a link to sign shows: nothing of anybody, until the reader has shown that they are meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.signing import Standing
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answers import record_of
from workflow_app.services.drafted import Draft
from workflow_app.services.showing_papers import show_document
from workflow_app.services.signing import last_day_of
from workflow_app.services.signing_answers import Asked, find_asked, is_changed, is_over
from workflow_app.services.tools import Tools
from workflow_app.services.views import DocumentView, RecordFacts


@dataclass(frozen=True, slots=True)
class ToSign:
    """What the page of a link shows; everything from `subject_name` on only to who has shown that they are meant."""

    id: str
    phone: str = field(repr=False)
    standing: str
    is_over: bool
    is_changed: bool
    signed_at: datetime | None
    subject_name: str = ""
    uscc: str | None = None
    asked_by: str = ""
    signer: str = ""
    record: RecordFacts | None = None
    form: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    documents: tuple[DocumentView, ...] = ()
    last_day: date | None = None
    authority_zh: str = ""
    authority_en: str = ""
    authority_phone: str = ""


def to_sign(token: str, *, is_shown: bool, tools: Tools) -> ToSign:
    """Return what a link asks, with everything where it may be shown; raises NotFoundError SIGNATURE_UNKNOWN."""
    with tools.database.read() as unit:
        asked = find_asked(unit, token, tools=tools)
        row = asked.row
        phone = masked(Channel.SMS, tools.cipher.decrypt(row.phone_cipher)) if row.phone_cipher else ""
        over = row.standing == Standing.WAITING and is_over(asked, tools)
        changed = is_changed(asked)
        if not is_shown or over or changed or row.standing != Standing.WAITING or asked.draft is None:
            return ToSign(row.id, phone, row.standing, over, changed, row.signed_at)
        return _whole(unit, asked, asked.draft, phone)


def _whole(unit: UnitOfWork, asked: Asked, draft: Draft, phone: str) -> ToSign:
    row, rows = asked.row, asked.rows
    return ToSign(
        id=row.id,
        phone=phone,
        standing=row.standing,
        is_over=False,
        is_changed=False,
        signed_at=row.signed_at,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        asked_by=unit.accounts.names([row.asked_by]).get(row.asked_by, ""),
        signer=row.signer,
        record=record_of(unit, rows.case.record_id),
        form=draft.form,
        values=draft.kept,
        documents=tuple(show_document(each) for each in unit.documents.of_case(rows.case.id)),
        last_day=last_day_of(row),
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        authority_phone=rows.authority.phone,
    )


def open_paper(token: str, document_id: str, *, tools: Tools) -> tuple[DocumentView, BinaryIO]:
    """Return a file that the answers to sign name, and its bytes; raises NotFoundError for every other.

    Whether the reader may see it is asked by the caller.
    """
    with tools.database.read() as unit:
        asked = find_asked(unit, token, tools=tools)
        given = set(map(str, asked.draft.kept.values())) if asked.draft else set()
        found = [each for each in unit.documents.of_case(asked.rows.case.id) if each.id == document_id]
        if not found or document_id not in given or asked.row.standing != Standing.WAITING:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        return show_document(found[0]), tools.blobs.open(found[0].sha256)


def phone_to_sign(token: str, *, tools: Tools) -> str:
    """Return the number that a link went to, to send its code there; raises NotFoundError SIGNATURE_UNKNOWN."""
    with tools.database.read() as unit:
        row = find_asked(unit, token, tools=tools).row
    if row.phone_cipher is None:
        raise NotFoundError("SIGNATURE_UNKNOWN")
    return tools.cipher.decrypt(row.phone_cipher)
