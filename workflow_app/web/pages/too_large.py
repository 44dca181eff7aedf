"""An upload beyond the limit of the whole service: back to the form it came from, which says so."""

from collections.abc import Callable

from flask import Blueprint, flash, make_response
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from workflow_app.web.context import current_tools
from workflow_app.web.errors import answer_http_error
from workflow_app.web.local_paths import see
from workflow_app.web.pages.values import file_size
from workflow_app.web.sign_in_again import form_page, wants_problem


def lead_back(pages: Blueprint, told: Callable[[str], str]) -> None:
    """Let the forms of some pages come back when they were too large; `told` makes the sentence from the limit.

    Nothing of such a request is read: its fields are what the draft has, which is saved before a form is sent.
    """

    def too_large(error: RequestEntityTooLarge) -> Response:
        page = form_page()
        if page is None or wants_problem():
            return make_response(answer_http_error(error))
        flash(told(file_size(current_tools().upload_limit)), "danger")
        return see(page)

    pages.register_error_handler(RequestEntityTooLarge, too_large)
