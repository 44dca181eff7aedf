"""Who is not signed in, or not any more, is asked to sign in and led back; what was sent is not carried out."""

from urllib.parse import urlsplit

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from workflow_app.web.auth import API
from workflow_app.web.context import find_actor
from workflow_app.web.local_paths import local_path

READING = frozenset({"GET", "HEAD"})
LEAVING = "auth.leave"
SIGN_IN = "auth.begin"


def wants_problem() -> bool:
    """Tell whether a program asks: the interface, or a script of a page, for which the sign-in is no answer."""
    accepted = request.accept_mimetypes
    by_script = "HX-Request" in request.headers or (
        accepted.quality("application/json") > 0 and not accepted.accept_html
    )
    return request.path.startswith(API) or by_script


def is_session_gone() -> bool:
    """Tell whether a form without a good token comes from a page of somebody who is signed in no more.

    The sign-in itself and the interface say what is wrong: they have no session to lose.
    """
    return request.endpoint != SIGN_IN and not request.path.startswith(API) and find_actor() is None


def ask_to_sign_in() -> Response:
    """Send to the sign-in, which leads back to the page; a form that was sent did nothing, and the page says so."""
    if request.method in READING:
        return _to_login(next=request.full_path.rstrip("?"))
    if request.endpoint == LEAVING:
        return _to_login()
    return _to_login(next=form_page(), unsent=1)


def form_page() -> str | None:
    """Return the page that a form was sent from, as far as it can be told: where it was sent to, else the referrer."""
    if _is_page(request.path):
        return local_path(request.full_path.rstrip("?"))
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host:
        return None
    return local_path(came_from.path + (f"?{came_from.query}" if came_from.query else ""))


def _to_login(**values: object) -> Response:
    place = url_for("auth.login", **{name: value for name, value in values.items() if value})  # type: ignore[arg-type] # any text
    return redirect(place, code=302 if request.method in READING else 303)


def _is_page(path: str) -> bool:
    """Tell whether a path can be looked at, and not only be sent to."""
    try:
        current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr] # inside a request
    except (HTTPException, RequestRedirect):
        return False
    return True
