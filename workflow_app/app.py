"""The web application: Flask put together from parts that were built before."""

import gc
import os

from flask import Flask
from prometheus_client import CollectorRegistry
from werkzeug.middleware.proxy_fix import ProxyFix

from workflow_app.adapters.logs import configure_logs
from workflow_app.config import Environment, SettingsError, from_env
from workflow_app.domain.resources import find
from workflow_app.parts import Parts, build
from workflow_app.web import (
    api,
    assets,
    auth,
    errors,
    head_words,
    health,
    languages,
    layout,
    limits,
    login,
    pages,
    requests,
    security,
)
from workflow_app.web.context import TOOLS

MULTIPART_OVERHEAD = 64 * 1024
LARGEST_FORM = 1024 * 1024  # bytes of a form's fields kept in memory, files apart


def create_app(parts: Parts) -> Flask:
    """Return the application; the order of the parts is the order in which a request meets them."""
    settings, tools = parts.settings, parts.tools
    app = Flask("workflow_app", template_folder=str(find("templates")), static_folder=str(assets.STATIC))
    app.config |= {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": tools.upload_limit + MULTIPART_OVERHEAD,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "PREFERRED_URL_SCHEME": "https" if settings.is_production else "http",
    }
    app.extensions[TOOLS] = tools
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # the default provider of Flask has it
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    figures = CollectorRegistry()
    requests.register(app, figures)
    languages.register(app)
    head_words.register(app)
    limits.register(app)
    security.register(app, is_production=settings.is_production)
    assets.register(app)
    auth.register(app)
    layout.register(app)
    login.register(app)
    health.register(app, figures, metrics_token=settings.metrics_token)
    api.register(app)
    pages.register(app)
    errors.register(app)
    _behind_proxies(app, settings.trusted_proxies)
    return app


def open_app() -> Flask:
    """Return the application of this installation, for a web server that starts it: `workflow_app.app:open_app()`.

    The background runs elsewhere: `workflow-app worker`. Raises SettingsError for a demonstration, which is what an
    installation is that does not say otherwise: that server may listen anywhere, and the password of a demo is public.
    """
    configure_logs()
    settings = from_env(os.environ)
    if settings.environment is Environment.DEMO:
        raise SettingsError("a demo is served by `workflow-app serve` only; set WORKFLOW_APP_ENV for other servers")
    app = create_app(build(settings))
    settle_memory()
    return app


def settle_memory() -> None:
    """Take what the start leaves behind out of the rounds of the garbage collector, and have it look less often.

    What is loaded now stays until the end; looking through it again and again costs a tenth of every request.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _behind_proxies(app: Flask, count: int) -> None:
    """Believe what so many proxies in front say about the caller; with none, nothing is believed."""
    if count:
        fixed = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = fixed  # type: ignore[method-assign] # the way that Flask documents
