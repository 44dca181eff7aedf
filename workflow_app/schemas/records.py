"""Adverse records, where they are shown, and the files they came with."""

from marshmallow import fields

from workflow_app.schemas.inputs import Input, Text, Whole
from workflow_app.schemas.outputs import Instant, Money, Output, identifier, page_of
from workflow_app.schemas.subjects import SubjectSchema


class ListingSchema(Output):
    """One place where a record is shown."""

    site = fields.String()
    status = fields.String()


class RecordSchema(Output):
    """An adverse record and the days that matter for its repair."""

    id = identifier()
    kind = fields.String()
    document_no = fields.String()
    severity = fields.String()
    decided_on = fields.Date()
    min_until = fields.Date(allow_none=True)
    first_apply_on = fields.Date(allow_none=True, metadata={"description": "The first day a repair can be applied for"})
    max_until = fields.Date(allow_none=True)
    fine = Money()
    status = fields.String()
    listings = fields.List(fields.Nested(ListingSchema))
    open_case_id = fields.String(allow_none=True, metadata={"format": "uuid"})
    may_apply = fields.Boolean()
    subject = fields.Nested(SubjectSchema)


class PageQuery(Input):
    """Which page of a list."""

    cursor = Text(longest=500, load_default=None)
    limit = Whole(least=1, most=100, load_default=50)


class ImportSchema(Output):
    """A file of records and how its rows fared."""

    id = identifier()
    filename = fields.String()
    status = fields.String()
    rows = fields.Integer()
    added = fields.Integer()
    changed = fields.Integer()
    unchanged = fields.Integer()
    rejected = fields.Integer()
    findings = fields.List(fields.Dict())
    imported_at = Instant()


RECORDS = page_of(RecordSchema, name="RecordPage")
IMPORT = ImportSchema()
