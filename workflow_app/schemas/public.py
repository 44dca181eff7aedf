"""What anybody may ask: how a case stands, whether a letter is genuine."""

from marshmallow import fields

from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier, page_of


class FollowQuery(Input):
    """The code that came with the case's number."""

    code = Text(required=True, longest=32, shortest=1)


class FollowedCaseSchema(Output):
    """How a case stands, in the words meant for the public; no names, no reasons."""

    number = fields.String()
    process = fields.String()
    process_name = Localised()
    status = fields.String()
    state_name = Localised("public")
    created_at = Instant()
    submitted_at = Instant(allow_none=True)
    ended_at = Instant(allow_none=True)


class PromisedItemSchema(Output):
    """One promised sentence."""

    key = fields.String(metadata={"description": "Which sentence of the repair pledge"})


class PledgeSchema(Output):
    """A pledge that is public from its signing; names of persons are masked."""

    id = identifier()
    number = fields.String()
    kind = fields.String(metadata={"description": "CREDIT_REPAIR"})
    status = fields.String()
    subject_name = fields.String()
    uscc = fields.String(allow_none=True)
    authority = Localised()
    document_no = fields.String(allow_none=True, metadata={"description": "The decision that the pledge is about"})
    items = fields.List(fields.Nested(PromisedItemSchema))
    signer = fields.String()
    signed_at = Instant()
    published_at = Instant()
    public_until = fields.Date(allow_none=True, metadata={"description": "The last day on which it is public"})


class VerifiedLetterSchema(Output):
    """A letter that this service did issue."""

    kind = fields.String()
    number = fields.String()
    code = fields.String()
    title = fields.String()
    authority = fields.String()
    issued_on = fields.Date()
    standing = fields.String(metadata={"description": "IN_FORCE, CORRECTED, ANNULLED or REPLACED"})
    seal = fields.String(metadata={"description": "NONE, PENDING or SEALED"})
    changed_on = fields.Date(allow_none=True)
    replaces = fields.String(allow_none=True)
    replaced_by = fields.String(allow_none=True)


PLEDGES = page_of(PledgeSchema, name="PledgePage")
