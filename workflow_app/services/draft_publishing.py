"""Making a version of a draft that was checked and confirmed: alone, or with the other parts of a change set."""

from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.time import start_of_day
from workflow_app.models import ProcessDraft
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.loaded import load
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.process_publishing import Publication
from workflow_app.services.renewing import publish_and_renew


def carry_out(unit: UnitOfWork, draft: ProcessDraft, *, actor: Actor, now: datetime) -> tuple[int, Mapping[str, bytes]]:
    """Publish a draft that was checked, and return the number of the version and its files."""
    files, by = unpack(draft.bundle), draft.submitted_by or draft.edited_by
    effective_at = _effective_at(draft, now)
    facts = Publication(by, actor.id, effective_at, note=draft.note, basis=draft.basis, scope=draft.scope)
    number = publish_and_renew(unit, draft.key, files, facts, now=now)
    draft.published_version, draft.status, draft.revision = number, DraftStatus.PUBLISHED.value, draft.revision + 1
    draft.decided_by, draft.decided_at = actor.id, now
    note_draft(unit, draft, "process.published", actor=actor, now=now)
    return number, files


def roles_in(files: Mapping[str, bytes]) -> set[Role]:
    """Return who has a step in a process."""
    elements = load(files).compiled.elements.values()
    return {Role(each.role) for each in elements if each.role in set(Role)}


def _effective_at(draft: ProcessDraft, now: datetime) -> datetime | None:
    """Return the instant from which new cases take it: the start of its day; nothing where that is at once."""
    if draft.effective_on is None or start_of_day(draft.effective_on) <= now:
        return None
    return start_of_day(draft.effective_on)
