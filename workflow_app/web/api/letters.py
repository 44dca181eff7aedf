"""Letters: what this service has issued."""

from http import HTTPStatus

from flask import Response

from workflow_app.schemas.letters import LETTER
from workflow_app.schemas.outputs import BYTES
from workflow_app.services import letters as service
from workflow_app.services.views import LetterView
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment

letters = Noun("letters", description="Numbered documents that this service issues")
PDF = "application/pdf"


@letters.reads("/letters/<id:letter_id>", answer=LETTER, fails=[HTTPStatus.NOT_FOUND])
def get_letter(letter_id: str) -> LetterView:
    """Read a letter; its status is READY when the PDF can be fetched."""
    return service.get_letter(letter_id, actor=current_actor(), tools=current_tools())


@letters.reads(
    "/letters/<id:letter_id>/pdf",
    answer=BYTES,
    fails=[HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT],
    media_type=PDF,
)
def get_letter_pdf(letter_id: str) -> Response:
    """Fetch the PDF of a letter; 409 LETTER_NOT_READY while it is being made."""
    letter, stream = service.open_letter_pdf(letter_id, actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=PDF, filename=f"{letter.number}.pdf")
