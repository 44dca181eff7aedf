"""Chinese or English: the link `?lang=`, then the cookie it set, then what the browser asks for."""

from pathlib import Path

from babel import Locale
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel

import workflow_app

LANGUAGES = ("zh", "en")
COOKIE = "lang"
ONE_YEAR = 365 * 24 * 3600
CATALOGUES = Path(workflow_app.__file__).parent / "translations"


def register(app: Flask) -> None:
    """Choose a language for every request and remember a choice."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    Babel(app, default_locale="zh", default_timezone="Asia/Shanghai", locale_selector=_current_locale)
    app.after_request(_remember)


def current_language() -> str:
    """Return `zh` or `en`."""
    if not has_request_context():
        return LANGUAGES[0]
    for chosen in (request.args.get(COOKIE), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


def _current_locale() -> Locale:
    return _LOCALES[current_language()]


_LOCALES = {each: Locale.parse(each) for each in LANGUAGES}
"""Parsed once: the library would do so at every request."""


def _remember(response: Response) -> Response:
    chosen = request.args.get(COOKIE)
    if chosen in LANGUAGES:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=ONE_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    response.vary.add("Accept-Language")
    return response
