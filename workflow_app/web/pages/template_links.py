"""Where the templates of a record's papers are, and what they are called, for pages that ask for these papers."""

from collections.abc import Container
from dataclasses import dataclass

from flask_babel import gettext as _

from workflow_app.domain.paper_templates import Template, templates_for


@dataclass(frozen=True, slots=True)
class TemplateLink:
    """A template as a page offers it."""

    name: str
    url: str


def template_links(record_id: str, materials: Container[str], *, area: str = "/my") -> dict[str, TemplateLink]:
    """Return the templates that a repair with these materials may need, by their kind."""
    names = {
        Template.FORM: _("Application form, part of the penalty authority"),
        Template.PLEDGE: _("Credit repair pledge"),
        Template.AUTHORISATION: _("Authorisation of an agent"),
        Template.REPRESENTATIVE: _("Proof of the legal representative"),
    }
    here = f"{area}/records/{record_id}/templates"
    return {
        each.value: TemplateLink(names[each], f"{here}/{each.value.lower().replace('_', '-')}.pdf")
        for each in templates_for(materials)
    }


def kind_of(name: str) -> str:
    """Return the kind that an address names."""
    return name.upper().replace("-", "_")
