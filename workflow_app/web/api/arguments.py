"""Reading what a request carries: JSON strictly, every mistake as a field error with a stable code."""

import json
from collections.abc import Iterator, Mapping
from typing import NoReturn

from flask import Request
from marshmallow import EXCLUDE, Schema, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from workflow_app.domain.errors import FieldError, InvalidError

JSON_LIMIT = 1024 * 1024
"""Bytes of a JSON body, unless its schema says `largest`; files go by multipart."""

Loaded = dict[str, object]


def read_json(request: Request, schema: Schema) -> Loaded:
    """Return the JSON body through its schema; no body is {}. Raises InvalidError, UnsupportedMediaType."""
    request.max_content_length = getattr(type(schema), "largest", JSON_LIMIT)
    body = request.get_data()
    if not body:
        return load(schema, {})
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return load(schema, json.loads(body, parse_constant=_refuse))
    except (ValueError, RecursionError):
        raise InvalidError(FieldError("", "INVALID_JSON")) from None


def read_multipart(request: Request, schema: Schema) -> Loaded:
    """Return the fields and files of a multipart body through their schema."""
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    return load(schema, {**request.form.to_dict(), **request.files.to_dict()})


def read_query(request: Request, schema: Schema) -> Loaded:
    """Return the query through its schema; what it does not know is not looked at."""
    return load(schema, request.args.to_dict(), unknown=EXCLUDE)


def load(schema: Schema, data: object, *, unknown: str | None = None) -> Loaded:
    """Return data through a schema, whose messages are codes; raises InvalidError."""
    try:
        loaded: Loaded = schema.load(data, unknown=unknown)  # type: ignore[arg-type] # any JSON; the schema looks
    except ValidationError as error:
        raise InvalidError(*_field_errors(error.messages, "")) from None
    return loaded


def _refuse(word: str) -> NoReturn:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def _field_errors(messages: object, pointer: str) -> Iterator[FieldError]:
    """Yield one error for each wrong field, however deep it lies."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == "_schema" else "/" + str(key)[:100].replace("~", "~0").replace("/", "~1")
            yield from _field_errors(inner, pointer + step)
    elif isinstance(messages, list):
        yield FieldError(pointer, str(messages[0]))
