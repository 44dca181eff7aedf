"""What anybody may ask of intended repairs, and how somebody objects to one."""

from marshmallow import fields

from workflow_app.domain.objections import LONGEST_INTEREST, LONGEST_NAME, LONGEST_STATEMENT, OFFERED, Relation
from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier, page_of


class IntendedRepairSchema(Output):
    """A repair on display before it is decided; names of persons are masked."""

    id = identifier()
    number = fields.String()
    subject_name = fields.String()
    uscc = fields.String(allow_none=True)
    document_no = fields.String()
    authority = Localised()
    authority_phone = fields.String()
    decided_on = fields.Date()
    shown_on = fields.Date(metadata={"description": "The day on which it came on display"})
    until = fields.Date(allow_none=True, metadata={"description": "The last day, until 24:00; null while suspended"})
    is_suspended = fields.Boolean()
    may_object = fields.Boolean()


class ObjectionBody(Input):
    """An objection, and who makes it."""

    repair_id = Text(required=True, longest=36, shortest=1, metadata={"format": "uuid"})
    ground = Text(required=True, words=tuple(each.value for each in OFFERED))
    statement = Text(required=True, longest=LONGEST_STATEMENT, shortest=1)
    name = Text(required=True, longest=LONGEST_NAME, shortest=1)
    phone = Text(required=True, longest=40, shortest=1)
    relation = Text(required=True, words=tuple(each.value for each in Relation))
    interest = Text(longest=LONGEST_INTEREST, load_default="")
    confirmation = Text(
        longest=10, load_default="", metadata={"description": "The code that came to the phone, where codes are sent"}
    )
    told_by = Text(
        words=("", "SMS"), load_default="", metadata={"description": "SMS to be told so; the phone must be confirmed"}
    )
    language = Text(words=("", "zh", "en"), load_default="", metadata={"description": "In which one is told"})


class ObjectionReceiptSchema(Output):
    """Number and code of an objection, and by when the authority says whether it is examined."""

    id = identifier()
    number = fields.String()
    follow_code = fields.String()
    received_at = Instant()
    accept_due_on = fields.Date()


class FollowedObjectionSchema(Output):
    """How an objection stands, and the answer once there is one."""

    number = fields.String()
    status = fields.String(
        metadata={"description": "RECEIVED, NOT_ACCEPTED, ACCEPTED, ATTACHED, UPHELD, REJECTED or MOOT"}
    )
    ground = fields.String()
    authority = Localised()
    received_at = Instant()
    accept_due_on = fields.Date()
    judged_at = Instant(allow_none=True)
    examined_at = Instant(allow_none=True)
    answer = fields.String()
    with_number = fields.String(allow_none=True)
    letter_number = fields.String(
        allow_none=True, metadata={"description": "The letter that tells the result; it is handed out on the page"}
    )


REPAIRS = page_of(IntendedRepairSchema, name="IntendedRepairPage")
OBJECTION_RECEIPT = ObjectionReceiptSchema()
