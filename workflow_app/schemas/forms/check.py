"""The form check that services ask through the port `FormCheck`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from marshmallow import Schema, ValidationError

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.schemas.forms.builder import schema_of
from workflow_app.schemas.forms.document import Access, FormField, read_form
from workflow_app.schemas.forms.fields import Problem
from workflow_app.schemas.forms.rules import is_asked_for, problems_of

ERRORS_SHOWN = 100
"""How many errors are told at once; a submission of nothing but unknown keys could have any number."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Compiled:
    editable: tuple[FormField, ...]
    locked: frozenset[str]
    schema: Schema


class MarshmallowFormCheck:
    """Checks values against a form document; `today` answers the business day in Shanghai."""

    def __init__(self, *, today: Callable[[], date]) -> None:
        self._today = today

    def fields(self, form: Mapping[str, object]) -> tuple[FormField, ...]:
        """Return the fields of a form document; raises RefusedError FORM_DOCUMENT."""
        return read_form(form)

    def check(
        self,
        form: Mapping[str, object],
        values: Mapping[str, object],
        *,
        step: str = "",
        context: Mapping[str, object] = _NOTHING,
    ) -> dict[str, object]:
        """Return every editable field typed; what was not answered is None, False or [].

        `step` (an element id) decides what may be edited; `context` holds the dates that `not_before` may name.
        Raises InvalidError with a JSON pointer `/values/<key>` per wrong field, RefusedError FORM_DOCUMENT.
        """
        compiled = _compile(json.dumps(form, ensure_ascii=False), step)
        typed, problems = _load(compiled, values)
        hidden = _drop_hidden(compiled, typed)
        problems = {key: found for key, found in problems.items() if key not in hidden}
        for field in compiled.editable:
            if field.key not in problems and field.key not in hidden:
                found = next(problems_of(field, typed, today=self._today(), context=context), None)
                problems |= {field.key: [found]} if found else {}
        if problems:
            raise InvalidError(*list(_errors(_in_order(compiled, problems)))[:ERRORS_SHOWN])
        return typed


@lru_cache(maxsize=256)
def _compile(document: str, step: str) -> _Compiled:
    """Compile a form once per content and step."""
    fields = read_form(json.loads(document))
    editable = tuple(field for field in fields if field.access_at(step) is Access.EDIT)
    locked = frozenset(field.key for field in fields) - {field.key for field in editable}
    return _Compiled(editable=editable, locked=locked, schema=schema_of(editable))


def _load(compiled: _Compiled, values: Mapping[str, object]) -> tuple[dict[str, object], dict[str, Iterable[object]]]:
    """Return the values that have the right shape, and the problems of the others by key."""
    problems: dict[str, Iterable[object]] = {key: ["READ_ONLY"] for key in compiled.locked & values.keys()}
    try:
        return dict(compiled.schema.load(_without(values, compiled.locked))), problems
    except ValidationError as error:
        wrong = error.messages_dict
        valid = error.valid_data if isinstance(error.valid_data, dict) else {}
        return dict(valid), problems | {str(key): found for key, found in wrong.items()}


def _drop_hidden(compiled: _Compiled, typed: dict[str, object]) -> set[str]:
    """Take back every answer that is not asked for beside the others, and return of which fields.

    An answer that goes may be what another field depends on, wherever that stands in the form.
    """
    hidden: set[str] = set()
    while found := {f.key for f in compiled.editable if f.key not in hidden and not is_asked_for(f, typed)}:
        hidden |= found
        typed |= dict.fromkeys(found)
    return hidden


def _in_order(compiled: _Compiled, problems: Mapping[str, Iterable[object]]) -> dict[str, Iterable[object]]:
    """Return the problems as the form shows its fields, unknown keys last."""
    shown = {field.key: problems[field.key] for field in compiled.editable if field.key in problems}
    return {**shown, **problems}


def _without(values: Mapping[str, object], keys: frozenset[str]) -> Mapping[str, object]:
    return {key: value for key, value in values.items() if key not in keys} if keys else values


def _errors(problems: Mapping[str, Iterable[object]]) -> Iterator[FieldError]:
    for key, found in problems.items():
        for problem in found:
            if isinstance(problem, Problem):
                yield FieldError(_pointer(key), problem.code, problem.values)
            else:
                yield FieldError(_pointer(key), str(problem))


def _pointer(key: str) -> str:
    if key == "_schema":
        return "/values"
    return "/values/" + key[:100].replace("~", "~0").replace("/", "~1")
