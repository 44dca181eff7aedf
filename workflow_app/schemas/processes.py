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


class PauseNoticeSchema(Output):
    """What the public is told while new filings of a process are received and wait."""

    until = Instant()
    notice = Localised()


class ProcessSchema(Output):
    """A family of cases; `version` is what new cases take."""

    key = fields.String()
    name = Localised()
    version = fields.Integer(attribute="current_version")
    versions = fields.List(fields.Nested(ProcessVersionSchema))
    pause = fields.Nested(PauseNoticeSchema, allow_none=True)


PROCESS = ProcessSchema()
PROCESSES = page_of(ProcessSchema, name="ProcessPage")
