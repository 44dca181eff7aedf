"""The one shape of every error: RFC 9457 with our stable code. Only documented here; `web.errors` writes it."""

from marshmallow import EXCLUDE, Schema, fields


class Open(Schema):
    """A shape that a later version may add to."""

    class Meta:
        """Other members are no error."""

        unknown = EXCLUDE


class FieldProblemSchema(Open):
    """One wrong field."""

    field = fields.String(required=True, metadata={"description": "JSON pointer", "example": "/values/paid_on"})
    code = fields.String(required=True, metadata={"example": "REQUIRED"})
    detail = fields.String()


class ProblemSchema(Open):
    """Why a request was not answered as asked."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "Stable; programs decide by it", "example": "STALE"})
    detail = fields.String()
    errors = fields.List(fields.Nested(FieldProblemSchema), metadata={"description": "With status 422: field by field"})
