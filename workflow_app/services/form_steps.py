"""At which steps of a draft its forms are filled in and read: what an editor of a form asks about, step by step."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.engine import examine
from workflow_app.services.process_draft_views import draft_bundle
from workflow_app.services.process_vocabulary import Name
from workflow_app.services.tools import Tools

APPLICANT = Role.APPLICANT.value


@dataclass(frozen=True, slots=True)
class FormStep:
    """A step at which somebody works: its name, whose it is, the form that is filled in there."""

    name: Name
    role: str
    form: str

    @property
    def is_applicants(self) -> bool:
        """Tell whether an applicant works there, and is asked page by page."""
        return self.role == APPLICANT


def form_steps(draft_id: str, *, actor: Actor, tools: Tools) -> tuple[FormStep, ...]:
    """Return the steps of a draft that have a form, as they stand in the diagram; none where it cannot be read.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN.
    """
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    compiled = examine(key, files, None).compiled
    elements = compiled.elements.values() if compiled else ()
    return tuple(
        FormStep(Name(each.id, each.name or each.id, each.name_en or each.name or each.id), each.role or "", each.form)
        for each in elements
        if each.form
    )
