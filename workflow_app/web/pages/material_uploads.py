"""Files of a material that come in parts, so that one whose connection broke goes on where it stopped (tus 1.0.0).

Creation, expiration and termination besides the core of the protocol; docs/decisions say what is left out and why.
"""

import base64
import binascii
from typing import BinaryIO, cast

from flask import Blueprint, Response, request
from werkzeug.exceptions import PreconditionFailed, UnsupportedMediaType
from werkzeug.http import http_date

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.materials import BeginUpload, SendPart, UploadAct
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.services.page_uploads import UploadView, begin_upload, cancel_upload, get_upload, send_part
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_tools
from workflow_app.web.pages.material_pages import FindActing, forget_document, refuse_other, told_refused

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PART = "application/offset+octet-stream"
ENOUGH_DIGITS = 18
"""A number with more is larger than any file, and Python reads only some thousands of them."""
OK, CREATED, NO_CONTENT, TOO_LARGE, UNPROCESSABLE = 200, 201, 204, 413, 422
TOO_LONG = frozenset({"FILE_TOO_LARGE", "UPLOAD_LONGER"})
Answer = Response | tuple[Response, int]


class MaterialUploads:
    """What a browser asks of the files on their way to one step's materials."""

    def __init__(self, find: FindActing) -> None:
        self._find = find

    def serve(self, pages: Blueprint, *roles: Role) -> None:
        """Let a blueprint, whose address names a `place`, answer these requests of the roles."""
        guard = require_actor(*roles)
        every, one = "/<field>/uploads", "/<field>/uploads/<uuid:upload_id>"
        pages.add_url_rule(every, "upload_options", _options, methods=["OPTIONS"], provide_automatic_options=False)
        pages.add_url_rule(every, "begin_upload", guard(self.begin), methods=["POST"], provide_automatic_options=False)
        for name, view, method in (
            ("look_at_upload", self.look, "HEAD"),
            ("send_part", self.part, "PATCH"),
            ("cancel_upload", self.cancel, "DELETE"),
        ):
            pages.add_url_rule(one, name, guard(view), methods=[method])
        pages.after_request(_add_version)

    def begin(self, place: object, field: str) -> Answer:
        """Take the announcement of a file and say where its parts go."""
        _refuse_version()
        acting, told = self._find(str(place)), _metadata()
        refuse_other(acting, field)
        length = _number("Upload-Length")
        command = BeginUpload(acting.task_id, field, told.get("filename", ""), told.get("filetype", ""), length)
        try:
            upload = begin_upload(command, actor=acting.actor, tools=current_tools())
        except InvalidError as error:
            return _refused(error)
        answer = _state(upload, CREATED)
        answer.headers["Location"] = f"{acting.at}/{field}/uploads/{upload.id}"
        return answer

    def look(self, place: object, field: str, upload_id: object) -> Answer:
        """Say how far a file has come."""
        _refuse_version()
        acting = self._find(str(place))
        command = UploadAct(acting.task_id, field, str(upload_id))
        return _state(get_upload(command, actor=acting.actor, tools=current_tools()), OK)

    def part(self, place: object, field: str, upload_id: object) -> Answer:
        """Take the next part; the last one makes the file a page."""
        _refuse_version()
        if request.mimetype != PART:
            raise UnsupportedMediaType
        acting = self._find(str(place))
        command = SendPart(
            UploadAct(acting.task_id, field, str(upload_id)), _number("Upload-Offset"), cast("BinaryIO", request.stream)
        )
        try:
            upload = send_part(command, actor=acting.actor, tools=current_tools())
        except InvalidError as error:
            return _refused(error)
        if upload.received == upload.length:
            forget_document(acting, field)
        return _state(upload, NO_CONTENT)

    def cancel(self, place: object, field: str, upload_id: object) -> Answer:
        """Give a file up."""
        _refuse_version()
        acting = self._find(str(place))
        cancel_upload(UploadAct(acting.task_id, field, str(upload_id)), actor=acting.actor, tools=current_tools())
        return Response(status=NO_CONTENT)


def _options(place: object, field: str) -> Response:
    """Say which protocol is spoken here."""
    del place, field
    answer = Response(status=NO_CONTENT)
    answer.headers |= {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(current_tools().upload_limit),
    }
    return answer


def _add_version(answer: Response) -> Response:
    """Name the version in every answer, as the protocol wants it."""
    answer.headers["Tus-Resumable"] = VERSION
    return answer


def _state(upload: UploadView, status: int) -> Response:
    answer = Response(status=status)
    answer.headers |= {
        "Upload-Offset": str(upload.received),
        "Upload-Length": str(upload.length),
        "Upload-Expires": http_date(upload.expires_at),
        "Cache-Control": "no-store",
    }
    return answer


def _refused(error: InvalidError) -> Answer:
    codes = {error.code, *(each.code for each in error.errors)}
    return told_refused(error), TOO_LARGE if codes & TOO_LONG else UNPROCESSABLE


def _refuse_version() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise PreconditionFailed(response=Response(status=412, headers={"Tus-Version": VERSION}))


def _number(header: str) -> int:
    """Return what a header counts; raises InvalidError."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit()):
        raise InvalidError(FieldError(f"/{header}", "INVALID_NUMBER"))
    return int(text[:ENOUGH_DIGITS])


def _metadata() -> dict[str, str]:
    """Return what was said of the file; what cannot be read was not said."""
    told = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(value, validate=True).decode().replace("\0", "")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return told
