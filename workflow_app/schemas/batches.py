"""Applications that are prepared together."""

from marshmallow import fields, validate

from workflow_app.domain.batches import ItemState
from workflow_app.schemas.drafts import MissingSchema
from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Instant, Output, identifier, page_of
from workflow_app.schemas.subjects import SubjectSchema

MOST = 100
"""Records or digests in one request; how many a batch may have is a rule of the authority."""
SEEN = {"description": "The digests of the applications as they were read; another answer since then is a conflict"}


class OpenBatchSchema(Output):
    """A batch that has drafts left."""

    id = identifier()
    subject_id = identifier()
    drafts = fields.Integer()
    created_at = Instant()


class BatchItemSchema(Output):
    """One application of a batch; `task_id`, `seen` and `missing` as long as it is a draft."""

    case_id = identifier()
    number = fields.String(allow_none=True)
    record_id = identifier(allow_none=True)
    document_no = fields.String(allow_none=True)
    state = fields.String(validate=validate.OneOf([each.value for each in ItemState]))
    task_id = identifier(allow_none=True)
    seen = fields.String(allow_none=True, metadata=SEEN)
    missing = fields.List(fields.Nested(MissingSchema))
    refused = fields.String(allow_none=True, metadata={"description": "Why it could not be submitted today: a code"})
    is_signed = fields.Boolean(metadata={"description": "It bears a signature, by link or on paper, that holds"})


class BatchSchema(Output):
    """A batch with its applications, in the order in which they were begun."""

    id = identifier()
    subject = fields.Nested(SubjectSchema)
    created_at = Instant()
    items = fields.List(fields.Nested(BatchItemSchema))


class BegunSchema(Output):
    """What was begun."""

    id = identifier()


class NotFiledSchema(Output):
    """An application that could not be submitted, and why."""

    case_id = identifier()
    document_no = fields.String()
    code = fields.String(attribute="error.code")


class FilingSchema(Output):
    """How many applications were submitted now, and which were not."""

    filed = fields.Integer()
    failed = fields.List(fields.Nested(NotFiledSchema))


class BatchBody(Input):
    """Of which enterprise, and about which records."""

    process = Text(longest=64, required=True)
    uscc = Text(longest=18, required=True)
    record_ids = fields.List(Text(longest=36), required=True, validate=validate.Length(max=MOST, error="OUT_OF_RANGE"))


def digests(*, required: bool) -> fields.List[str]:
    """Return the field for what was read."""
    length = validate.Length(max=MOST, error="OUT_OF_RANGE")
    if required:
        return fields.List(Text(longest=64), required=True, validate=length, metadata=SEEN)
    return fields.List(Text(longest=64), load_default=list, validate=length, metadata=SEEN)


class SubmitBody(Input):
    """What was read; or that only what bears a signature is to be submitted, whose answers it names itself."""

    seen = digests(required=False)
    signed_only = fields.Boolean(load_default=False, error_messages={"invalid": "INVALID_TYPE", "null": "REQUIRED"})


BATCH, BEGUN, FILING = BatchSchema(), BegunSchema(), FilingSchema()
BATCHES = page_of(OpenBatchSchema, name="BatchPage")
