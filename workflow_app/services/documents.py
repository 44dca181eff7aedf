"""Uploads: checked by content, kept before they are named in a case, opened only by those whose case it is."""

import tempfile
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.ports import InspectedFile, StoredBlob
from workflow_app.models import Document
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.cases import refuse_reader
from workflow_app.services.limits import count_upload
from workflow_app.services.showing_papers import show_document
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools
from workflow_app.services.views import DocumentView

IN_MEMORY = 1024 * 1024
MOST_FILES = 100
"""Files of one case, those that were replaced among them."""


def upload_document(command: UploadDocument, *, actor: Actor, tools: Tools) -> DocumentView:
    """Put a file to an open case, one sent twice once; receipt time is when the request came (rule K6).

    Raises NotFoundError, InvalidError on `/file`, LimitedError.
    """
    received_at = tools.clock.now()
    with tools.database.read() as unit:
        _refuse(actor, unit.cases.get(command.case_id))
        _refuse_more(unit, command.case_id)
    facts, blob = look_and_keep(command, actor, tools)
    with tools.database.write() as unit:
        rows = unit.cases.get(command.case_id, lock=True)
        _refuse(actor, rows)
        case_id, sha256 = rows.case.id, blob.sha256
        same = unit.documents.find_same(case_id, field=command.field, filename=facts.filename, sha256=sha256)
        if same is not None:
            return show_document(same)
        _refuse_more(unit, case_id)
        row = Document(
            id=new_id(),
            case_id=case_id,
            sha256=sha256,
            size=blob.size,
            media_type=facts.media_type,
            filename=facts.filename,
            field=command.field,
            received_at=received_at,
            uploaded_by=actor.id,
            scan=tools.scan.verdict,
        )
        unit.add(row)
        work = work_on(unit, rows, actor=actor, tools=tools)
        work.audit("document.received", document=row.id, sha256=row.sha256, field=command.field)
        write_audit(work)
        unit.commit()
    return show_document(row)


def look_and_keep(command: UploadDocument, actor: Actor, tools: Tools) -> tuple[InspectedFile, StoredBlob]:
    """Return what a file really is and where its bytes are kept; nothing is kept of one that is refused."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        size = _copy(command.stream, kept, limit=tools.upload_limit)  # type: ignore[arg-type] # a spooled file reads and writes
        count_upload(size, actor=actor, tools=tools)
        kept.seek(0)
        facts = tools.inspect(kept, command.filename, command.media_type)  # type: ignore[arg-type] # as above
        kept.seek(0)
        if not tools.scan.is_clean(kept):  # type: ignore[arg-type] # as above
            raise InvalidError(FieldError("/file", "MALWARE_FOUND"))
        kept.seek(0)
        blob = tools.blobs.put(kept, limit=tools.upload_limit)  # type: ignore[arg-type] # as above
    return facts, blob


def _refuse(actor: Actor, rows: CaseRows) -> None:
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


def _copy(source: BinaryIO, target: BinaryIO, *, limit: int) -> int:
    """Copy an upload and return its size, refusing it after the limit has been read."""
    size = 0
    while chunk := source.read(65536):
        size += len(chunk)
        if size > limit:
            raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": limit}))
        target.write(chunk)
    return size


def open_document(document_id: str, *, actor: Actor, tools: Tools) -> tuple[DocumentView, BinaryIO]:
    """Return a document and its bytes; raises NotFoundError for those whose case it is not."""
    with tools.database.read() as unit:
        row = unit.documents.find(document_id)
        if row is None:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        refuse_reader(actor, unit.cases.get(row.case_id))
        return show_document(row), tools.blobs.open(row.sha256)
