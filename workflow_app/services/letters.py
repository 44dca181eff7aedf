"""Letters after their issue: the PDF is made from the frozen data, shown to its readers, verified by anyone."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.letter_marks import normal_code
from workflow_app.domain.policies import may_read_record
from workflow_app.domain.ports import StoredBlob
from workflow_app.domain.record_content import persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork, Letter, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.cases import refuse_reader
from workflow_app.services.handlers import Handler
from workflow_app.services.served import serve_electronically
from workflow_app.services.showing_papers import show_letter
from workflow_app.services.tools import Tools
from workflow_app.services.views import LetterView

PDF_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Frozen:
    """The data of a letter as they were frozen with its number."""

    kind: str
    data: Mapping[str, object]


def get_letter(letter_id: str, *, actor: Actor, tools: Tools) -> LetterView:
    """Return a letter; raises NotFoundError for those whose case it is not."""
    with tools.database.read() as unit:
        return show_letter(_readable(unit, letter_id, actor))


def open_letter_pdf(letter_id: str, *, actor: Actor, tools: Tools) -> tuple[LetterView, BinaryIO]:
    """Return a letter and its PDF; raises ConflictError LETTER_NOT_READY while it is being made."""
    with tools.database.read() as unit:
        row = _readable(unit, letter_id, actor)
        if row.sha256 is None:
            raise ConflictError("LETTER_NOT_READY")
        return show_letter(row), tools.blobs.open(row.sha256)


def _readable(unit: UnitOfWork, letter_id: str, actor: Actor) -> Letter:
    row = unit.letters.find(letter_id)
    if row is None:
        raise NotFoundError("LETTER_UNKNOWN")
    if row.case_id is not None:
        refuse_reader(actor, unit.cases.get(row.case_id))
    elif not may_read_record(actor, subject_id=_subject(unit, row).id, authority_id=row.authority_id):
        raise NotFoundError("LETTER_UNKNOWN")
    return row


def _subject(unit: UnitOfWork, row: Letter) -> Subject:
    """Return whom a letter is for: the subject of its case, or the one it names itself."""
    if row.case_id is not None:
        return unit.cases.get(row.case_id).subject
    return unit.subjects.get(row.subject_id or "")


def verify_letter(code: str, *, tools: Tools) -> LetterView:
    """Return the letter that carries a code, for anyone, people masked; raises NotFoundError LETTER_UNKNOWN."""
    with tools.database.read() as unit:
        row = unit.letters.find_by_code(normal_code(code))
        if row is None:
            raise NotFoundError("LETTER_UNKNOWN")
        view = replace(show_letter(row), subject_name=_public_name(unit, row))
        certificate = unit.trainings.certificate_of_letter(row.id)
        if certificate is None:
            return view
        annulled = certificate.annulled_at
        ended = local_date(annulled) if annulled else None
        return replace(view, valid_until=certificate.valid_until, annulled_on=ended)


def _public_name(unit: UnitOfWork, row: Letter) -> str:
    """Return the addressee as the public may read it."""
    subject = _subject(unit, row)
    name, representative = row.data["addressee"]["name"], subject.legal_representative
    persons = persons_in({}, kind=subject.kind, name=subject.name, representative=representative)
    return public_name(name, kind=subject.kind, persons=persons)


def _prepare(unit: UnitOfWork, work: DueWork, tools: Tools) -> object:
    """Read the frozen data of a letter that has no PDF yet."""
    del tools
    row = unit.letters.find(str(work.payload["letter_id"]))
    return Frozen(row.kind, row.data) if row is not None and row.sha256 is None else None


def _render(prepared: object, tools: Tools) -> object:
    """Make the PDF and keep it under its hash; the same data twice are one file."""
    if not isinstance(prepared, Frozen):
        raise TypeError(type(prepared).__name__)
    return tools.blobs.put(io.BytesIO(tools.letters.render(prepared.kind, prepared.data)), limit=PDF_LIMIT)


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Say where the PDF lies; who agreed to read letters here is served by it."""
    row = unit.letters.find(str(work.payload["letter_id"]))
    if row is not None and isinstance(told, StoredBlob):
        row.sha256, row.size, row.status = told.sha256, told.size, "READY"
        serve_electronically(unit, row, now=tools.clock.now())


RENDER_LETTER = Handler(prepare=_prepare, tell=_render, record=_record)
