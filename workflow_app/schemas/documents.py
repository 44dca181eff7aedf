"""Documents: files that are handed in."""

from collections.abc import Mapping

from flask_smorest.fields import Upload
from marshmallow import fields
from werkzeug.datastructures import FileStorage

from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Instant, Output, identifier

LONGEST_FIELD = 40
"""Characters of the key of a form's field, as the database keeps it."""


class File(Upload):  # type: ignore[misc] # flask-smorest has no types
    """An uploaded file with a name."""

    default_error_messages: dict[str, str] = {"required": "REQUIRED", "null": "REQUIRED", "invalid": "INVALID_FILE"}  # noqa: RUF012 - marshmallow's own name

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object
    ) -> FileStorage:
        del attr, data, kwargs
        if not isinstance(value, FileStorage) or not value.filename:
            raise self.make_error("invalid")
        return value


class DocumentSchema(Output):
    """An uploaded file; `GET /documents/{id}` returns its bytes."""

    id = identifier()
    case_id = identifier()
    filename = fields.String()
    media_type = fields.String()
    size = fields.Integer(metadata={"description": "Bytes"})
    sha256 = fields.String()
    field = fields.String(allow_none=True)
    received_at = Instant()


class UploadBody(Input):
    """A file, and for which field of the form it is."""

    file = File(required=True)
    field = Text(longest=LONGEST_FIELD, load_default=None)


class ImportBody(Input):
    """A file of records, and whose they are."""

    file = File(required=True)
    authority = Text(longest=64, load_default=None, metadata={"description": "Code of the authority"})


DOCUMENT = DocumentSchema()
