"""Unfinished answers: as they are kept, with the marks by which a later change is noticed."""

import re
from collections.abc import Mapping

from marshmallow import ValidationError, fields

from workflow_app.schemas.inputs import Input, Text, Values, version
from workflow_app.schemas.outputs import Output, identifier

_UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MARKS = {"description": "By field: send it back as `seen`, and a newer answer of another window is not overwritten"}


class Answers(Values):
    """Answers by field, of text that can be kept."""

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object
    ) -> dict[str, object]:
        loaded: dict[str, object] = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call] # as marshmallow has it
        if any(_UNUSABLE.search(each) for each in _texts(loaded)):
            raise ValidationError("FORBIDDEN_CHARACTERS")
        return loaded


def _texts(value: object) -> list[str]:
    """Return every text in what came, keys among them."""
    if isinstance(value, Mapping):
        return [text for pair in value.items() for each in pair for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


class MissingSchema(Output):
    """What keeps a task from being completed: one wrong or missing answer."""

    field = fields.String(metadata={"description": "JSON pointer", "example": "/values/paid_on"})
    code = fields.String(metadata={"example": "REQUIRED"})


class DraftSchema(Output):
    """The answers to an open task so far; nothing is checked or submitted by keeping them."""

    task_id = identifier()
    case_id = identifier()
    version = fields.Integer()
    fields_asked = fields.List(
        fields.String(), attribute="fields", metadata={"description": "What the form asks as it stands"}
    )
    values = fields.Dict()
    marks = fields.Dict(keys=fields.String(), values=fields.String(), metadata=MARKS)
    missing = fields.List(fields.Nested(MissingSchema))
    until = fields.Date(allow_none=True, metadata={"description": "The last day of the draft; null where it has none"})
    clashes = fields.Dict(
        metadata={"description": "Nothing was kept of these: another window changed them too, and says this"}
    )


class SaveDraftBody(Input):
    """Answers to keep, and the marks of those that the sender had read."""

    values = Answers(required=True)
    seen = fields.Dict(keys=Text(longest=64), values=Text(longest=64), load_default=dict, metadata=MARKS)
    version = version()


DRAFT = DraftSchema()
