"""From a form document to the marshmallow schema of its values: types, limits, choices; no conditions, no today."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from marshmallow import RAISE, Schema, fields, pre_load

from workflow_app.schemas.forms.document import FieldKind, FormField, read_form
from workflow_app.schemas.forms.fields import (
    ChoicesValue,
    ChoiceValue,
    DateValue,
    DocumentValue,
    FlagValue,
    NumberValue,
    TextValue,
)
from workflow_app.schemas.forms.texts import is_unanswered

# Any: marshmallow's fields are generic over what they produce, and here that differs by row.
_FIELDS: Mapping[FieldKind, Callable[[FormField], fields.Field[Any]]] = {
    FieldKind.TEXT: lambda described: TextValue(described, lines=False),
    FieldKind.LONG_TEXT: lambda described: TextValue(described, lines=True),
    FieldKind.NUMBER: NumberValue,
    FieldKind.DATE: lambda _: DateValue(),
    FieldKind.RADIO: ChoiceValue,
    FieldKind.SELECT: ChoiceValue,
    FieldKind.CHECKLIST: ChoicesValue,
    FieldKind.CHECKBOX: lambda _: FlagValue(),
    FieldKind.FILE: lambda _: DocumentValue(),
}


class FormSchema(Schema):
    """What every form has in common: an unknown key is refused, an empty answer is no answer."""

    class Meta:
        """Unknown keys are errors."""

        unknown = RAISE

    error_messages: dict[str, str] = {"unknown": "UNKNOWN_FIELD", "type": "INVALID_TYPE"}  # noqa: RUF012 - marshmallow's own name

    @pre_load
    def drop_unanswered(self, data: object, **_: object) -> object:
        """Leave out known fields that say nothing, so that `required` speaks of them."""
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if key not in self.fields or not is_unanswered(value)}


def build_schema(form: Mapping[str, object]) -> Schema:
    """Return the schema of a form document; raises RefusedError FORM_DOCUMENT."""
    return schema_of(read_form(form))


def schema_of(described: Iterable[FormField]) -> Schema:
    """Return the schema of some fields. What was not answered loads as None, False (checkbox) or [] (checklist)."""
    return FormSchema.from_dict({field.key: _build(field) for field in described}, name="FormValues")()


def _build(described: FormField) -> fields.Field[Any]:
    built = _FIELDS[described.kind](described)
    built.error_messages = {**built.error_messages, "required": "REQUIRED", "null": "REQUIRED"}
    built.required = described.required
    if not described.required:
        built.load_default = _unanswered(described.kind)
    return built


def _unanswered(kind: FieldKind) -> object:
    return {FieldKind.CHECKBOX: False, FieldKind.CHECKLIST: list}.get(kind)
