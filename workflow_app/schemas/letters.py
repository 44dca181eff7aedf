"""Letters: numbered documents that this service issues."""

from marshmallow import fields, validate

from workflow_app.schemas.outputs import Output, identifier


class LetterSchema(Output):
    """A letter of this service; READY when its PDF can be fetched."""

    id = identifier()
    case_id = identifier(allow_none=True)
    kind = fields.String()
    number = fields.String()
    code = fields.String(metadata={"description": "Anybody can verify the letter with it"})
    title = fields.String()
    authority = fields.String()
    subject_name = fields.String()
    issued_on = fields.Date()
    status = fields.String(validate=validate.OneOf(["ISSUED", "READY"]))
    service = fields.String(
        allow_none=True,
        validate=validate.OneOf(["PENDING", "ANNOUNCED", "SERVED"]),
        metadata={"description": "How far the letter is from being served; what depends on it counts from that day"},
    )
    way = fields.String(allow_none=True, validate=validate.OneOf(["ELECTRONIC", "DIRECT", "POST", "LEFT", "ANNOUNCED"]))
    served_on = fields.Date(allow_none=True)


LETTER = LetterSchema()
