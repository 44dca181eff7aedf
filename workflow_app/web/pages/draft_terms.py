"""The terms of a draft of a process on its page: what changes, by which law, from when, and for which running cases."""

from workflow_app.domain.migrating import Scope
from workflow_app.services.process_draft_views import DraftView
from workflow_app.services.process_terms import Terms
from workflow_app.web.pages.inlet_forms import day, text
from workflow_app.web.whole_numbers import whole_number

FIELDS = ("note", "basis", "effective_on", "scope", "reason", "set_aside")


def typed_terms() -> dict[str, str]:
    """Return what was typed, with why it cannot wait and what is set aside for it."""
    return {each: text(each) for each in FIELDS}


def agreed_aside() -> tuple[int, ...]:
    """Return the versions that may be set aside in an emergency."""
    found = (whole_number(each) for each in text("set_aside").split(","))
    return tuple(each for each in found if each is not None)


def terms_of_page() -> Terms:
    """Return the terms that were sent; a page that does not ask for the cases means only new ones."""
    return Terms(text("note"), text("basis"), day("effective_on"), text("scope") or Scope.NEW.value)


def kept_terms(draft: DraftView) -> dict[str, str]:
    """Return the terms that a draft has."""
    day_kept = draft.effective_on.isoformat() if draft.effective_on else ""
    return {"note": draft.note, "basis": draft.basis, "effective_on": day_kept, "scope": draft.scope}
