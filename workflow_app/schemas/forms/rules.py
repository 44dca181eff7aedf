"""What one value alone cannot tell: conditions between fields, and dates against today or the case."""

from collections.abc import Iterator, Mapping
from datetime import date

from workflow_app.schemas.forms.document import FieldKind, FormField
from workflow_app.schemas.forms.fields import Problem
from workflow_app.schemas.forms.texts import PLACEHOLDERS, is_unanswered


def problems_of(
    field: FormField, values: Mapping[str, object], *, today: date, context: Mapping[str, object]
) -> Iterator[Problem]:
    """Yield why a typed value breaks a rule; `context` holds the dates that `not_before` may name."""
    value = values.get(field.key)
    if _is_missing(field, value):
        if is_required(field, values):
            yield Problem("REQUIRED")
    elif isinstance(value, date):
        yield from _date_problems(field, value, today, context)


def is_required(field: FormField, values: Mapping[str, object]) -> bool:
    """Tell whether a field must be answered beside the other answers."""
    if field.required_when is None:
        return field.required
    return _holds(field.required_when, values)


def is_asked_for(field: FormField, values: Mapping[str, object]) -> bool:
    """Tell whether a field counts beside the other answers; what is not asked for is not taken either.

    As the page shows it: where `shown_when` holds or, for a field without one, where `required_when` does.
    """
    condition = field.shown_when or field.required_when
    return condition is None or _holds(condition, values)


def _holds(condition: tuple[str, str], values: Mapping[str, object]) -> bool:
    """Tell whether another field has the answer that a condition names, or one of several ("A|B")."""
    key, expected = condition
    given = values.get(key)
    answers = given if isinstance(given, list) else ["true" if given is True else given]
    return any(each in answers for each in expected.split("|"))


def _is_missing(field: FormField, value: object) -> bool:
    """Also counts what only fills the space, an unticked box, and a checklist that must be whole and is not."""
    if is_unanswered(value) or value is False:
        return True
    if isinstance(value, list):
        return field.all_required and len(value) < len(field.options)
    return field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT} and str(value).lower() in PLACEHOLDERS


def _date_problems(field: FormField, value: date, today: date, context: Mapping[str, object]) -> Iterator[Problem]:
    if field.not_future and value > today:
        yield Problem("IN_THE_FUTURE", {"maximum": today.isoformat()})
    earliest = today if field.not_before == "today" else context.get(field.not_before or "")
    if isinstance(earliest, date) and value < earliest:
        yield Problem("TOO_EARLY", {"minimum": earliest.isoformat()})
