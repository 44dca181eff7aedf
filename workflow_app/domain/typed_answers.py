"""What a program may keep as the unfinished answer to a question: only what a page could have typed there."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from workflow_app.domain.errors import FieldError

LONGEST = 10_000
"""Characters of an answer; the form says how many are right, and this only how many are kept."""
MOST_CHOICES = 100


def wrong_answers(form: Mapping[str, Any], values: Mapping[str, object]) -> Iterator[FieldError]:
    """Yield what is no answer to any question of a form, or not of the kind that it wants."""
    kinds = {str(each["key"]): str(each.get("type")) for each in form.get("components", ()) if each.get("key")}
    for key, value in values.items():
        if key not in kinds:
            yield FieldError(f"/values/{key}", "UNKNOWN_FIELD")
        elif value is not None and not _fits(kinds[key], value):
            yield FieldError(f"/values/{key}", "INVALID_TYPE")


def _fits(kind: str, value: object) -> bool:
    if kind == "checkbox":
        return isinstance(value, bool)
    if kind == "checklist":
        return isinstance(value, list) and len(value) <= MOST_CHOICES and all(_is_text(each) for each in value)
    return _is_text(value) or (kind == "number" and _is_number(value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
