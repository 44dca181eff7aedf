"""What can be applied for: materials, conditions, ways and limits, in the language of the request."""

from marshmallow import fields

from workflow_app.domain.matters import Way
from workflow_app.schemas.inputs import Text
from workflow_app.schemas.outputs import Localised, Output, identifier, language, page_of
from workflow_app.schemas.records import PageQuery


class Said(fields.String):
    """A text kept in both languages within one value, in the language of the request."""

    def _serialize(self, value: object, attr: str | None, obj: object, **kwargs: object) -> str | None:
        del attr, obj, kwargs
        other = "zh" if language() == "en" else "en"
        return str(getattr(value, language()) or getattr(value, other))


class MatterQuery(PageQuery):
    """Which matters."""

    q = Text(longest=100, load_default="", metadata={"description": "Part of a name"})
    authority = Text(longest=40, load_default="", metadata={"description": "The code of an authority"})
    way = Text(words=tuple(Way), load_default=None, metadata={"description": "Only matters that offer this way"})


class MatterLineSchema(Output):
    """A matter in the edition of today."""

    id = identifier()
    authority = fields.String(metadata={"description": "The code of the authority"})
    authority_name = Localised("authority")
    code = fields.String()
    name = Localised()
    summary = Localised()
    ways = fields.List(fields.String(metadata={"enum": [each.value for each in Way]}))
    is_instant = fields.Boolean(metadata={"description": "Decided while the applicant waits"})
    promised_wd = fields.Integer(metadata={"description": "The limit that the authority promises, in working days"})
    edition = fields.Integer()
    valid_from = fields.Date()


class MatterMaterialSchema(Output):
    """One document that is asked for."""

    key = fields.String()
    name = Said()
    need = fields.String(metadata={"description": "ESSENTIAL or DEFERRABLE"})
    form = fields.String(metadata={"description": "ORIGINAL, SEALED_COPY, ELECTRONIC or EITHER"})
    copies = fields.Integer()
    source = fields.String(metadata={"description": "APPLICANT, AUTHORITY or OTHER_BODY"})
    why = Said()
    example = Said()
    replaced_by_pledge = fields.Boolean()


class ConditionSchema(Output):
    """One thing that is promised."""

    key = fields.String()
    text = Said()
    how = Said()
    metric = Said()


class MatterResultSchema(Output):
    """What the applicant gets."""

    permit = Said()
    category = fields.String()
    validity_months = fields.Integer(allow_none=True, metadata={"description": "Null: without end"})


class DeferralSchema(Output):
    """Acceptance with documents to follow."""

    offered = fields.Boolean()
    allowed_wd = fields.List(fields.Integer())
    most = fields.Integer(metadata={"description": "How many documents may follow at once"})
    supply = fields.List(fields.String())
    basis = fields.String(metadata={"description": "The law that opens it in a closed field"})
    basis_en = fields.String(metadata={"description": "The same in English"})


class PledgeTermsSchema(Output):
    """Approval by pledge."""

    offered = fields.Boolean()
    basis = fields.String(metadata={"description": "The law that opens it in a closed field"})
    basis_en = fields.String(metadata={"description": "The same in English"})
    conditions = fields.List(fields.Nested(ConditionSchema))
    notice = fields.List(Said())
    text = fields.List(Said())
    excluded = Said()
    published = fields.Boolean()
    risk = fields.String()
    inspection = fields.String()
    automatic = fields.Boolean()


class ContactSchema(Output):
    """Where to ask."""

    place = Said()
    telephone = fields.String()
    hours = Said()


class MatterContentSchema(Output):
    """Everything that the edition says."""

    applicants = fields.List(fields.String())
    legal_basis = Said()
    field = fields.String(metadata={"description": "The field that is closed to easier ways, or empty"})
    statutory_wd = fields.Integer()
    result = fields.Nested(MatterResultSchema)
    materials = fields.List(fields.Nested(MatterMaterialSchema))
    deferral = fields.Nested(DeferralSchema)
    pledge = fields.Nested(PledgeTermsSchema)
    contact = fields.Nested(ContactSchema)


class GuideSchema(Output):
    """The guide to a matter."""

    line = fields.Nested(MatterLineSchema)
    content = fields.Nested(MatterContentSchema)
    department = Localised()
    ready = fields.Method("get_ready", metadata={"type": "array", "items": {"type": "string"}})
    until = fields.Date(allow_none=True, metadata={"description": "The last day of this edition, where one follows"})

    def get_ready(self, guide: object) -> list[str]:
        """Return the ways that can be begun here."""
        return sorted(getattr(guide, "ready"))  # noqa: B009 - of any view that has them


MATTERS = page_of(MatterLineSchema, name="MatterPage")
