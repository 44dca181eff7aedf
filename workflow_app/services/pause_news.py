"""A pause of a process stands in the audit trail of every authority, and whoever has a step in it is told."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.process_drafts import WRITERS
from workflow_app.domain.time import local_hour
from workflow_app.models import Process, ProcessPause
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.process_news import tell_holders
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import current_of


@dataclass(frozen=True, slots=True)
class Paused:
    """A process and its pause."""

    process: Process
    pause: ProcessPause


def note_event(unit: UnitOfWork, paused: Paused, action: str, *, actor: Actor, now: datetime) -> None:
    """Chain what happened at every authority: a process is everybody's."""
    pause = paused.pause
    data = {
        "process": paused.process.key,
        "pause": pause.id,
        "until": pause.ends_at.isoformat(),
        "notice_zh": pause.notice_zh,
        "notice_en": pause.notice_en,
        "waiting": unit.pauses.count_waiting(pause.id),
    }
    for authority in unit.authorities.list_all():
        audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)


def tell_paused(unit: UnitOfWork, paused: Paused, tools: Tools, *, actor: Actor, now: datetime) -> None:
    """Tell that new filings wait from now on, until when, and what the public reads."""
    _tell(unit, paused, "PROCESS_PAUSED", tools, who=actor.name, now=now)


def tell_over(unit: UnitOfWork, paused: Paused, tools: Tools, *, now: datetime) -> None:
    """Tell that the pause is over and what waited goes on."""
    _tell(unit, paused, "PROCESS_GOES_ON", tools, who="", now=now)


def _tell(unit: UnitOfWork, paused: Paused, code: str, tools: Tools, *, who: str, now: datetime) -> None:
    pause = paused.pause
    facts = {
        "process_zh": paused.process.name_zh,
        "process_en": paused.process.name_en,
        "until": pause.ends_at.isoformat(),
        "hour": local_hour(pause.ends_at),
        "notice_zh": pause.notice_zh,
        "notice_en": pause.notice_en,
        "count": unit.pauses.count_waiting(pause.id),
        "who": who,
    }
    tell_holders(unit, code, facts, roles_in(unit, paused.process, tools, now=now), now=now)


def roles_in(unit: UnitOfWork, process: Process, tools: Tools, *, now: datetime) -> set[Role]:
    """Return who of the office has a step in the version that new cases take, and who writes processes."""
    version = current_of(unit.processes.versions(process.id), now=now)
    if version is None:
        return set(WRITERS)
    loaded = tools.processes.get(version.content_hash, lambda: unit.processes.bundle(version.id))
    known = {each.value for each in Role} - {Role.APPLICANT}
    return {Role(each.role) for each in loaded.compiled.elements.values() if each.role in known} | set(WRITERS)
