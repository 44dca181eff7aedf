"""What becomes of a version published alone stands in the audit trail of every authority, and people are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.process_drafts import WRITERS
from workflow_app.domain.time import local_date
from workflow_app.models import Emergency, Process, ProcessVersion
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.process_news import tell_holders


@dataclass(frozen=True, slots=True)
class Alone:
    """A version that one person published, with its process; `aside` are those that it sets aside."""

    process: Process
    version: ProcessVersion
    emergency: Emergency
    aside: Sequence[ProcessVersion] = ()


def note_event(unit: UnitOfWork, alone: Alone, action: str, *, actor: Actor, now: datetime) -> None:
    """Chain what happened at every authority: a process is everybody's."""
    data: dict[str, object] = {
        "process": alone.process.key,
        "version": alone.version.version,
        "content_hash": alone.version.content_hash,
        "note": alone.version.note or "",
        "basis": alone.version.basis or "",
        "reason": alone.emergency.reason,
        "published_by": alone.emergency.published_by,
        "confirm_by": alone.emergency.due_at.isoformat(),
    }
    if alone.aside:
        data["set_aside"] = [each.version for each in alone.aside]
    for authority in unit.authorities.list_all():
        audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)


def tell_alone(unit: UnitOfWork, alone: Alone, *, actor: Actor, now: datetime) -> None:
    """Tell everybody who may confirm it that a version is in force which one person published."""
    facts, apart = {**facts_of(alone), "who": actor.name, "path": _path(alone)}, {*alone.emergency.writers, actor.id}
    tell_holders(unit, "EMERGENCY_PUBLISHED", facts, WRITERS, now=now, apart=apart)


def tell_confirmed(unit: UnitOfWork, alone: Alone, *, actor: Actor, now: datetime) -> None:
    """Tell who wrote and published it that somebody else has confirmed it."""
    facts = {**facts_of(alone), "who": actor.name, "path": _path(alone)}
    telling = Telling("EMERGENCY_CONFIRMED", unit.authorities.first().id, facts)
    unit.add(*(telling.for_account(each, now=now) for each in alone.emergency.writers))


def tell_security(unit: UnitOfWork, alone: Alone, *, who: str, now: datetime) -> None:
    """Tell the security administrators, who do not write processes, that nobody has confirmed it in time."""
    facts = {**facts_of(alone), "who": who, "path": "/admin"}
    tell_holders(unit, "EMERGENCY_UNCONFIRMED", facts, [Role.SECURITY_ADMIN], now=now)


def _path(alone: Alone) -> str:
    return f"/studio/processes/{alone.process.key}/versions/{alone.version.version}"


def facts_of(alone: Alone) -> dict[str, object]:
    """Return what a message about it names."""
    return {
        "process_zh": alone.process.name_zh,
        "process_en": alone.process.name_en,
        "version": alone.version.version,
        "why": alone.emergency.reason,
        "on": local_date(alone.emergency.published_at).isoformat(),
    }
