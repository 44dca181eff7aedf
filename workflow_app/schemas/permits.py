"""What anybody may ask of permits."""

from marshmallow import fields

from workflow_app.domain.permits import PostCheck, Standing
from workflow_app.schemas.inputs import Day, Text
from workflow_app.schemas.outputs import Localised, Output, identifier, page_of
from workflow_app.schemas.records import PageQuery


class PermitQuery(PageQuery):
    """Which permits."""

    q = Text(longest=100, load_default="", metadata={"description": "Part of a name, a credit code or a number"})
    authority = Text(longest=40, load_default="", metadata={"description": "The code of an authority"})
    matter = Text(longest=40, load_default="", metadata={"description": "The code of a matter"})
    status = Text(words=tuple(Standing), load_default=None, metadata={"description": "How a permit stands today"})
    since = Day(load_default=None, metadata={"description": "Decided on this day or later"})
    until = Day(load_default=None, metadata={"description": "Decided on this day or before"})


class PermitLineSchema(Output):
    """A permit as it stands today; names of persons are masked."""

    id = identifier()
    number = fields.String()
    holder = fields.String()
    uscc = fields.String(allow_none=True)
    authority = fields.String(metadata={"description": "The code of the authority"})
    authority_name = Localised("authority")
    matter = fields.String(metadata={"description": "The code of the matter"})
    matter_name = Localised("matter")
    name = Localised()
    decided_on = fields.Date()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True, metadata={"description": "The last day; null: until further notice"})
    standing = fields.String(metadata={"enum": [each.value for each in Standing]})
    ended_on = fields.Date(allow_none=True, metadata={"description": "When it was revoked or cancelled"})


class PermitSchema(Output):
    """A permit, whole."""

    permit = fields.Nested(PermitLineSchema, attribute="line")
    content = fields.String()
    conditions = fields.String()
    category = fields.String()
    category_note = fields.String()
    decision_no = fields.String(allow_none=True)
    end_reason = fields.String(metadata={"description": "Why it was revoked or cancelled, or empty"})
    granted_by_pledge = fields.Boolean()
    post_check = fields.String(metadata={"enum": [each.value for each in PostCheck]})
    pledge_id = fields.String(allow_none=True, metadata={"description": "The pledge, where it is public"})


PERMITS = page_of(PermitLineSchema, name="PermitPage")
