"""A button or small form of an old page: nothing was done, what was filled in is kept, and one more click sends it."""

import re
from urllib.parse import urlsplit

from flask import Response, render_template, request

from workflow_app.web.context import find_actor
from workflow_app.web.local_paths import local_path
from workflow_app.web.sign_in_again import SIGN_IN, form_page, is_session_gone, wants_problem

KEPT = "kept_here"
"""What the script of a page adds to a form that stands in its draft or in the window too."""
FOR_EVERYBODY = frozenset({"demo", "public", "public_consent", "public_objections"})
"""Blueprints whose forms need no account, so that the sign-in would be no answer."""
_TOKEN = "csrf_token"  # noqa: S105 - the name of a field
_WORDS = re.compile(r"\s|[^\x00-\x7f]")


def is_from_here() -> bool:
    """Tell whether a page of this service sent the form, as far as the browser says; another site's is never shown."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.referrer
    return origin is None or urlsplit(origin).netloc == request.host


def page_to_send_again() -> Response | None:
    """Return the page that keeps a form without a good token, with status 400; None where another answer is due.

    Who is signed out and loses nothing by it is better led to the sign-in, which leads back. The sign-in itself shows
    its own page.
    """
    target = local_path(request.full_path.rstrip("?"))
    if wants_problem() or not is_from_here() or target is None or request.endpoint == SIGN_IN:
        return None
    is_signed_out = is_session_gone() and request.blueprint not in FOR_EVERYBODY
    texts = _texts_typed()
    if is_signed_out and (not texts or KEPT in request.form):
        return None
    page = render_template(
        "errors/send_again.html",
        target=target,
        fields=_fields(),
        texts=texts,
        has_files=any(file.filename for file in request.files.values()),
        is_signed_out=is_signed_out,
        person=find_actor(),
        page=form_page(),
    )
    return Response(page, status=400, mimetype="text/html")


def _fields() -> list[tuple[str, str]]:
    """Return what was sent, the old token apart."""
    return [(name, text) for name, text in request.form.items(multi=True) if name not in {_TOKEN, KEPT}]


def _texts_typed() -> list[str]:
    """Return what a person wrote in words; codes, numbers and keys of the page are no texts."""
    return [text for name, text in _fields() if name != "back" and _WORDS.search(text.strip())]
