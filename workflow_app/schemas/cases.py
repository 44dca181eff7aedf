"""Cases: one run of a process for a subject."""

from marshmallow import fields, validate

from workflow_app.domain.signing import Way
from workflow_app.schemas.clocks import ClockSchema
from workflow_app.schemas.inputs import Input, Text, Values, Whole, version
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier, page_of
from workflow_app.schemas.subjects import SubjectSchema
from workflow_app.schemas.tasks import TaskSchema

STATUSES = ("DRAFT", "RUNNING", "SUSPENDED", "ENDED")


class LetterLinkSchema(Output):
    """A letter that a case has issued."""

    id = identifier()
    kind = fields.String()
    number = fields.String()


class SignatureSchema(Output):
    """Who signed what was handed in, as what, and by which way."""

    way = fields.String(validate=validate.OneOf([each.value for each in Way]))
    signer = fields.String()
    signer_role = fields.String()
    signed_at = Instant()


class CaseMatterSchema(Output):
    """The matter that a case is about, in the edition that it keeps."""

    code = fields.String()
    name = Localised()
    edition = fields.Integer()


class CaseSchema(Output):
    """A case; `state` is the word of the diagram for where it stands, `version` changes with every step."""

    id = identifier()
    number = fields.String(allow_none=True, metadata={"description": "Given when the case is submitted"})
    process = fields.String()
    process_name = Localised()
    process_version = fields.Integer()
    version = fields.Integer()
    status = fields.String(validate=validate.OneOf(STATUSES))
    matter = fields.Nested(CaseMatterSchema, allow_none=True)
    state = fields.String()
    state_name = Localised("state")
    subject = fields.Nested(SubjectSchema)
    tasks = fields.List(fields.Nested(TaskSchema))
    clocks = fields.List(fields.Nested(ClockSchema))
    letters = fields.List(fields.Nested(LetterLinkSchema))
    signatures = fields.List(fields.Nested(SignatureSchema))
    follow_code = fields.String(allow_none=True, metadata={"description": "For following the case in public"})
    created_at = Instant()
    submitted_at = Instant(allow_none=True)
    ended_at = Instant(allow_none=True)
    paused_until = Instant(
        allow_none=True,
        metadata={"description": "Until when what is filed is received and waits, where the process is paused"},
    )


class CaseQuery(Input):
    """Which cases to list, and how many."""

    process = Text(longest=64, load_default=None)
    status = Text(words=STATUSES, load_default=None)
    state = Text(longest=64, load_default=None)
    q = Text(longest=100, load_default=None, metadata={"description": "A number, part of a name, or end of a code"})
    cursor = Text(longest=500, load_default=None)
    limit = Whole(least=1, most=100, load_default=50)


class OpenCaseBody(Input):
    """Of which process, for whom, about what."""

    process = Text(required=True, longest=64, shortest=1)
    uscc = Text(required=True, longest=18, shortest=18)
    values = Values(
        load_default=dict,
        metadata={"description": "`record_id` for a repair; `authority`, `matter`"},
    )


class WithdrawBody(Input):
    """Why the case is withdrawn."""

    reason = Text(required=True, longest=500, shortest=1)
    version = version()


class MoveBody(Input):
    """About which record the application is to be, and why."""

    record_id = Text(required=True, longest=36, shortest=36)
    reason = Text(required=True, longest=500, shortest=1)
    version = version()


class CopyBody(Input):
    """Nothing: which case it is stands in the address."""


class ExtendBody(Input):
    """Why a case takes longer; printed in the letter to the applicant as written."""

    reason = Text(required=True, longest=500, shortest=1)
    version = version()


class HistoryEntrySchema(Output):
    """One thing that happened in a case."""

    at = Instant()
    actor_name = fields.String()
    action = fields.String()
    data = fields.Dict()


class HistorySchema(Output):
    """Everything that happened in a case, oldest first."""

    items = fields.List(fields.Nested(HistoryEntrySchema))
    next_cursor = fields.String(allow_none=True)


CASE = CaseSchema()
CASES = page_of(CaseSchema, name="CasePage")
