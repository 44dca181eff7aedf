"""What the gate is asked, and what it answers."""

from marshmallow import fields, validate

from workflow_app.domain.gate import Channel, Outcome
from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Instant, Output, identifier
from workflow_app.schemas.subjects import SubjectSchema

_CHANNELS = tuple(each.value for each in Channel)
_OUTCOMES = tuple(each.value for each in Outcome if each is not Outcome.OFF)


class GateQuery(Input):
    """Which way is asked for, and about what."""

    matter = Text(
        required=True,
        longest=64,
        shortest=1,
        metadata={
            "description": "credit_repair, pledge_approval, deferred_acceptance, green_channel, or the code of a matter"
        },
    )
    channel = Text(
        words=_CHANNELS, load_default=None, metadata={"description": "For the code of a matter; by pledge if left out"}
    )
    record = Text(
        longest=36,
        load_default=None,
        metadata={"description": "The record whose repair is asked for; needed where several are in force"},
    )


class ReasonSchema(Output):
    """One thing that stands for or against."""

    code = fields.String()
    outcome = fields.String(validate=validate.OneOf(_OUTCOMES))
    values = fields.Dict()
    origin = fields.String(metadata={"description": "The rule of law behind it"})
    detail = fields.String(metadata={"description": "The reason in one sentence"})
    next = fields.String(metadata={"description": "What to do next"})


class GateResultSchema(Output):
    """An answer of the gate with every reason, the gravest first; it is kept as it was given."""

    id = identifier()
    subject = fields.Nested(SubjectSchema)
    channel = fields.String(validate=validate.OneOf(_CHANNELS))
    matter = fields.String(allow_none=True)
    record_id = fields.String(allow_none=True, metadata={"format": "uuid"})
    on = fields.Date()
    outcome = fields.String(validate=validate.OneOf(_OUTCOMES))
    reasons = fields.List(fields.Nested(ReasonSchema))
    data_version = fields.String(metadata={"description": "A digest of the facts that were looked at"})
    rules_version = fields.String(metadata={"description": "A digest of the parameters that decided"})
    asked_at = Instant()


GATE_RESULT = GateResultSchema()
