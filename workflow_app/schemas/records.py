"""Adverse records, where they are shown, and the files they came with."""

from marshmallow import fields

from workflow_app.schemas.inputs import Input, Text, Whole
from workflow_app.schemas.outputs import Instant, Localised, Money, Output, identifier, page_of
from workflow_app.schemas.subjects import SubjectSchema


class ListingSchema(Output):
    """One place where a record is shown."""

    site = fields.String()
    name = Localised("site")
    status = fields.String(metadata={"description": "PENDING, SHOWN, REMOVING or REMOVED"})
    shown_at = Instant(allow_none=True)
    removed_at = Instant(allow_none=True)


class RecordFactsSchema(Output):
    """What everybody may read of a record."""

    id = identifier()
    kind = fields.String()
    document_no = fields.String()
    authority = Localised()
    violation_type = fields.String()
    facts = fields.String()
    decision = fields.String()
    severity = fields.String()
    decided_on = fields.Date()
    max_until = fields.Date(allow_none=True)
    fine = Money()
    status = fields.String()
    listings = fields.List(fields.Nested(ListingSchema))


class RecordSchema(RecordFactsSchema):
    """An adverse record and the days that matter for its repair."""

    subject = fields.Nested(SubjectSchema)
    min_until = fields.Date(allow_none=True)
    first_apply_on = fields.Date(allow_none=True, metadata={"description": "The first day a repair can be applied for"})
    open_case_id = fields.String(allow_none=True, metadata={"format": "uuid"})
    may_apply = fields.Boolean()
    reason = fields.String(metadata={"description": "Why a repair may be applied for now, or why not"})


class PublicRecordSchema(RecordFactsSchema):
    """A record as anybody may read it; names of persons are masked."""

    subject_name = fields.String()
    uscc = fields.String(allow_none=True)


class PageQuery(Input):
    """Which page of a list."""

    cursor = Text(longest=500, load_default=None)
    limit = Whole(least=1, most=100, load_default=50)


class SearchQuery(PageQuery):
    """What to look for."""

    q = Text(longest=100, load_default="", metadata={"description": "Part of a name, a code or a document number"})


class FindingSchema(Output):
    """What is wrong, or as a warning odd, with one cell of an imported file."""

    sheet = fields.String()
    row = fields.Integer()
    column = fields.String()
    value = fields.String()
    code = fields.String()
    values = fields.Dict()
    warning = fields.Boolean()


class ImportSchema(Output):
    """A file of records and how its rows fared."""

    id = identifier()
    authority = fields.String(attribute="authority_code")
    filename = fields.String()
    status = fields.String(
        metadata={"description": "QUEUED, RUNNING, then DONE where every row landed, else PARTIAL; FAILED: none could"}
    )
    rows = fields.Integer()
    passed = fields.Integer(metadata={"description": "Rows looked at so far"})
    added = fields.Integer()
    changed = fields.Integer()
    unchanged = fields.Integer()
    rejected = fields.Integer()
    skipped = fields.Integer(metadata={"description": "Rows that are not to be reported"})
    reclassified = fields.Integer(metadata={"description": "Rows that landed in another class than before"})
    by_severity = fields.Dict(values=fields.Integer())
    findings = fields.List(fields.Nested(FindingSchema))
    imported_by = fields.String()
    imported_at = Instant()
    finished_at = Instant(allow_none=True)
    error = fields.String(allow_none=True)


RECORDS = page_of(RecordSchema, name="RecordPage")
PUBLIC_RECORDS = page_of(PublicRecordSchema, name="PublicRecordPage")
IMPORT = ImportSchema()
