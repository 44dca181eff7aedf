"""The terms of a draft of a process on its page: what changes, by which law, from when, and for which running cases."""

from workflow_app.domain.migrating import Scope
from workflow_app.services.process_draft_views import DraftView
from workflow_app.services.process_terms import Terms
from workflow_app.web.pages.inlet_forms import day, text

FIELDS = ("note", "basis", "effective_on", "scope", "reason")


def typed_terms() -> dict[str, str]:
    """Return what was typed, with why it cannot wait."""
    return {each: text(each) for each in FIELDS}


def terms_of_page() -> Terms:
    """Return the terms that were sent; a page that does not ask for the cases means only new ones."""
    return Terms(text("note"), text("basis"), day("effective_on"), text("scope") or Scope.NEW.value)


def kept_terms(draft: DraftView) -> dict[str, str]:
    """Return the terms that a draft has."""
    day_kept = draft.effective_on.isoformat() if draft.effective_on else ""
    return {"note": draft.note, "basis": draft.basis, "effective_on": day_kept, "scope": draft.scope}
