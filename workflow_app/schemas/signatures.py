"""Signatures that are asked of somebody else, or given before what is signed is submitted."""

from marshmallow import fields, validate

from workflow_app.domain.signing import Standing, Way
from workflow_app.schemas.batches import digests
from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Instant, Output, identifier, page_of


class AskSchema(Output):
    """A signature that was asked for or given; `counts` for the answers as they are now."""

    id = identifier()
    way = fields.String(validate=validate.OneOf([each.value for each in Way]))
    standing = fields.String(validate=validate.OneOf([each.value for each in Standing]))
    signer = fields.String()
    phone = fields.String(metadata={"description": "Masked; empty where no link was sent"})
    is_known = fields.Boolean(metadata={"description": "The number is known here as the signer's"})
    asked_at = Instant()
    opened_at = Instant(allow_none=True)
    last_day = fields.Date(allow_none=True)
    signed_at = Instant(allow_none=True)
    reason = fields.String()
    counts = fields.Boolean()
    is_over = fields.Boolean()
    is_changed = fields.Boolean()
    may_take_back = fields.Boolean()


class AskBody(Input):
    """Who shall sign, and on which telephone: a number, or the one that is known here."""

    name = Text(longest=50, required=True)
    mobile = Text(longest=30, load_default="")
    is_known = fields.Boolean(load_default=False, error_messages={"invalid": "INVALID_TYPE", "null": "REQUIRED"})


class AskBatchBody(AskBody):
    """As for one application; `seen` are the digests of those that are meant."""

    seen = digests(required=True)


class NoBody(Input):
    """Nothing."""


ASKS = page_of(AskSchema, name="SignaturePage")
