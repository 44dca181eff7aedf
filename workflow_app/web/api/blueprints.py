"""A blueprint whose operations read, call and answer in one way, and say so in the OpenAPI document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from flask import Request, Response, current_app, request
from flask_smorest import Blueprint
from marshmallow import Schema

from workflow_app.web.api.arguments import Loaded, read_json, read_multipart, read_query
from workflow_app.web.api.paths import PREFIX
from workflow_app.web.api.problems import problems_of

View = TypeVar("View", bound=Callable[..., object])
Doc = dict[str, object]

BLUEPRINTS = "api_"
"""Pages have nouns too, and every blueprint of an application needs a name of its own."""


class Decorator(Protocol):
    """Puts a view at its path and returns it as it was."""

    def __call__(self, view: View, /) -> View:
        """Return the view."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a view's first argument comes from, and through which schema."""

    location: str
    schema: Schema
    read: Callable[[Request, Schema], Loaded]
    repeatable: bool = False
    """Whether the Idempotency-Key is heeded."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an operation answers where all is well, and how else it can end."""

    schema: Schema | Doc
    status: int
    fails: Iterable[HTTPStatus]
    media_type: str = "application/json"
    is_later: Callable[[object], bool] | None = None
    """Tells of what a view returns that it is not finished: then 202 is answered."""


class Noun(Blueprint):  # type: ignore[misc] # flask-smorest has no types
    """The operations on one noun, for members; `security` names another way in, and an empty list none at all."""

    def __init__(self, name: str, *, description: str, security: list[Doc] | None = None) -> None:
        super().__init__(BLUEPRINTS + name, __name__, url_prefix=PREFIX, description=description)
        self.security = security
        self._tag = name
        self._prepare_doc_cbks.append(_add_notes)

    def reads(
        self,
        path: str,
        *,
        answer: Schema | Doc,
        query: Schema | None = None,
        fails: Iterable[HTTPStatus] = (),
        media_type: str = "application/json",
    ) -> Decorator:
        """Answer GET; the view takes the loaded query, if there is one, and the parts of the path."""
        taken = Taken("query", query, read_query) if query is not None else None
        return self._operation("GET", path, taken, Answered(answer, 200, fails, media_type))

    def writes(
        self,
        path: str,
        *,
        answer: Schema,
        body: Schema,
        status: int = 200,
        fails: Iterable[HTTPStatus] = (),
        repeatable: bool = True,
        is_later: Callable[[object], bool] | None = None,
    ) -> Decorator:
        """Answer POST with a JSON body; the view takes the loaded body and the parts of the path.

        What is not `repeatable` takes no key: sent again, it does only what is left to be done.
        """
        taken = Taken("json", body, read_json, repeatable=repeatable)
        return self._operation("POST", path, taken, Answered(answer, status, fails, is_later=is_later))

    def takes_files(
        self,
        path: str,
        *,
        answer: Schema,
        body: Schema,
        status: int = 201,
        fails: Iterable[HTTPStatus] = (),
        is_later: Callable[[object], bool] | None = None,
        repeatable: bool = False,
    ) -> Decorator:
        """Answer POST with a multipart body; the view takes its fields and files and the parts of the path."""
        answered = Answered(answer, status, fails, is_later=is_later)
        return self._operation("POST", path, Taken("files", body, read_multipart, repeatable=repeatable), answered)

    def _operation(self, method: str, path: str, taken: Taken | None, answered: Answered) -> Decorator:
        """Put a view at a path, without a layer at run time that only the document needs."""

        def decorate(view: View) -> View:
            called = _as_operation(view, taken, answered)
            called._apidoc = self._described(view, method, taken, answered)  # type: ignore[attr-defined] # noqa: SLF001 - where flask-smorest looks
            self.add_url_rule(path, view.__name__, called, methods=[method], tags=[self._tag])
            return view

        return decorate

    def _described(self, view: View, method: str, taken: Taken | None, answered: Answered) -> Doc:
        """Return what flask-smorest would have noted, with our notes beside it."""
        described = self.response(answered.status, answered.schema, content_type=answered.media_type)(view)
        if answered.is_later is not None:
            described = self.alt_response(HTTPStatus.ACCEPTED, schema=answered.schema)(described)
        if taken is not None:
            is_needed = any(field.required for field in taken.schema.fields.values())
            described = self.arguments(taken.schema, location=taken.location, required=is_needed)(described)
        problems = problems_of(method, public=self.security is not None, more=answered.fails)
        notes: Doc = {"problems": problems, "security": self.security, "name": view.__name__}
        notes["repeatable"] = taken is not None and taken.repeatable
        return {**described._apidoc, "notes": notes}  # noqa: SLF001 - where flask-smorest keeps its notes


def _as_operation(view: View, taken: Taken | None, answered: Answered) -> Callable[..., Response]:
    """Return a view that loads what it takes and dumps what it returns."""

    def operation(**parts: str) -> Response:
        result = view(**parts) if taken is None else view(taken.read(request, taken.schema), **parts)
        if isinstance(result, Response):
            return result
        dumped = answered.schema.dump(result)  # type: ignore[union-attr] # a view without schema answers itself
        response: Response = current_app.json.response(dumped)  # type: ignore[assignment] # Flask makes its own
        is_later = answered.is_later is not None and answered.is_later(result)
        response.status_code = HTTPStatus.ACCEPTED if is_later else answered.status
        return response

    operation.__doc__ = view.__doc__
    return operation


def _add_notes(doc: dict[str, Any], doc_info: dict[str, Any], **_: object) -> Doc:
    """Add to the document of an operation what need not be said at each of them (Any: documents are nested dicts)."""
    notes = doc_info["notes"]
    doc["responses"].pop(HTTPStatus.UNPROCESSABLE_ENTITY, None)  # flask-smorest's own, by number
    doc["responses"] |= notes["problems"]
    doc["operationId"] = notes["name"]
    if notes["security"] is not None:
        doc["security"] = notes["security"]
    if notes["repeatable"]:
        doc.setdefault("parameters", []).append("IdempotencyKey")
    return doc
