"""Publishing a draft: one person submits it, another one confirms it; then new cases take it from its day on."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.process_drafts import DraftStatus, may_confirm, may_write
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_guard import refuse_alone
from workflow_app.services.draft_bases import refuse_base
from workflow_app.services.draft_publishing import carry_out, roles_in
from workflow_app.services.process_draft_news import note_draft, tell_concerned, tell_decided, tell_waiting
from workflow_app.services.process_drafting import add_writer, open_draft, sign
from workflow_app.services.process_terms import Terms, fill_terms, terms_of, wrong_terms
from workflow_app.services.publication_checks import check_to_publish, refuse_unsound
from workflow_app.services.tools import Tools


def save_terms(draft_id: str, terms: Terms, *, actor: Actor, tools: Tools) -> None:
    """Keep what was typed of the terms of a draft: whoever changes them has written in it, and confirms it no more.

    Raises ForbiddenError, ConflictError DRAFT_CLOSED, InvalidError.
    """
    with tools.database.write() as unit:
        draft = open_draft(unit, draft_id, actor=actor)
        before = terms_of(draft)
        fill_terms(draft, terms)
        if terms_of(draft) != before:
            add_writer(draft, actor)
        unit.commit()


def submit_draft(draft_id: str, terms: Terms, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Hand a draft on to be confirmed; who may confirm it is told.

    `seen` is the revision that was looked at. Raises ForbiddenError, ConflictError STALE, DRAFT_CLOSED or NOBODY_LEFT,
    as `refuse_base` where it is not written on what holds on its day, and as `refuse_renewals`, InvalidError on
    `/note` or `/effective_on`, and ProcessRefusedError with every error that the check found.
    """
    # before anything is locked; a later save is STALE
    checked = check_to_publish(draft_id, terms.effective_on, actor=actor, tools=tools)
    with tools.database.write() as unit:
        now = tools.clock.now()
        draft = open_draft(unit, draft_id, actor=actor)
        refuse_alone(draft)
        refuse_stale(draft, seen)
        fill_terms(draft, terms)
        wrong = [*wrong_terms(draft, local_date(now))]
        if wrong:
            raise InvalidError(*wrong)
        refuse_base(unit, draft, now=now)
        refuse_unsound(unit, draft, checked, now=now)
        sign(draft, actor=actor, now=now)
        if not unit.process_drafts.list_confirmers(draft.writers):
            raise ConflictError("NOBODY_LEFT")
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

    Raises ForbiddenError SOD_VIOLATION, ConflictError DRAFT_NOT_WAITING, STALE or DRAFT_DAY_PASSED, as `refuse_base`
    and `refuse_renewals`, and ProcessRefusedError where the rules have changed so that something stands against it now.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        day = unit.process_drafts.get(draft_id).effective_on
    # before anything is locked; a later save is STALE
    checked = check_to_publish(draft_id, day, actor=actor, tools=tools)
    with tools.database.write() as unit:
        draft, now = _to_decide(unit, draft_id, seen, actor=actor), tools.clock.now()
        unit.processes.take(draft.key)  # of two who publish at once, one comes after the other
        if draft.effective_on is not None and draft.effective_on < local_date(now):
            raise ConflictError("DRAFT_DAY_PASSED", day=draft.effective_on)
        refuse_base(unit, draft, now=now)
        refuse_unsound(unit, draft, checked, now=now)
        number, files = carry_out(unit, draft, actor=actor, now=now)
        tell_decided(unit, draft, "PROCESS_PUBLISHED", actor=actor, now=now)
        tell_concerned(unit, draft, roles_in(files), now=now)
        unit.commit()
    tools.wake.nudge()
    return number


def refuse_stale(draft: ProcessDraft, seen: int) -> None:
    """Refuse a draft that was saved since it was looked at."""
    if draft.revision != seen:
        raise ConflictError("STALE", seen=seen, current=draft.revision)


def _waiting(unit: UnitOfWork, draft_id: str) -> ProcessDraft:
    draft = unit.process_drafts.get(draft_id, lock=True)
    refuse_alone(draft)
    if draft.status != DraftStatus.SUBMITTED:
        raise ConflictError("DRAFT_NOT_WAITING", status=draft.status)
    return draft


def _to_decide(unit: UnitOfWork, draft_id: str, seen: int, *, actor: Actor) -> ProcessDraft:
    draft = unit.process_drafts.get(draft_id, lock=True)
    insist(may_confirm(actor, writers=draft.writers))
    _waiting(unit, draft_id)
    refuse_stale(draft, seen)
    return draft
