"""Letters: numbered documents that this service issues."""

from marshmallow import fields, validate

from workflow_app.schemas.outputs import Output, identifier


class LetterSchema(Output):
    """A letter of this service; READY when its PDF can be fetched."""

    id = identifier()
    case_id = identifier()
    kind = fields.String()
    number = fields.String()
    code = fields.String(metadata={"description": "Anybody can verify the letter with it"})
    title = fields.String()
    authority = fields.String()
    subject_name = fields.String()
    issued_on = fields.Date()
    status = fields.String(validate=validate.OneOf(["ISSUED", "READY"]))


LETTER = LetterSchema()
