"""Forms that a process gets: a copy of one that it has, or one that asks nothing yet."""

import copy
import json
import re
from collections.abc import Mapping
from typing import Any

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.form_parts import name_form

NAME = re.compile(r"[a-z][a-z0-9_]{1,59}")
LONGEST = 60
SCHEMA_VERSION = 18
_EMPTY: dict[str, Any] = {"type": "default", "schemaVersion": SCHEMA_VERSION, "components": []}


def path_of_form(name: str) -> str:
    """Return where a form of a name lies in a bundle; raises InvalidError on `/name`."""
    if not NAME.fullmatch(name):
        raise InvalidError(FieldError("/name", "FORM_KEY"))
    return f"forms/{name}.form.json"


def new_form(name: str, title: str, title_en: str, *, model: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a form of a name, as one that is there, or empty.

    Raises InvalidError on `/name`, `/title` and `/title_en`.
    """
    wrong = [] if NAME.fullmatch(name) else [FieldError("/name", "FORM_KEY")]
    wrong += [FieldError(f"/{field}", "REQUIRED") for field, said in _said(title, title_en) if not said]
    wrong += [
        FieldError(f"/{field}", "TOO_LONG", {"maximum": LONGEST})
        for field, said in _said(title, title_en)
        if len(said) > LONGEST
    ]
    if wrong:
        raise InvalidError(*wrong)
    return {**name_form(copy.deepcopy(dict(model or _EMPTY)), title.strip(), title_en.strip()), "id": name}


def form_bytes(form: Mapping[str, Any]) -> bytes:
    """Return a form as it stands in its file."""
    return f"{json.dumps(form, indent=2, ensure_ascii=False)}\n".encode()


def _said(title: str, title_en: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("title", title.strip()), ("title_en", title_en.strip())
