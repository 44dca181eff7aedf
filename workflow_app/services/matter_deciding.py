"""Confirming or rejecting an edition of the catalogue: by another person than the one who proposed it."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.matter_editions import Status, may_decide
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_guard import refuse_alone
from workflow_app.services.matter_news import note_event, tell_decided
from workflow_app.services.matter_rows import content_of, judge
from workflow_app.services.tools import Tools


def confirm_edition(edition_id: str, *, version: int, actor: Actor, tools: Tools) -> None:
    """Confirm an edition: from its day on it is what the public reads and the gate asks.

    Raises ForbiddenError EDITION_YOURS, ConflictError STALE, EDITION_NOT_OPEN or EDITION_DAY_PASSED, InvalidError where
    the rules have changed so that something stands against it now.
    """
    with tools.database.write() as unit:
        now = tools.clock.now()
        today = local_date(now)
        edition, matter = _waiting(unit, edition_id, version, actor=actor)
        if edition.valid_from is None or edition.valid_from < today:
            raise ConflictError("EDITION_DAY_PASSED", day=edition.valid_from)
        authority = unit.authorities.get(matter.authority_id)
        if wrong := judge(unit, authority, content_of(edition), today=today, tools=tools):
            raise InvalidError(*wrong)
        carry_out(unit, matter, edition, actor=actor, now=now)
        tell_decided(unit, matter, edition, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def carry_out(unit: UnitOfWork, matter: Matter, edition: MatterEdition, *, actor: Actor, now: datetime) -> None:
    """Confirm an edition that was judged."""
    _decide(edition, Status.CONFIRMED, actor=actor, now=now)
    note_event(unit, matter, edition, "matter.confirmed", actor=actor, now=now)


def reject_edition(edition_id: str, reason: str, *, version: int, actor: Actor, tools: Tools) -> None:
    """Reject an edition for a reason that its writer is told; raises as `confirm_edition`."""
    why = reason_of({"decision_note": reason}, "decision_note")
    with tools.database.write() as unit:
        edition, matter = _waiting(unit, edition_id, version, actor=actor)
        now, edition.decision_note = tools.clock.now(), why
        _decide(edition, Status.REJECTED, actor=actor, now=now)
        note_event(unit, matter, edition, "matter.rejected", actor=actor, now=now)
        tell_decided(unit, matter, edition, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def _waiting(unit: UnitOfWork, edition_id: str, version: int, *, actor: Actor) -> tuple[MatterEdition, Matter]:
    edition = unit.matters.get_edition(edition_id, lock=True)
    matter = unit.matters.get(edition.matter_id)
    insist(may_decide(actor, authority_id=matter.authority_id, writers=edition.writers))
    refuse_alone(edition)
    if edition.status != Status.PROPOSED:
        raise ConflictError("EDITION_NOT_OPEN")
    if edition.version != version:
        raise ConflictError("STALE")
    return edition, matter


def _decide(edition: MatterEdition, status: Status, *, actor: Actor, now: datetime) -> None:
    edition.status, edition.version = status, edition.version + 1
    edition.decided_by, edition.decided_at = actor.id, now
