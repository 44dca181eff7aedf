"""The Idempotency-Key header: the same request twice has one effect and one answer."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace

from flask import request
from marshmallow import Schema

from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import FieldError, InvalidError

KEY_PATTERN = "^[!-~]{1,200}$"
_KEY = re.compile(KEY_PATTERN)


def id_once(body: Mapping[str, object], schema: Schema, *, status: int) -> Once | None:
    """Return the same for a request of which the service keeps only the id of what it has begun."""
    made = once(body, schema, status=status)
    return made and replace(made, dump=lambda begun: schema.dump({"id": begun}))


def once(body: Mapping[str, object], schema: Schema, *, status: int = 200) -> Once | None:
    """Return what makes this request repeatable, or None where its sender asked for nothing.

    Raises InvalidError INVALID_IDEMPOTENCY_KEY where the key is not one to 200 visible ASCII characters.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise InvalidError(FieldError("/Idempotency-Key", "INVALID_IDEMPOTENCY_KEY"))
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), default=str)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return Once(key, request.path, digest, schema.dump, status)
