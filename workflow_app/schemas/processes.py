"""Processes: the families of cases that can be opened."""

from marshmallow import fields

from workflow_app.schemas.outputs import Instant, Localised, Output, page_of


class ProcessVersionSchema(Output):
    """A published version; the hash names its content."""

    version = fields.Integer()
    content_hash = fields.String()
    published_at = Instant()
    effective_at = Instant()
    taken_back_at = Instant(allow_none=True)
    note = fields.String()


class ProcessSchema(Output):
    """A family of cases; `version` is what new cases take."""

    key = fields.String()
    name = Localised()
    version = fields.Integer(attribute="current_version")
    versions = fields.List(fields.Nested(ProcessVersionSchema))


PROCESS = ProcessSchema()
PROCESSES = page_of(ProcessSchema, name="ProcessPage")
