"""What becomes of an edition stands in the audit trail, and people are told: who may confirm it, then who wrote it."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.matter_editions import CONFIRMERS
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit


def note_event(
    unit: UnitOfWork, matter: Matter, edition: MatterEdition, action: str, *, actor: Actor, now: datetime
) -> None:
    """Chain what happened to an edition at its authority."""
    data = {
        "matter": matter.code,
        "edition": edition.number,
        "digest": edition.digest,
        "valid_from": edition.valid_from.isoformat() if edition.valid_from else None,
        "note": edition.note,
        "basis": edition.basis,
        "decision_note": edition.decision_note,
    }
    audit.record(unit, authority=matter.authority_id, actor=actor, action=action, data=data, now=now)


def tell_waiting(unit: UnitOfWork, matter: Matter, edition: MatterEdition, *, actor: Actor, now: datetime) -> None:
    """Tell everybody who may confirm it that an edition waits; whoever proposed it is named, and is not the one."""
    telling = _telling(matter, edition, "MATTER_WAITS", actor)
    unit.add(*(telling.for_role(role, now=now) for role in CONFIRMERS))


def tell_decided(unit: UnitOfWork, matter: Matter, edition: MatterEdition, *, actor: Actor, now: datetime) -> None:
    """Tell everybody who wrote an edition how it was decided, and why it was rejected."""
    telling = _telling(matter, edition, f"MATTER_{edition.status}", actor)
    unit.add(*(telling.for_account(each, now=now) for each in edition.writers))


def _telling(matter: Matter, edition: MatterEdition, code: str, actor: Actor) -> Telling:
    facts = {
        "path": f"/desk/matters/editions/{edition.id}",
        "matter_zh": edition.name_zh,
        "matter_en": edition.name_en,
        "edition": edition.number,
        "on": edition.valid_from.isoformat() if edition.valid_from else None,
        "who": actor.name,
        "note": edition.decision_note or edition.note,
    }
    return Telling(code, matter.authority_id, facts)
