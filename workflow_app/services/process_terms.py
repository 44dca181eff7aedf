"""The terms on which a draft of a process is published: what changes and why, by which law, and from when."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.migrating import Scope, wrong_scope
from workflow_app.domain.process_drafts import LONGEST_NOTE
from workflow_app.models import ProcessDraft

LATEST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """What changes and why, by which law, and from which day; without a day it is in effect at once.

    `scope` is which of the running cases take it too.
    """

    note: str
    basis: str = ""
    effective_on: date | None = None
    scope: str = Scope.NEW.value


def terms_of(draft: ProcessDraft) -> Terms:
    """Return the terms that a draft keeps."""
    return Terms(draft.note or "", draft.basis or "", draft.effective_on, draft.scope)


def fill_terms(draft: ProcessDraft, terms: Terms) -> None:
    """Keep the terms of a draft; raises InvalidError for what is too long, or no choice of cases."""
    draft.note, draft.basis, draft.effective_on = terms.note.strip(), terms.basis.strip(), terms.effective_on
    wrong = wrong_scope(terms.scope)
    if wrong:
        raise InvalidError(*wrong)
    draft.scope = terms.scope
    long = [name for name in ("note", "basis") if len(getattr(draft, name)) > LONGEST_NOTE]
    if long:
        raise InvalidError(*(FieldError(f"/{name}", "TOO_LONG", {"maximum": LONGEST_NOTE}) for name in long))


def wrong_terms(draft: ProcessDraft, today: date) -> list[FieldError]:
    """Return what stands against the terms of a draft that is to be submitted."""
    found = [] if draft.note else [FieldError("/note", "REQUIRED")]
    if draft.effective_on is not None:
        if draft.effective_on < today:
            found.append(FieldError("/effective_on", "DAY_PASSED", {"today": today}))
        elif draft.effective_on.year > today.year + LATEST_YEARS:
            found.append(FieldError("/effective_on", "DAY_TOO_FAR", {"years": LATEST_YEARS}))
    return found
