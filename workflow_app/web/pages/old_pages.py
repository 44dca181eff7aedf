"""A form sent from a page of an earlier session: shown again as it was filled in, so that one more click sends it."""

from collections.abc import Callable

from flask import make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.web.errors import answer_http_error
from workflow_app.web.send_again import is_from_here
from workflow_app.web.sign_in_again import is_session_gone, wants_problem

Answer = Response | str | tuple[str, int]


def answer_old_page(error: CSRFError, endpoint: str, show_again: Callable[..., Answer]) -> Answer:
    """Answer a form without a good token: the page again with status 400, and nothing done.

    Only the form of `endpoint`, sent by a page of this service to a script-free answer; whatever else came is refused
    as everywhere. A page that another site filled in is never shown.
    """
    if request.endpoint != endpoint or not is_from_here() or wants_problem() or is_session_gone():
        return make_response(answer_http_error(error))
    answer = make_response(show_again(*(request.view_args or {}).values()))
    if answer.status_code == 200:  # noqa: PLR2004 - shown, not sent on
        answer.status_code = error.code or 400
    return answer
