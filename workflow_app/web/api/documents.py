"""Documents: hand in a file for a case, fetch it again."""

from http import HTTPStatus

from flask import Response

from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.schemas.documents import DOCUMENT, UploadBody
from workflow_app.schemas.outputs import BYTES
from workflow_app.services import documents as service
from workflow_app.services.views import DocumentView
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment

documents = Noun("documents", description="Files that are handed in")


@documents.takes_files(
    "/cases/<id:case_id>/documents", answer=DOCUMENT, body=UploadBody(), fails=[HTTPStatus.NOT_FOUND]
)
def upload_document(body: dict[str, object], case_id: str) -> DocumentView:
    """Hand in a file; its content, not its name, decides what it is."""
    file = body["file"]
    command = UploadDocument(
        case_id=case_id,
        filename=file.filename,  # type: ignore[attr-defined] # the schema has typed it
        media_type=file.mimetype,  # type: ignore[attr-defined] # as above
        stream=file.stream,  # type: ignore[attr-defined] # as above
        field=body["field"],  # type: ignore[arg-type] # as above
    )
    return service.upload_document(command, actor=current_actor(), tools=current_tools())


@documents.reads(
    "/documents/<id:document_id>",
    answer=BYTES,
    fails=[HTTPStatus.NOT_FOUND],
    media_type="application/octet-stream",
)
def open_document(document_id: str) -> Response:
    """Fetch the bytes of a document, always as a file to save."""
    document, stream = service.open_document(document_id, actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=document.media_type, filename=document.filename)
