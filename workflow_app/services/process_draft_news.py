"""What becomes of a draft: in the audit trail of every authority, told to its writers and to whom it concerns."""

from collections.abc import Iterable
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.process_drafts import WRITERS
from workflow_app.domain.time import local_date
from workflow_app.models import ProcessDraft
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.process_news import tell_holders


def note_draft(unit: UnitOfWork, draft: ProcessDraft, action: str, *, actor: Actor, now: datetime) -> None:
    """Chain what happened to a draft at every authority: a process is everybody's."""
    data = {
        "draft": draft.id,
        "process": draft.key,
        "title": draft.title,
        "base_version": draft.base_version,
        "content_hash": draft.content_hash,
        "note": draft.note or "",
        "basis": draft.basis or "",
        "scope": draft.scope,
        "effective_on": draft.effective_on.isoformat() if draft.effective_on else None,
        "version": draft.published_version,
        "decision_note": draft.decision_note or "",
    }
    for authority in unit.authorities.list_all():
        audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)


def tell_waiting(unit: UnitOfWork, draft: ProcessDraft, *, actor: Actor, now: datetime) -> None:
    """Tell everybody who may confirm it that a draft waits: nobody who wrote in it, nor whoever submitted it."""
    telling, apart = _telling(unit, draft, "PROCESS_WAITS", actor), {*draft.writers, actor.id}
    tell_holders(unit, telling.code, telling.facts, WRITERS, now=now, apart=apart)


def tell_decided(unit: UnitOfWork, draft: ProcessDraft, code: str, *, actor: Actor, now: datetime) -> None:
    """Tell everybody who wrote in a draft how it was decided, and why it was given back; but not who decided."""
    telling = _telling(unit, draft, code, actor)
    unit.add(*(telling.for_account(each, now=now) for each in draft.writers if each != actor.id))


def tell_concerned(unit: UnitOfWork, draft: ProcessDraft, roles: Iterable[Role], *, now: datetime) -> None:
    """Tell whoever has a step in a process, at every authority, what changes in it, by which law and from when."""
    facts = {
        **_called(unit, draft),
        "on": (draft.effective_on or local_date(now)).isoformat(),
        "note": draft.note,
        "basis": draft.basis,
    }
    tell_holders(unit, "PROCESS_CHANGED", facts, set(roles) - {Role.APPLICANT}, now=now)


def _called(unit: UnitOfWork, draft: ProcessDraft) -> dict[str, object]:
    """Return what a process is called; one that was never published yet only has its key."""
    process = unit.processes.find(draft.key)
    return {
        "process_zh": process.name_zh if process else draft.key,
        "process_en": process.name_en if process else draft.key,
    }


def _telling(unit: UnitOfWork, draft: ProcessDraft, code: str, actor: Actor) -> Telling:
    facts = {
        "path": f"/studio/drafts/{draft.id}",
        **_called(unit, draft),
        "title": draft.title,
        "version": draft.published_version,
        "on": draft.effective_on.isoformat() if draft.effective_on else None,
        "who": actor.name,
        "note": draft.decision_note or draft.note,
    }
    return Telling(code, unit.authorities.first().id, facts)
