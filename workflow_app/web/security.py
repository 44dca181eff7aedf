"""What every answer carries and every unsafe call must prove."""

from collections.abc import Iterable

from flask import Flask, Response, abort, current_app, request
from flask_wtf.csrf import CSRFProtect

from workflow_app.web.auth import API, has_bearer, has_session

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}
"""What a view has not said otherwise."""

PROVE_THEMSELVES = frozenset({"auth.begin", "auth.leave", "registering.step", "forgotten.step", "setting_up.take"})
"""Views that call `prove_csrf` themselves: the sign-in once its limit has counted, for a call without token is an
attempt too; the way out, which stays open to a page of an earlier session; and steps of those who are not in yet, for
whom the page that asks to log in would be no answer."""

ONE_YEAR = 365 * 24 * 3600


def register(app: Flask, *, is_production: bool) -> None:
    """Check unsafe calls and add the headers."""
    app.config |= {
        "SESSION_COOKIE_NAME": "xinnuo_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_production,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form may stay open for a morning
    }
    CSRFProtect(app)

    def check_call() -> None:
        refuse_nul_in_address()
        if request.endpoint is not None and request.endpoint not in PROVE_THEMSELVES:
            prove_csrf()

    always = HEADERS | (
        {"Strict-Transport-Security": f"max-age={ONE_YEAR}; includeSubDomains"} if is_production else {}
    )

    def add_headers(response: Response) -> Response:
        named = {name.lower() for name, _ in response.headers}
        for name, value in always.items():
            if name.lower() not in named:
                response.headers.add(name, value)
        return response

    app.before_request(check_call)
    app.after_request(add_headers)


def prove_csrf() -> None:
    """Ask for the token wherever a browser's cookie speaks; a bearer token cannot be sent by another site.

    Raises CSRFError, and BadRequest for a form of a page with NUL in it.
    """
    is_api = request.path.startswith(API)
    if not has_bearer(request) and (has_session() or not is_api):
        current_app.extensions["csrf"].protect()
    if request.method == "POST" and not is_api:
        _refuse_nul(text for _, text in request.form.items(multi=True))


def refuse_nul_in_address() -> None:
    """Refuse what no text in a database can be, before anybody looks for it; the interface checks its queries itself.

    Raises NotFound for the path, and BadRequest for the query of a page.
    """
    if "\0" in request.path:
        abort(404)
    if b"%00" in request.query_string and not request.path.startswith(API):
        _refuse_nul(text for _, text in request.args.items(multi=True))


def _refuse_nul(texts: Iterable[str]) -> None:
    if any("\0" in text for text in texts):
        abort(400)
