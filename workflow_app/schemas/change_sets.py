"""Change sets: what goes into one, how it stands, and what stands against it."""

from marshmallow import fields, validate

from workflow_app.domain.change_sets import LONGEST_BASIS, LONGEST_TEXT, LONGEST_TITLE, PartKind, SetStatus
from workflow_app.schemas.documents import File
from workflow_app.schemas.inputs import Day, Input, Text
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier, page_of
from workflow_app.schemas.process_drafts import revision


class ChangeSetSchema(Output):
    """What changes, from which day and by which document; `document` is the name of its file, empty where it misses."""

    id = identifier()
    title = fields.String()
    status = fields.String(validate=validate.OneOf([each.value for each in SetStatus]))
    effective_on = fields.Date()
    basis = fields.String()
    document = fields.String(attribute="filename")
    reason = fields.String()
    creator = fields.String()
    created_at = Instant()
    revision = fields.Integer()


class ChangeSetFindingSchema(Output):
    """What stands against a part or the set, in the language of the request; hints do not `stop` anything."""

    code = fields.String()
    stops = fields.Boolean()
    message = fields.String(attribute="words")
    remedy = fields.String()


class ChangeSetPartSchema(Output):
    """A draft of a process, a proposal, or an edition of a matter."""

    kind = fields.String(validate=validate.OneOf([each.value for each in PartKind]))
    id = identifier()
    title = Localised()
    writers = fields.List(fields.String())
    status = fields.String()
    findings = fields.List(fields.Nested(ChangeSetFindingSchema), attribute="shown")


class ChangeSetConsentSchema(Output):
    """Whose consent is needed: of those who decide about a kind of part, at one authority or everywhere."""

    kind = fields.String(attribute="lane.kind", validate=validate.OneOf([each.value for each in PartKind]))
    authority = Localised()
    by = fields.String(metadata={"description": "Empty where it is missing"})
    able = fields.List(fields.String(), metadata={"description": "Who may give it, where it is missing"})


class ChangeSetPageSchema(Output):
    """A change set with its parts; `rule` is why the asker may not consent, or empty."""

    change_set = fields.Nested(ChangeSetSchema)
    parts = fields.List(fields.Nested(ChangeSetPartSchema))
    findings = fields.List(fields.Nested(ChangeSetFindingSchema))
    consents = fields.List(fields.Nested(ChangeSetConsentSchema))
    decision_note = fields.String()
    rule = fields.String()


class ChangeSetBegunSchema(Output):
    """The change set that was begun."""

    id = identifier()


class BeginSetBody(Input):
    """What changes, from which day, by which document and why."""

    title = Text(longest=LONGEST_TITLE, shortest=1, required=True)
    effective_on = Day(required=True)
    basis = Text(longest=LONGEST_BASIS, shortest=1, required=True)
    reason = Text(longest=LONGEST_TEXT, shortest=1, required=True)
    document = File(load_default=None, metadata={"description": "The document it rests on: PDF, OFD, JPEG or PNG"})


class SeenSetBody(Input):
    """The revision that was seen."""

    revision = revision()


class GiveBackSetBody(Input):
    """The revision that was seen, and why it is given back."""

    revision = revision()
    reason = Text(longest=LONGEST_TEXT, shortest=1, required=True)


CHANGE_SET_PAGE, BEGUN_SET = ChangeSetPageSchema(), ChangeSetBegunSchema()
CHANGE_SETS = page_of(ChangeSetSchema, name="ChangeSetListPage")
