"""Submitting a change set: all parts are checked together and rest from then on, until it is decided."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import ChangeSetRefusedError, SetFinding, SetStatus, may_write
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.matter_editions import Status as EditionStatus
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_checks import examine, report_on
from workflow_app.services.change_set_guard import hold, refuse_stale
from workflow_app.services.change_set_news import note_event, tell_waiting
from workflow_app.services.change_set_people import lanes_of, people_of, refuse_others
from workflow_app.services.matter_news import note_event as note_edition
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.tools import Tools


def submit_set(set_id: str, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Hand a change set on to be confirmed; whoever may consent to a part of it is told.

    Raises ForbiddenError, ConflictError STALE, CHANGE_SET_FROZEN or CHANGE_SET_CLOSED, ChangeSetRefusedError with
    everything that stands against any part.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        refuse_stale(unit.change_sets.get(set_id), seen)  # before tests are run that take their time
    reports = report_on(set_id, tools=tools, with_tests=True)
    with tools.database.write() as unit:
        now = tools.clock.now()
        row = hold(unit, set_id, actor=actor, seen=seen)
        refuse_others(unit, row, actor)
        parts = unit.change_sets.parts(row.id, lock=True)
        refuse_findings(examine(unit, row, parts, reports, now=now, tools=tools))
        _rest(unit, row, parts, actor=actor, now=now)
        row.status, row.revision, row.decision_note = SetStatus.SUBMITTED.value, row.revision + 1, ""
        row.submitted_by, row.submitted_at = actor.id, now
        note_event(unit, row, "change_set.submitted", actor=actor, now=now)
        tell_waiting(unit, row, lanes_of(parts), apart=people_of(unit, row, parts), actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def take_back_set(set_id: str, *, actor: Actor, tools: Tools) -> None:
    """Make a submitted change set one to be written again; its consents are void.

    Raises ForbiddenError CHANGE_SET_NOT_YOURS and others, ConflictError CHANGE_SET_NOT_WAITING.
    """
    with tools.database.write() as unit:
        row, now = waiting(unit, set_id), tools.clock.now()
        insist(may_write(actor))
        refuse_others(unit, row, actor)
        reopen(unit, row)
        note_event(unit, row, "change_set.taken_back", actor=actor, now=now)
        unit.commit()


def waiting(unit: UnitOfWork, set_id: str) -> ChangeSet:
    """Return a change set that waits, held until commit; raises ConflictError CHANGE_SET_NOT_WAITING."""
    row = unit.change_sets.get(set_id, lock=True)
    if row.status != SetStatus.SUBMITTED:
        raise ConflictError("CHANGE_SET_NOT_WAITING", status=row.status)
    return row


def reopen(unit: UnitOfWork, row: ChangeSet) -> None:
    """Let a change set and its parts be written again; consents name a revision that it has no more."""
    parts = unit.change_sets.parts(row.id, lock=True)
    for draft in parts.drafts:
        draft.status, draft.revision = DraftStatus.OPEN.value, draft.revision + 1
    for edition, _matter in parts.editions:
        edition.status, edition.version = EditionStatus.DRAFT, edition.version + 1
    row.status, row.revision = SetStatus.OPEN.value, row.revision + 1


def refuse_findings(findings: tuple[SetFinding, ...]) -> None:
    """Refuse where anything stops a change set."""
    stops = tuple(each for each in findings if each.stops)
    if stops:
        raise ChangeSetRefusedError(stops)


def _rest(unit: UnitOfWork, row: ChangeSet, parts: SetParts, *, actor: Actor, now: datetime) -> None:
    """Give every part the day and the basis of its set, and let nobody write in it any more."""
    for draft in parts.drafts:
        draft.note, draft.basis, draft.effective_on = draft.note or row.reason, row.basis, row.effective_on
        draft.status, draft.revision, draft.decision_note = DraftStatus.SUBMITTED.value, draft.revision + 1, ""
        draft.submitted_by, draft.submitted_at = actor.id, now
        note_draft(unit, draft, "process.submitted", actor=actor, now=now)
    for edition, matter in parts.editions:
        edition.note, edition.basis, edition.valid_from = row.reason, row.basis, row.effective_on
        edition.status, edition.version = EditionStatus.PROPOSED, edition.version + 1
        note_edition(unit, matter, edition, "matter.proposed", actor=actor, now=now)
