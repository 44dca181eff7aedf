"""Documents that follow later, in and out."""

from marshmallow import fields

from workflow_app.schemas.inputs import Input, Text, version
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier


class SupplyBody(Input):
    """Which document is handed in; its file was put to the case before and counts as of when that was received."""

    material = Text(required=True, longest=40, shortest=1, metadata={"description": "Its key in the matter"})
    document_id = Text(required=True, longest=36, shortest=36)


class MoreTimeBody(Input):
    """Nothing but the version seen: the request itself is a task of the case."""

    version = version()


class DeferredItemSchema(Output):
    """One document that follows; `may_come` tells whether it can be handed in now."""

    material = fields.String()
    name = Localised()
    form = fields.String()
    reason = fields.String()
    status = fields.String()
    may_come = fields.Boolean()
    received_at = Instant(allow_none=True)
    channel = fields.String(allow_none=True)
    is_late = fields.Boolean()
    tries = fields.Integer()
    found = fields.String(allow_none=True)
    document_id = identifier(allow_none=True)


class CaseDeferralSchema(Output):
    """What follows in a case, and its three days; `no_more_time` is the rule by which no more can be asked for now."""

    items = fields.List(fields.Nested(DeferredItemSchema))
    phase = fields.String()
    accepted = fields.Boolean()
    supplement_on = fields.Date(allow_none=True)
    promised_on = fields.Date(allow_none=True)
    grace_on = fields.Date(allow_none=True)
    until = fields.Date(allow_none=True)
    left = fields.Integer(allow_none=True)
    ways = fields.List(fields.String())
    may_supply = fields.Boolean()
    may_ask_time = fields.Boolean()
    no_more_time = fields.String()


DEFERRAL = CaseDeferralSchema()
