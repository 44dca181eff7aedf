"""Publishing a draft: one person submits it, another one confirms it; then new cases take it from its day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.process_drafts import LONGEST_NOTE, DraftStatus, may_confirm, may_write
from workflow_app.domain.process_findings import refuse
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.loaded import load
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_news import note_draft, tell_concerned, tell_decided, tell_waiting
from workflow_app.services.process_drafting import open_draft, sign
from workflow_app.services.process_publishing import Publication, publish
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import newest_standing

LATEST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """What changes and why, by which law, and from which day; without a day it is in effect at once."""

    note: str
    basis: str = ""
    effective_on: date | None = None


def save_terms(draft_id: str, terms: Terms, *, actor: Actor, tools: Tools) -> None:
    """Keep what was typed of the terms of a draft; raises ForbiddenError, ConflictError DRAFT_CLOSED, InvalidError."""
    with tools.database.write() as unit:
        draft = open_draft(unit, draft_id, actor=actor)
        fill_terms(draft, terms)
        unit.commit()


def submit_draft(draft_id: str, terms: Terms, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Hand a draft on to be confirmed; who may confirm it is told.

    `seen` is the revision that was looked at. Raises ForbiddenError, ConflictError STALE, DRAFT_CLOSED, DRAFT_BEHIND
    where another version came in between, or DRAFT_SAME, InvalidError on `/note` or `/effective_on`, and
    ProcessRefusedError with every error that the check found.
    """
    # before anything is locked; a later save is STALE
    checked = check_draft(draft_id, actor=actor, tools=tools, with_tests=True)
    with tools.database.write() as unit:
        now = tools.clock.now()
        draft = open_draft(unit, draft_id, actor=actor)
        refuse_stale(draft, seen)
        fill_terms(draft, terms)
        wrong = [*wrong_terms(draft, local_date(now))]
        if wrong:
            raise InvalidError(*wrong)
        refuse_behind(unit, draft)
        refuse(checked.findings)
        sign(draft, actor=actor, now=now)
        draft.status, draft.submitted_by, draft.submitted_at = DraftStatus.SUBMITTED.value, actor.id, now
        draft.decision_note = ""
        note_draft(unit, draft, "process.submitted", actor=actor, now=now)
        tell_waiting(unit, draft, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def take_back_draft(draft_id: str, *, actor: Actor, tools: Tools) -> None:
    """Make a submitted draft one to be written again; raises ForbiddenError, ConflictError DRAFT_NOT_WAITING."""
    with tools.database.write() as unit:
        insist(may_write(actor))
        draft, now = _waiting(unit, draft_id), tools.clock.now()
        draft.status, draft.revision = DraftStatus.OPEN.value, draft.revision + 1
        note_draft(unit, draft, "process.submission_taken_back", actor=actor, now=now)
        unit.commit()


def give_back_draft(draft_id: str, reason: str, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Give a submitted draft back to be written again, for a reason that its writers are told.

    Raises ForbiddenError SOD_VIOLATION, ConflictError DRAFT_NOT_WAITING or STALE, InvalidError on `/decision_note`.
    """
    why = reason_of({"decision_note": reason}, "decision_note")
    with tools.database.write() as unit:
        draft, now = _to_decide(unit, draft_id, seen, actor=actor), tools.clock.now()
        draft.status, draft.decision_note, draft.revision = DraftStatus.OPEN.value, why, draft.revision + 1
        draft.decided_by, draft.decided_at = actor.id, now
        note_draft(unit, draft, "process.given_back", actor=actor, now=now)
        tell_decided(unit, draft, "PROCESS_GIVEN_BACK", actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def confirm_draft(draft_id: str, *, seen: int, actor: Actor, tools: Tools) -> int:
    """Publish a submitted draft and return the number of the version; new cases take it from its day on.

    Raises ForbiddenError SOD_VIOLATION, ConflictError DRAFT_NOT_WAITING, STALE, DRAFT_BEHIND or DRAFT_DAY_PASSED, and
    ProcessRefusedError where the rules have changed so that something stands against it now.
    """
    # before anything is locked; a later save is STALE
    checked = check_draft(draft_id, actor=actor, tools=tools, with_tests=True)
    with tools.database.write() as unit:
        draft, now = _to_decide(unit, draft_id, seen, actor=actor), tools.clock.now()
        unit.processes.take(draft.key)  # of two who publish at once, one comes after the other
        refuse_behind(unit, draft)
        if draft.effective_on is not None and draft.effective_on < local_date(now):
            raise ConflictError("DRAFT_DAY_PASSED", day=draft.effective_on)
        refuse(checked.findings)
        files = unpack(draft.bundle)
        by = draft.submitted_by or draft.edited_by
        facts = Publication(by, actor.id, note=draft.note, basis=draft.basis, effective_at=_effective_at(draft, now))
        draft.published_version = publish(unit, draft.key, files, facts, now=now)
        draft.status, draft.revision = DraftStatus.PUBLISHED.value, draft.revision + 1
        draft.decided_by, draft.decided_at = actor.id, now
        note_draft(unit, draft, "process.published", actor=actor, now=now)
        tell_decided(unit, draft, "PROCESS_PUBLISHED", actor=actor, now=now)
        tell_concerned(unit, draft, roles_in(files), now=now)
        unit.commit()
    tools.wake.nudge()
    return draft.published_version


def roles_in(files: Mapping[str, bytes]) -> set[Role]:
    """Return who has a step in a process."""
    elements = load(files).compiled.elements.values()
    return {Role(each.role) for each in elements if each.role in set(Role)}


def _effective_at(draft: ProcessDraft, now: datetime) -> datetime | None:
    """Return the instant from which new cases take it: the start of its day; nothing where that is at once."""
    if draft.effective_on is None or start_of_day(draft.effective_on) <= now:
        return None
    return start_of_day(draft.effective_on)


def fill_terms(draft: ProcessDraft, terms: Terms) -> None:
    """Keep the terms of a draft; raises InvalidError for what is too long."""
    draft.note, draft.basis, draft.effective_on = terms.note.strip(), terms.basis.strip(), terms.effective_on
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


def refuse_behind(unit: UnitOfWork, draft: ProcessDraft) -> None:
    """Refuse a draft that was begun from an older version than the newest that stands, or changes nothing in that.

    What was begun from a version that was taken back since may well put it right, so it goes on.
    """
    process = unit.processes.find(draft.key)
    newest = newest_standing(unit.processes.versions(process.id)) if process else None
    if newest is None:
        return
    if (draft.base_version or 0) < newest.version:
        raise ConflictError("DRAFT_BEHIND", base=draft.base_version, newest=newest.version)
    if newest.content_hash == draft.content_hash:
        raise ConflictError("DRAFT_SAME", version=newest.version)


def refuse_stale(draft: ProcessDraft, seen: int) -> None:
    """Refuse a draft that was saved since it was looked at."""
    if draft.revision != seen:
        raise ConflictError("STALE", seen=seen, current=draft.revision)


def _waiting(unit: UnitOfWork, draft_id: str) -> ProcessDraft:
    draft = unit.process_drafts.get(draft_id, lock=True)
    if draft.status != DraftStatus.SUBMITTED:
        raise ConflictError("DRAFT_NOT_WAITING", status=draft.status)
    return draft


def _to_decide(unit: UnitOfWork, draft_id: str, seen: int, *, actor: Actor) -> ProcessDraft:
    draft = unit.process_drafts.get(draft_id, lock=True)
    insist(may_confirm(actor, writers=draft.writers))
    _waiting(unit, draft_id)
    refuse_stale(draft, seen)
    return draft
