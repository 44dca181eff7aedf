"""Uploads: checked by content, kept before they are named in a case, opened only by those whose case it is."""

import io
import tempfile
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.paper_ports import Sharpness, Sheet
from workflow_app.domain.ports import InspectedFile, StoredBlob
from workflow_app.models import Document
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.cases import refuse_reader
from workflow_app.services.limits import count_upload
from workflow_app.services.paper_making import MOST_FACTOR, bound, most_pages_at, name_of, sharpness_at, take_sheet
from workflow_app.services.showing_papers import show_document
from workflow_app.services.spooling import IN_MEMORY, copy_upload
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools
from workflow_app.services.uploads_in_hand import ends_soon, in_hand
from workflow_app.services.views import DocumentView

MOST_FILES = 100
"""Files of one case, those that were replaced among them."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A file of a case whose bytes are kept already."""

    field: str | None
    filename: str
    media_type: str
    blob: StoredBlob
    received_at: datetime
    scan: str
    made_of: list[dict[str, object]] | None = None


def upload_document(command: UploadDocument, *, actor: Actor, tools: Tools) -> DocumentView:
    """Put a file to an open case, one sent twice once; receipt time is when the request came (rule K6).

    Photographs become the pages of a PDF, and several files one, in their order.

    Raises NotFoundError, InvalidError on `/file`, LimitedError.
    """
    received_at = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.cases.get(command.case_id)
        refuse_filing(actor, rows)
        _refuse_more(unit, command.case_id)
        sharpness, most = sharpness_at(unit, rows.authority, tools), most_pages_at(unit, rows.authority, tools)
        soon = ends_soon(unit, rows, tools, now=received_at)
    if len(command.more) >= most:
        raise InvalidError(FieldError("/file", "TOO_MANY_PAGES", {"most": most}))
    with in_hand(command.case_id, received_at, wanted=soon, tools=tools):
        return _look_and_put(command, sharpness, received_at, actor=actor, tools=tools)


def _look_and_put(
    command: UploadDocument, sharpness: Sharpness, received_at: datetime, *, actor: Actor, tools: Tools
) -> DocumentView:
    files = (ChosenFile(command.filename, command.media_type, command.stream), *command.more)
    sheets = [take_sheet(each, sharpness, actor=actor, tools=tools) for each in files]
    if sum(len(each.content) for each in sheets) > tools.upload_limit:
        raise InvalidError(FieldError("/file", "MATERIAL_TOO_LARGE", {"limit": tools.upload_limit}))
    made = sheets[0]
    content, media_type = bound([Sheet(each.content, each.media_type) for each in sheets], tools)
    is_as_sent = len(sheets) == 1 and media_type == made.note["media_type"]
    new = NewDocument(
        field=command.field,
        filename=name_of(made.filename, media_type),
        media_type=media_type,
        blob=tools.blobs.put(io.BytesIO(content), limit=MOST_FACTOR * tools.upload_limit),
        received_at=received_at,
        scan=tools.scan.verdict,
        made_of=None if is_as_sent else [dict(each.note) for each in sheets],
    )
    with tools.database.write() as unit:
        row = put_document(unit, unit.cases.get(command.case_id, lock=True), new, actor=actor, tools=tools)
        unit.commit()
    return show_document(row)


def put_document(unit: UnitOfWork, rows: CaseRows, new: NewDocument, *, actor: Actor, tools: Tools) -> Document:
    """Put a kept file to a case within a unit of work that holds it; the same file again is the one that is there."""
    refuse_filing(actor, rows)
    case_id, sha256 = rows.case.id, new.blob.sha256
    same = unit.documents.find_same(case_id, field=new.field, filename=new.filename, sha256=sha256)
    if same is not None:
        return same
    _refuse_more(unit, case_id)
    row = Document(
        id=new_id(),
        case_id=case_id,
        sha256=sha256,
        size=new.blob.size,
        media_type=new.media_type,
        filename=new.filename,
        field=new.field,
        received_at=new.received_at,
        uploaded_by=actor.id,
        scan=new.scan,
        made_of=new.made_of,
    )
    unit.add(row)
    work = work_on(unit, rows, actor=actor, tools=tools)
    work.audit("document.received", document=row.id, sha256=row.sha256, field=new.field)
    write_audit(work)
    return row


def look_and_keep(command: UploadDocument, actor: Actor, tools: Tools) -> tuple[InspectedFile, StoredBlob]:
    """Return what a file really is and where its bytes are kept; nothing is kept of one that is refused."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        size = copy_upload(command.stream, kept, limit=tools.upload_limit)  # type: ignore[arg-type] # a spooled file reads and writes
        count_upload(size, actor=actor, tools=tools)
        kept.seek(0)
        facts = tools.inspect(kept, command.filename, command.media_type)  # type: ignore[arg-type] # as above
        kept.seek(0)
        if not tools.scan.is_clean(kept):  # type: ignore[arg-type] # as above
            raise InvalidError(FieldError("/file", "MALWARE_FOUND"))
        kept.seek(0)
        blob = tools.blobs.put(kept, limit=tools.upload_limit)  # type: ignore[arg-type] # as above
    return facts, blob


def refuse_filing(actor: Actor, rows: CaseRows) -> None:
    """Refuse strangers, and files for a case that is over."""
    refuse_reader(actor, rows)
    if not actor.files_for(rows.case.subject_id):
        raise ForbiddenError("LOOKS_ONLY" if rows.case.subject_id in actor.subject_ids else "NOT_YOUR_SUBJECT")
    if rows.case.status == "ENDED":
        raise ConflictError("CASE_ENDED")


def _refuse_more(unit: UnitOfWork, case_id: str) -> None:
    """Refuse more files than anybody will look at."""
    if unit.documents.count_of_case(case_id) >= MOST_FILES:
        raise InvalidError(FieldError("/file", "TOO_MANY_FILES", {"most": MOST_FILES}))


def open_document(document_id: str, *, actor: Actor, tools: Tools) -> tuple[DocumentView, BinaryIO]:
    """Return a document and its bytes; raises NotFoundError for those whose case it is not."""
    with tools.database.read() as unit:
        row = unit.documents.find(document_id)
        if row is None:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        refuse_reader(actor, unit.cases.get(row.case_id))
        return show_document(row), tools.blobs.open(row.sha256)
