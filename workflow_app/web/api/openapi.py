"""The OpenAPI 3.1 document and the page that shows it; both are made once, at start."""

from http import HTTPStatus

from flask import Blueprint, Flask, Response, render_template
from flask_smorest import Api

from workflow_app.schemas.problems import ProblemSchema
from workflow_app.web.api.blueprints import BLUEPRINTS
from workflow_app.web.api.paths import PREFIX, IdConverter, KeyConverter
from workflow_app.web.api.problems import PROBLEMS
from workflow_app.web.api.repeats import KEY_PATTERN

KEY_HINT = "Kept for 24 hours: the same body gets the stored answer, another body 422 IDEMPOTENCY_MISMATCH."
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API token: scope read for GET, write for POST"},
    "session": {"type": "apiKey", "in": "cookie", "name": "xinnuo_session"},
    "site": {"type": "apiKey", "in": "header", "name": "X-Site-Signature", "description": "The site protocol's"},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken", "description": "With a session, on unsafe calls"},
}


class QuietApi(Api):  # type: ignore[misc] # flask-smorest has no types
    """flask-smorest without its own error bodies: errors are written in one place, by `web.errors`."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Register nothing."""


def build_api(app: Flask) -> Api:
    """Return the API of an application, ready to take blueprints."""
    app.url_map.converters |= {"id": IdConverter, "key": KeyConverter}
    app.json.sort_keys = False  # type: ignore[attr-defined] # the default provider of Flask has it
    app.config |= {"API_TITLE": "信诺办 Xinnuo", "API_VERSION": "1", "OPENAPI_VERSION": "3.1.0"}
    api = QuietApi(app, spec_kwargs={"security": [{"bearer": []}, {"session": [], "csrf": []}]})
    api.register_converter(KeyConverter, lambda each: {"type": "string", "pattern": f"^{each.regex}$"})
    for name, scheme in SECURITY.items():
        api.spec.components.security_scheme(name, scheme)
    for status, meaning in PROBLEMS.items():
        _add_problem(api, status, meaning)
    header = {"description": KEY_HINT, "schema": {"type": "string", "pattern": KEY_PATTERN}}
    api.spec.components.parameter("IdempotencyKey", "header", {"name": "Idempotency-Key", **header})
    return api


def serve_document(app: Flask, api: Api) -> None:
    """Serve the document and the page that shows it."""
    text = app.json.dumps(_document(api))
    document = Blueprint("api_document", __name__, url_prefix=PREFIX)

    def show_document() -> Response:
        return Response(text, mimetype="application/json")

    def show_page() -> str:
        return render_template("api/docs.html")

    document.add_url_rule("/openapi.json", view_func=show_document)
    document.add_url_rule("/docs", view_func=show_page)
    app.register_blueprint(document)


def _document(api: Api) -> dict[str, object]:
    """Return the document, its tags named after the nouns."""
    document: dict[str, object] = api.spec.to_dict()
    for tag in document["tags"]:  # type: ignore[attr-defined] # a document is nested lists and dicts
        tag["name"] = tag["name"].removeprefix(BLUEPRINTS)
    return document


def _add_problem(api: Api, status: HTTPStatus, meaning: str) -> None:
    """Describe one error; the names of flask-smorest's own are taken over."""
    described = {"description": meaning, "content": {"application/problem+json": {"schema": ProblemSchema}}}
    api.spec.components.responses.pop(status.name, None)
    api.spec.components.responses_lazy.pop(status.name, None)
    api.spec.components.response(status.name, described)
