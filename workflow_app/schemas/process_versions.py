"""Published versions of processes: their history, who asked to take one back, and the cases begun under one."""

from marshmallow import fields, validate

from workflow_app.domain.migrating import Scope
from workflow_app.domain.process_drafts import LONGEST_NOTE
from workflow_app.domain.taking_back import CASE_STATUSES, TakingBackStatus
from workflow_app.schemas.inputs import Input, Text, Whole
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier, page_of
from workflow_app.schemas.process_drafts import scope


class TakingBackSchema(Output):
    """A request to take a version back; `note` is why it was refused."""

    id = identifier()
    status = fields.String(validate=validate.OneOf([each.value for each in TakingBackStatus]))
    reason = fields.String()
    asker = fields.String()
    asked_at = Instant()
    decider = fields.String()
    decided_at = Instant(allow_none=True)
    note = fields.String()
    scope = fields.String(validate=validate.OneOf([each.value for each in Scope]))


class EmergencySchema(Output):
    """A version that one person published: why, until when it is to be confirmed, who did, or who could."""

    reason = fields.String()
    publisher = fields.String()
    published_at = Instant()
    due_at = Instant()
    escalated_at = Instant(allow_none=True)
    confirmer = fields.String()
    confirmed_at = Instant(allow_none=True)
    confirmers = fields.List(fields.String())
    set_aside = fields.List(
        fields.Integer(),
        metadata={"description": "Versions that it keeps from taking effect: they could not take it up"},
    )


class VersionFactsSchema(Output):
    """A version with all requests to take it back, the newest first."""

    version = fields.Integer()
    content_hash = fields.String()
    published_at = Instant()
    effective_at = Instant()
    taken_back_at = Instant(allow_none=True)
    note = fields.String()
    basis = fields.String()
    publisher = fields.String()
    approver = fields.String(metadata={"description": "Empty as long as nobody else has confirmed it"})
    is_current = fields.Boolean()
    renews = fields.Integer(allow_none=True, metadata={"description": "The version that was ahead and is anew in this"})
    renewed_with = fields.Integer(allow_none=True, metadata={"description": "The version whose change it took up"})
    renewed_as = fields.Integer(allow_none=True, metadata={"description": "The version that it was written anew as"})
    overtaken_by = fields.Integer(allow_none=True, metadata={"description": "It never takes effect: this one does"})
    set_aside_by = fields.Integer(
        allow_none=True,
        metadata={"description": "The emergency that keeps it, or what it was renewed as, from holding"},
    )
    scope = fields.String(validate=validate.OneOf([each.value for each in Scope]))
    requests = fields.List(fields.Nested(TakingBackSchema))
    is_unconfirmed = fields.Boolean()
    emergency = fields.Nested(EmergencySchema, allow_none=True)


class VersionPageSchema(Output):
    """A version, what new cases take without it, and how many cases were begun under it by status (at most 1000)."""

    process = fields.String(attribute="key")
    name = Localised()
    version = fields.Nested(VersionFactsSchema)
    onward = fields.Integer(allow_none=True)
    may_be_taken_back = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())


class PartNameSchema(Output):
    """A part of a process: its path, and what it is called, empty where it has no name."""

    path = fields.String()
    title = Localised()


class AnewSchema(Output):
    """A draft with the change of a version that was set aside; `clashes` are the parts to be repeated by hand."""

    id = identifier()
    clashes = fields.List(fields.Nested(PartNameSchema))


class VersionCaseSchema(Output):
    """A case begun under a version: where, how it stands and for which roles it waits; never whose it is."""

    id = identifier()
    number = fields.String(allow_none=True)
    authority = fields.String()
    status = fields.String(validate=validate.OneOf(CASE_STATUSES))
    state = fields.String()
    state_name = Localised("state")
    created_at = Instant()
    waits_for = fields.List(fields.String())


class VersionCaseQuery(Input):
    """Which of the cases, and how many at a time."""

    status = Text(words=CASE_STATUSES, load_default=CASE_STATUSES[0])
    cursor = Text(longest=500, load_default=None)
    limit = Whole(least=1, most=100, load_default=50)


class AskTakeBackBody(Input):
    """Why a version is taken back, which whom it concerns is told, and which running cases go back."""

    reason = Text(longest=LONGEST_NOTE, shortest=1, required=True)
    scope = scope()


class RequestBody(Input):
    """Which request was looked at."""

    request_id = Text(longest=36, shortest=1, required=True)


class RefuseTakeBackBody(RequestBody):
    """Which request was looked at, and why the version stays."""

    note = Text(longest=LONGEST_NOTE, shortest=1, required=True)


VERSION = VersionPageSchema()
ANEW = AnewSchema()
VERSION_CASES = page_of(VersionCaseSchema, name="VersionCasePage")
