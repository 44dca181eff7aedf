"""Confirming a change set together: each kind of part needs its consent, and the last one puts everything in force."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import Lane, PartKind, SetStatus
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.models import ChangeSet, ChangeSetConsent
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_applying import apply_parts, hold_processes
from workflow_app.services.change_set_checks import Reports, examine, report_on
from workflow_app.services.change_set_guard import refuse_stale
from workflow_app.services.change_set_news import note_event, tell_concerned, tell_writers
from workflow_app.services.change_set_people import lanes_open_to, people_of, standing_of, why_not
from workflow_app.services.change_set_submitting import refuse_findings, reopen, waiting
from workflow_app.services.tools import Tools


def consent(set_id: str, *, seen: int, actor: Actor, tools: Tools) -> SetStatus:
    """Consent to all parts that somebody may consent to; the last consent puts the whole set in force from its day.

    Returns how the set stands then. Raises ForbiddenError CHANGE_SET_YOURS and others, ConflictError STALE or
    CHANGE_SET_NOT_WAITING, ChangeSetRefusedError, ConflictError DUPLICATE and what single parts raise: nothing of it
    is in force then.
    """
    reports: Reports | None = None
    while True:
        done = _consent(set_id, seen, reports, actor=actor, tools=tools)
        if done is not None:
            tools.wake.nudge()
            return done
        reports = report_on(set_id, tools=tools, with_tests=True)  # outside of any transaction: it takes its time


def give_back_set(set_id: str, reason: str, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Give a submitted change set back as a whole, for a reason that its writers are told; consents are void.

    Raises ForbiddenError, ConflictError CHANGE_SET_NOT_WAITING or STALE, InvalidError on `/decision_note`.
    """
    why = reason_of({"decision_note": reason}, "decision_note")
    with tools.database.write() as unit:
        row, _parts, people = _held(unit, set_id, seen=seen, actor=actor)
        now = tools.clock.now()
        reopen(unit, row)
        row.decision_note, row.decided_by, row.decided_at = why, actor.id, now
        note_event(unit, row, "change_set.given_back", actor=actor, now=now, note=why)
        tell_writers(unit, row, "CHANGE_SET_GIVEN_BACK", people, actor=actor, now=now, note=why)
        unit.commit()
    tools.wake.nudge()


def _consent(set_id: str, seen: int, reports: Reports | None, *, actor: Actor, tools: Tools) -> SetStatus | None:
    """Consent, and put the set in force where nobody else has to; None where its drafts have to be checked first."""
    with tools.database.write() as unit:
        row, parts, people = _held(unit, set_id, seen=seen, actor=actor)
        standing = standing_of(unit, row, parts)
        mine = lanes_open_to(actor, standing.left, people=people)
        left = set(standing.left) - set(mine)
        if not left and reports is None:
            return None
        if not left and reports is not None:
            hold_processes(unit, parts)
            # before the first line of the trail, which holds every authority: it takes its time
            refuse_findings(examine(unit, row, parts, reports, now=tools.clock.now(), tools=tools))
        for lane in mine:
            _keep(unit, row, lane, actor=actor, tools=tools)
        if not left:
            _put_in_force(unit, row, parts, people, actor=actor, tools=tools)
        unit.commit()
    return SetStatus.SUBMITTED if left else SetStatus.CONFIRMED


def _held(unit: UnitOfWork, set_id: str, *, seen: int, actor: Actor) -> tuple[ChangeSet, SetParts, frozenset[str]]:
    """Return a submitted change set as it was seen with its parts, held until commit, and who wrote in it."""
    row = waiting(unit, set_id)
    parts = unit.change_sets.parts(row.id, lock=True)
    people = people_of(unit, row, parts)
    if rule := why_not(actor, standing_of(unit, row, parts).lanes, people=people):
        raise ForbiddenError(rule)
    refuse_stale(row, seen)
    return row, parts, people


def _keep(unit: UnitOfWork, row: ChangeSet, lane: Lane, *, actor: Actor, tools: Tools) -> None:
    now = tools.clock.now()
    said = {"revision": row.revision, "kind": lane.kind.value, "authority_id": lane.authority_id}
    unit.add(ChangeSetConsent(change_set_id=row.id, account_id=actor.id, at=now, **said))
    note_event(unit, row, "change_set.consented", actor=actor, now=now, about=PartKind(lane.kind).value)


def _put_in_force(
    unit: UnitOfWork, row: ChangeSet, parts: SetParts, people: frozenset[str], *, actor: Actor, tools: Tools
) -> None:
    now = tools.clock.now()
    roles = apply_parts(unit, row, parts, actor=actor, now=now)
    row.status, row.decided_by, row.decided_at = SetStatus.CONFIRMED.value, actor.id, now
    note_event(unit, row, "change_set.confirmed", actor=actor, now=now)
    tell_writers(unit, row, "CHANGE_SET_CONFIRMED", people, actor=actor, now=now)
    tell_concerned(unit, row, roles, known={*people, actor.id}, actor=actor, now=now)
