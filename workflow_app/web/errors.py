"""Every failure becomes an answer here, once: problem+json for the interface, a page for people."""

from collections.abc import Mapping

import structlog
from flask import Flask, Response, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    BusyError,
    ConflictError,
    DomainError,
    ForbiddenError,
    InvalidError,
    LimitedError,
    NotFoundError,
    NotSignedInError,
    RefusedError,
    StepRefusedError,
)
from workflow_app.web.problem_details import details_of
from workflow_app.web.send_again import page_to_send_again
from workflow_app.web.sentences import sentence
from workflow_app.web.sign_in_again import ask_to_sign_in, is_session_gone, wants_problem

log = structlog.get_logger(__name__)

STATUS_OF_CLASS: Mapping[type[DomainError], int] = {
    NotSignedInError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    StepRefusedError: 409,
    InvalidError: 422,
    RefusedError: 422,
    LimitedError: 429,
    BusyError: 503,
}
STATUS_OF_CODE: Mapping[str, int] = {  # where the code says more than the class
    "FILE_TOO_LARGE": 413,
    "SCAN_LIMIT": 413,
    "UPLOAD_LONGER": 413,
    "BUNDLE_FILE_SIZE": 413,
    "BUNDLE_SIZE": 413,
    "UPLOAD_BUSY": 423,
    "LETTER_DATA": 500,
    "LETTER_TEMPLATE": 500,
    "LETTER_FONT": 500,
    "DATA_KEY_MISSING": 500,
    "DATA_DAMAGED": 500,
}
CODE_OF_STATUS: Mapping[int, str] = {  # what the web server itself refuses
    400: "BAD_REQUEST",
    401: "NOT_SIGNED_IN",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "FILE_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "INVALID",
    429: "LIMITED",
    500: "INTERNAL",
    503: "BUSY",
}
TRY_AGAIN_SECONDS = 2


def register(app: Flask) -> None:
    """Answer every kind of failure."""
    app.register_error_handler(AlreadyAnsweredError, _repeat_answer)
    app.register_error_handler(DomainError, _answer_domain_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, _answer_fault)


def status_of(error: DomainError) -> int:
    """Return the HTTP status of a foreseen failure."""
    if error.code in STATUS_OF_CODE:
        return STATUS_OF_CODE[error.code]
    return next((STATUS_OF_CLASS[each] for each in type(error).__mro__ if each in STATUS_OF_CLASS), 422)


def _repeat_answer(error: AlreadyAnsweredError) -> ResponseReturnValue:
    """Give the stored answer of the same request again."""
    return jsonify(error.answer), error.status, {"Idempotency-Replayed": "true"}


def _answer_domain_error(error: DomainError) -> ResponseReturnValue:
    status = status_of(error)
    if status >= 500 and not isinstance(error, BusyError):  # noqa: PLR2004 - the server's own faults
        log.error("fault", code=error.code, exc_info=error)
    if status == 401 and not wants_problem():  # noqa: PLR2004 - a page sends to the sign-in
        return ask_to_sign_in()
    return _answer(status, error.code, values=error.values, errors=details_of(error))


def answer_http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer what Flask and its extensions raise; headers such as Allow and Retry-After stay."""
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 - redirects are raised too
        return error.get_response()
    if isinstance(error, CSRFError):
        kept_form = page_to_send_again()
        if kept_form is not None:
            return kept_form
        if is_session_gone():
            return _answer_domain_error(NotSignedInError("NOT_SIGNED_IN"))
    code = "CSRF" if isinstance(error, CSRFError) else CODE_OF_STATUS.get(status, f"HTTP_{status}")
    response = _answer(status, code)
    kept = [each for each in error.get_headers() if each[0] not in {"Content-Type", "Content-Length"}]
    response.headers.extend(kept)
    return response


def _answer_fault(error: Exception) -> ResponseReturnValue:
    """Answer what nobody foresaw: the log has the trace, the person the number of the request."""
    log.error("fault", exc_info=error)
    return _answer(500, "INTERNAL")


def _answer(
    status: int, code: str, *, values: Mapping[str, object] | None = None, errors: list[dict[str, str]] | None = None
) -> Response:
    """Write one answer: problem+json (RFC 9457) or a page; a request that came too early says when to come again."""
    values = values or {}
    answer = _problem(status, code, values, errors) if wants_problem() else _page(status, code, values)
    if status in {429, 503}:
        answer.headers.setdefault("Retry-After", str(values.get("retry_after", TRY_AGAIN_SECONDS)))
    if status == 401:  # noqa: PLR2004 - how to sign in
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _problem(status: int, code: str, values: Mapping[str, object], errors: list[dict[str, str]] | None) -> Response:
    document: dict[str, object] = {
        "type": f"urn:xinnuo:problem:{code.lower().replace('_', '-')}",
        "title": _title(status),
        "status": status,
        "detail": sentence(code, values),
        "code": code,
        "instance": f"urn:uuid:{g.request_id}",
    }
    if values:
        document["values"] = {key: value if _is_plain(value) else str(value) for key, value in values.items()}
    if errors:
        document["errors"] = errors
    answer = jsonify(document)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer


def _page(status: int, code: str, values: Mapping[str, object]) -> Response:
    """Write the page; where even that fails, because the database is gone, the bare sentence must do."""
    told = sentence(code, values) if code not in CODE_OF_STATUS.values() else None
    is_rule = status == 403  # noqa: PLR2004 - a refusal of a person names its rule
    try:
        page = render_template(
            "errors/error.html",
            status=status,
            what=None if is_rule else told,
            rule=told if is_rule else None,
            incident=values.get("incident") or (g.request_id if status == 500 else None),  # noqa: PLR2004 - our fault
            retry_after=values.get("retry_after"),
        )
    except Exception as error:
        log.exception("fault", exc_info=error)
        return Response(f"{_title(status)} ({g.request_id})", status=status, mimetype="text/plain")
    return Response(page, status=status, mimetype="text/html")


def _title(status: int) -> str:
    titles = {
        400: _("This request could not be understood"),
        401: _("Please log in"),
        403: _("You may not do this"),
        404: _("There is no such thing"),
        405: _("This does not work here"),
        409: _("This has changed in the meantime"),
        413: _("This file is too large"),
        415: _("This content type is not accepted"),
        422: _("Something is not right yet"),
        429: _("Too many requests"),
        503: _("The service is busy"),
    }
    return str(titles.get(status, _("Something went wrong on our side")))


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list | dict)
