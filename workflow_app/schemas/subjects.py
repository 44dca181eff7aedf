"""Whom records and cases are about."""

from marshmallow import fields

from workflow_app.schemas.outputs import Output, identifier


class SubjectSchema(Output):
    """A subject in short."""

    id = identifier()
    uscc = fields.String(allow_none=True, metadata={"description": "Unified social credit code", "maxLength": 18})
    name = fields.String()
