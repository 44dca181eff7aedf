"""Whom records and cases are about."""

from marshmallow import fields

from workflow_app.schemas.outputs import Output, identifier


class SubjectSchema(Output):
    """A subject in short."""

    id = identifier()
    uscc = fields.String(allow_none=True, metadata={"description": "Unified social credit code"})
    name = fields.String()


class SubjectDetailSchema(SubjectSchema):
    """A subject and the other names it was met under."""

    kind = fields.String()
    legal_representative = fields.String(allow_none=True)
    status = fields.String()
    other_names = fields.List(fields.String())
