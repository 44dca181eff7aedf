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
        validate=validate.OneOf(["PENDING", "ANNOUNCED", "SERVED", "CANCELLED"]),
        metadata={"description": "How far the letter is from being served; what depends on it counts from that day"},
    )
    way = fields.String(allow_none=True, validate=validate.OneOf(["ELECTRONIC", "DIRECT", "POST", "LEFT", "ANNOUNCED"]))
    served_on = fields.Date(allow_none=True)
    standing = fields.String(
        validate=validate.OneOf(["IN_FORCE", "CORRECTED", "ANNULLED", "REPLACED"]),
        metadata={"description": "Whether the letter still has effect; `changed_on` is when it was changed last"},
    )
    seal = fields.String(
        validate=validate.OneOf(["NONE", "PENDING", "SEALED"]),
        metadata={"description": "PENDING is issued, not yet sealed; such a letter is not served"},
    )
    edition = fields.Integer(metadata={"description": "Counts the corrections of a letter, from 1"})
    changed_on = fields.Date(allow_none=True)
    replaces = fields.String(allow_none=True, metadata={"description": "The number in whose place it was issued"})
    replaced_by = fields.String(allow_none=True, metadata={"description": "The number that took its place"})


LETTER = LetterSchema()
