"""What the page of a link to sign shows: nothing of anybody, until the reader has shown that they are meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, BinaryIO

from workflow_app.domain.batches import LEAST, Part, form_part, keys_of
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.signing import Standing
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answers import record_of
from workflow_app.services.part_views import MatterOf
from workflow_app.services.sessions import digest
from workflow_app.services.showing import matter_of
from workflow_app.services.showing_papers import show_document
from workflow_app.services.signing import last_day_of
from workflow_app.services.signing_asked import Asked, AskedTogether, find_asked
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import DocumentView, RecordFacts

COMMON = (Part.ANSWERS, Part.SIGNING)


@dataclass(frozen=True, slots=True)
class OneToSign:
    """One of the applications that a link asks to be signed, as its reader is shown it."""

    id: str
    record: RecordFacts | None
    matter: MatterOf | None
    form: Mapping[str, Any]
    values: Mapping[str, object]
    documents: tuple[DocumentView, ...]
    authority_zh: str
    authority_en: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One of several that cannot be signed, or was answered: its decision, what became of it, and why it cannot."""

    document_no: str
    standing: str
    is_over: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ToSign:
    """What the page of a link shows; everything from `subject_name` on only to who has shown that they are meant.

    `standing` is that of the whole link: WAITING as long as anything waits; `num` is how many bear the signature.
    """

    id: str
    phone: str = field(repr=False)
    standing: str
    is_over: bool
    is_changed: bool
    signed_at: datetime | None
    num: int = 0
    asked_of: int = 1
    subject_name: str = ""
    uscc: str | None = None
    asked_by: str = ""
    signer: str = ""
    items: tuple[OneToSign, ...] = ()
    others: tuple[LeftOut, ...] = ()
    common: OneToSign | None = None
    last_day: date | None = None
    authority_phone: str = ""


def to_sign(token: str, *, is_shown: bool, tools: Tools) -> ToSign:
    """Return what a link asks, with everything where it may be shown; raises NotFoundError SIGNATURE_UNKNOWN."""
    with tools.database.read() as unit:
        together = find_asked(unit, token, tools=tools)
        shown = _outline(together, tools)
        if not is_shown or not together.open_to(tools):
            return shown
        return _whole(unit, together, shown, tools)


def _outline(together: AskedTogether, tools: Tools) -> ToSign:
    """Return how it stands with a link, which tells nothing of anybody."""
    waiting, signed = together.waiting(), [each.row for each in together.items if each.row.standing == Standing.SIGNED]
    is_open = bool(together.open_to(tools))
    last = signed[0] if signed and not is_open else (waiting[0] if waiting else together.items[0]).row
    is_stopped = bool(waiting) and not is_open and not signed
    cipher = next((each.row.phone_cipher for each in together.items if each.row.phone_cipher), None)
    is_over = is_stopped and all(each.is_over(tools) for each in waiting)
    return ToSign(
        id=together.lead.id,
        phone=masked(Channel.SMS, tools.cipher.decrypt(cipher)) if cipher else "",
        standing=last.standing,
        is_over=is_over,
        is_changed=is_stopped and not is_over,
        signed_at=last.signed_at,
        num=len(signed),
        asked_of=len(together.items),
    )


def _whole(unit: UnitOfWork, together: AskedTogether, outline: ToSign, tools: Tools) -> ToSign:
    can_be = together.open_to(tools)
    row, rows = can_be[0].row, can_be[0].rows
    items = tuple(_one(unit, each, tools) for each in can_be)
    ids = {each.id for each in items}
    return replace(
        outline,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        asked_by=unit.accounts.names([row.asked_by]).get(row.asked_by, ""),
        signer=row.signer,
        items=items,
        others=tuple(_left_out(unit, each, tools) for each in together.items if each.row.id not in ids),
        common=common_of(items),
        last_day=last_day_of(row),
        authority_phone=rows.authority.phone,
    )


def _one(unit: UnitOfWork, asked: Asked, tools: Tools) -> OneToSign:
    rows, draft = asked.rows, asked.draft
    return OneToSign(
        id=asked.row.id,
        record=record_of(unit, rows.case.record_id),
        matter=matter_of(loaded_of(unit, rows, tools)),
        form=draft.form if draft else {},
        values=draft.kept if draft else {},
        documents=tuple(show_document(each) for each in unit.documents.of_case(rows.case.id)),
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
    )


def _left_out(unit: UnitOfWork, asked: Asked, tools: Tools) -> LeftOut:
    record = record_of(unit, asked.rows.case.record_id)
    is_waiting = asked.row.standing == Standing.WAITING
    is_over = is_waiting and asked.is_over(tools)
    is_changed = is_waiting and not is_over
    return LeftOut(record.document_no if record else "", asked.row.standing, is_over, is_changed)


def common_of(items: Sequence[OneToSign]) -> OneToSign | None:
    """Return what several applications ask and answer alike, to be read once; None where it is not the same for all.

    A file is the same by its bytes: each case has a copy of its own.
    """
    said = [_common_answers(each) for each in items]
    if len(items) < LEAST or any(each != said[0] for each in said):
        return None
    first = items[0]
    return replace(first, form=form_part(first.form, *COMMON))


def _common_answers(item: OneToSign) -> tuple[object, object]:
    bytes_of = {each.id: each.sha256 for each in item.documents}
    keys = keys_of(item.form, *COMMON)
    values = {key: bytes_of.get(str(value), value) for key, value in item.values.items() if key in keys}
    return form_part(item.form, *COMMON)["components"], values


def open_paper(token: str, document_id: str, *, tools: Tools) -> tuple[DocumentView, BinaryIO]:
    """Return a file that the answers to sign name, and its bytes; raises NotFoundError for every other.

    Whether the reader may see it is asked by the caller.
    """
    with tools.database.read() as unit:
        for asked in find_asked(unit, token, tools=tools).waiting():
            given = set(map(str, asked.draft.kept.values())) if asked.draft else set()
            if document_id not in given:
                continue
            for each in unit.documents.of_case(asked.rows.case.id):
                if each.id == document_id:
                    return show_document(each), tools.blobs.open(each.sha256)
    raise NotFoundError("DOCUMENT_UNKNOWN")


def phone_to_sign(token: str, *, tools: Tools) -> str:
    """Return the number that a link went to, to send its code there; raises NotFoundError SIGNATURE_UNKNOWN."""
    with tools.database.read() as unit:
        rows = Signatures(unit.session).of_link(digest(token))
    cipher = next((each.phone_cipher for each in rows if each.phone_cipher), None)
    if cipher is None:
        raise NotFoundError("SIGNATURE_UNKNOWN")
    return tools.cipher.decrypt(cipher)
