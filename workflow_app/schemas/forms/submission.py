"""Reading a posted HTML form into the values that the JSON interface takes, so that both go through one check."""

from collections.abc import Callable, Mapping, Sequence

from workflow_app.schemas.forms.document import Access, FieldKind, read_form


def read_submission(
    form: Mapping[str, object], get_all: Callable[[str], Sequence[str]], *, step: str = ""
) -> dict[str, object]:
    """Return what was posted for the fields that the step may edit; `get_all` is the request's `form.getlist`.

    An uploaded file is not here: store it first and put its document id under the field's key.
    """
    fields = (field for field in read_form(form) if field.access_at(step) is Access.EDIT)
    return {field.key: _value(field.kind, get_all(field.key)) for field in fields}


def _value(kind: FieldKind, posted: Sequence[str]) -> object:
    if kind is FieldKind.CHECKLIST:
        return list(posted)
    if kind is FieldKind.CHECKBOX:
        return "true" in posted
    return next((text for text in reversed(posted) if text), "")
