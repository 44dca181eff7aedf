"""Drafts of processes: what goes into one, and how it stands."""

from marshmallow import fields, validate

from workflow_app.domain.bundle_parts import Kind
from workflow_app.domain.migrating import Scope
from workflow_app.domain.process_drafts import LONGEST_NOTE, LONGEST_TITLE, DraftStatus
from workflow_app.domain.process_findings import Severity
from workflow_app.schemas.documents import File
from workflow_app.schemas.inputs import Day, Input, Text, Whole
from workflow_app.schemas.outputs import Instant, Output, identifier, page_of

LONGEST_PATH = 100
SHA_256 = 64
MOST_ASIDE = 50


def revision() -> Whole:
    """Return the revision of what the sender saw, which every change of a whole draft names."""
    hint = "The revision that was seen; another current one is answered by 409 STALE."
    return Whole(least=1, most=2**31 - 1, in_json=True, required=True, metadata={"description": hint})


def scope() -> Text:
    """Return which running cases take a version; what is not filed yet always takes the one in effect."""
    hint = "Which running cases take it: none, those that are not accepted yet, or all that can go on where they stand"
    return Text(words=tuple(each.value for each in Scope), load_default=Scope.NEW.value, metadata={"description": hint})


class ProcessDraftSchema(Output):
    """A draft of a process; `rule` is why the asker may not confirm it, or empty."""

    id = identifier()
    process = fields.String(attribute="key")
    title = fields.String()
    base_version = fields.Integer(allow_none=True, metadata={"description": "Null for a process that is not there yet"})
    base_wrong = fields.String(
        metadata={"description": "Why that version is not the one that holds on the day of the draft, or empty"}
    )
    status = fields.String(validate=validate.OneOf([each.value for each in DraftStatus]))
    revision = fields.Integer()
    content_hash = fields.String()
    editor = fields.String()
    edited_at = Instant()
    submitter = fields.String()
    submitted_at = Instant(allow_none=True)
    note = fields.String()
    basis = fields.String()
    effective_on = fields.Date(allow_none=True)
    scope = fields.String(validate=validate.OneOf([each.value for each in Scope]))
    decider = fields.String()
    decision_note = fields.String()
    published_version = fields.Integer(allow_none=True)
    rule = fields.String()


class DraftBegunSchema(Output):
    """The draft that was begun."""

    id = identifier()


class DraftFileSchema(Output):
    """A file of a draft; `digest` is the SHA-256 that a save names, `base_digest` that in the version it began from."""

    path = fields.String()
    kind = fields.String(validate=validate.OneOf([each.value for each in Kind]))
    size = fields.Integer(metadata={"description": "Bytes"})
    digest = fields.String()
    base_digest = fields.String(attribute="base")


class DraftPageSchema(Output):
    """A draft with its files; `gone` are those of its version that it has no more, `confirmers` who can confirm it."""

    draft = fields.Nested(ProcessDraftSchema)
    files = fields.List(fields.Nested(DraftFileSchema))
    gone = fields.List(fields.String())
    confirmers = fields.List(fields.String())


class ProcessFindingSchema(Output):
    """One finding of the check in the language of the request; `path` is a shortest way to it."""

    code = fields.String()
    severity = fields.String(validate=validate.OneOf([each.value for each in Severity]))
    element = fields.String()
    message = fields.String(attribute="words")
    remedy = fields.String()
    path = fields.List(fields.String())


class ProcessCheckSchema(Output):
    """What stands against publishing a draft; it can be published where `passed` holds."""

    revision = fields.Integer()
    passed = fields.Boolean()
    findings = fields.List(fields.Nested(ProcessFindingSchema))


class SavedFileSchema(Output):
    """What a draft holds at a path now, and its revision since."""

    path = fields.String()
    digest = fields.String(metadata={"description": "Empty where nothing is there any more"})
    revision = fields.Integer()


class BeginBody(Input):
    """What is to change; without a bundle the draft is begun from the version in effect, or one named that is ahead."""

    title = Text(longest=LONGEST_TITLE, shortest=1, required=True)
    bundle = File(load_default=None, metadata={"description": "A zip with `process.toml`, the diagram and the rest"})
    base_version = Whole(
        least=1,
        most=2**31 - 1,
        load_default=None,
        allow_none=True,
        metadata={"description": "Of a version that is ahead"},
    )


class BundleBody(Input):
    """Other files for the whole draft, and the revision they were written on."""

    bundle = File(required=True)
    revision = Whole(least=1, most=2**31 - 1, required=True)


class SaveFileBody(Input):
    """One file, its place, and the digest of what it was written on; empty for one that is new."""

    path = Text(longest=LONGEST_PATH, shortest=1, required=True)
    seen = Text(longest=SHA_256, load_default="")
    file = File(required=True)


class RemoveFileBody(Input):
    """A place, and the digest of what is there."""

    path = Text(longest=LONGEST_PATH, shortest=1, required=True)
    seen = Text(longest=SHA_256, shortest=1, required=True)


class FileQuery(Input):
    """Which file."""

    path = Text(longest=LONGEST_PATH, shortest=1, required=True)


class ReleaseBody(Input):
    """The revision that was seen; whoever submits says what changed as well, by which law and from which day."""

    revision = revision()
    note = Text(longest=LONGEST_NOTE, load_default="")
    basis = Text(longest=LONGEST_NOTE, load_default="")
    effective_on = Day(load_default=None, allow_none=True)
    scope = scope()


class PublishAloneBody(Input):
    """The revision that was seen, what changed, by which law, and why it cannot wait for a second person."""

    revision = revision()
    note = Text(longest=LONGEST_NOTE, load_default="")
    basis = Text(longest=LONGEST_NOTE, load_default="")
    scope = scope()
    reason = Text(longest=LONGEST_NOTE, load_default="")
    set_aside = fields.List(
        Whole(least=1, most=2**31 - 1, in_json=True),
        load_default=list,
        validate=validate.Length(max=MOST_ASIDE, error="OUT_OF_RANGE"),
        metadata={
            "description": "Versions ahead that do not take effect where they cannot be renewed with this change"
        },
    )


class SeenBody(Input):
    """The revision that was seen."""

    revision = revision()


class GiveBackBody(Input):
    """The revision that was seen, and why it is given back."""

    revision = revision()
    reason = Text(longest=LONGEST_NOTE, shortest=1, required=True)


class NothingBody(Input):
    """Nothing needs to be said."""


DRAFT, DRAFT_PAGE, CHECK, SAVED = ProcessDraftSchema(), DraftPageSchema(), ProcessCheckSchema(), SavedFileSchema()
BEGUN = DraftBegunSchema()
DRAFTS = page_of(ProcessDraftSchema, name="ProcessDraftPage")
