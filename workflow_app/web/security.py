"""What every answer carries and every unsafe call must prove."""

from flask import Flask, Response, current_app, request
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

COUNTED_FIRST = frozenset({"auth.begin"})
"""Views that call `prove_csrf` themselves once their limit has counted: a call without token is an attempt too."""

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

    def check_unsafe_call() -> None:
        if request.endpoint is not None and request.endpoint not in COUNTED_FIRST:
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

    app.before_request(check_unsafe_call)
    app.after_request(add_headers)


def prove_csrf() -> None:
    """Ask for the token wherever a browser's cookie speaks; a bearer token cannot be sent by another site.

    Raises CSRFError.
    """
    if has_bearer(request) or (request.path.startswith(API) and not has_session()):
        return
    current_app.extensions["csrf"].protect()
