"""Uploaded documents and letters on their way out, always to be saved."""

from flask import Blueprint, Response

from workflow_app.services.documents import open_document
from workflow_app.services.letters import open_letter_pdf, open_paper
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment

pages = Blueprint("files", __name__)


@pages.get("/documents/<uuid:document_id>")
def document(document_id: object) -> Response:
    """Hand out a document to those who may see its case."""
    view, stream = open_document(str(document_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=view.media_type, filename=view.filename)


@pages.get("/letters/papers/<uuid:paper_id>")
def paper(paper_id: object) -> Response:
    """Hand out one file of a letter, also of an earlier edition."""
    found = open_paper(str(paper_id), actor=current_actor(), tools=current_tools())
    return as_attachment(found.stream, media_type=found.media_type, filename=found.filename)


@pages.get("/letters/<uuid:letter_id>.pdf")
def letter(letter_id: object) -> Response:
    """Hand out the PDF of a letter."""
    view, stream = open_letter_pdf(str(letter_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type="application/pdf", filename=f"{view.number}.pdf")
