"""Applications that other sites push."""

from typing import ClassVar

from marshmallow import EXCLUDE, fields

from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Output


class InboundFileBody(Input):
    """A file of an application."""

    class Meta:
        """A site may say more."""

        unknown = EXCLUDE

    field = Text(required=True, longest=64, shortest=1, metadata={"description": "the field of the form it answers"})
    filename = Text(required=True, longest=200, shortest=1)
    media_type = Text(longest=100, shortest=0)
    content = Text(required=True, longest=16_000_000, shortest=1, metadata={"description": "base64"})


class ApplicationBody(Input):
    """An application; the whole body, as sent, is what the site signed."""

    class Meta:
        """A site may say more."""

        unknown = EXCLUDE

    largest: ClassVar[int] = 16 * 1024 * 1024

    outside_no = Text(required=True, longest=80, shortest=1, metadata={"description": "the site's own number"})
    received_at = Text(
        required=True, longest=40, shortest=1, metadata={"description": "RFC 3339, when the site took it in"}
    )
    uscc = Text(required=True, longest=18, shortest=1)
    document_no = Text(required=True, longest=200, shortest=1)
    values = fields.Dict(keys=fields.String(), load_default=dict)
    files = fields.List(fields.Nested(InboundFileBody), load_default=list)


class TakenSchema(Output):
    """What became of an application."""

    outside_no = fields.String()
    status = fields.String(metadata={"enum": ["OPENED", "REFUSED"]})
    case_number = fields.String(allow_none=True)
    reasons = fields.List(fields.String())
    known = fields.Boolean(metadata={"description": "it had come before, by whichever channel; nothing changed"})
