"""The web application of the demo site."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response
from waitress.channel import ClientDisconnected

from demo_site import api, controls, pages, results
from demo_site.settings import Settings
from demo_site.site import Site, attach
from demo_site.storage import Storage

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST_BODY = 64 * 1024
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(settings: Settings, storage: Storage) -> Flask:
    """Build the site's application."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]  # so that no other name leads a browser to the switches
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    attach(app, Site(settings, storage))
    for blueprint in (api.blueprint, controls.blueprint, pages.blueprint, results.blueprint):
        app.register_blueprint(blueprint)
    app.after_request(_guard)
    setattr(app, "wsgi_app", _losing_answers(app.wsgi_app))  # noqa: B010 - a plain assignment to a method has no type
    return app


def _guard(response: Response) -> Response:
    """Keep scripts, frames, caches and search engines away from every page."""
    headers = response.headers
    headers["Content-Security-Policy"] = CSP
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    headers.setdefault("Cache-Control", "no-store")
    return response


def _losing_answers(inner: "WSGIApplication") -> "Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]":
    """Wrap an app so that an answer marked as lost closes the connection without a byte."""

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        answer = inner(environ, start_response)
        if environ.get(api.DROP):
            raise ClientDisconnected
        return answer

    return application
