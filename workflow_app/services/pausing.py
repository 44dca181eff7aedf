"""Pausing a process for new filings: one process administrator, with a public notice and an end.

What is filed meanwhile is received and numbered and waits; legal periods run. What was filed before goes on.
"""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.pausing import REGISTERS, refuse_end, refuse_notices
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.models import Process, ProcessPause
from workflow_app.repositories.pauses import OVER_KIND
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.pause_news import Paused, note_event, tell_over, tell_paused
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import current_of


@dataclass(frozen=True, slots=True)
class PauseTerms:
    """What the public reads, in both languages, and until when new filings wait."""

    notice_zh: str
    notice_en: str
    ends_at: datetime | None


def begin_pause(key: str, terms: PauseTerms, *, actor: Actor, tools: Tools) -> str:
    """Let new filings of a process wait and return the id of the pause.

    Raises ForbiddenError, NotFoundError PROCESS_UNKNOWN, InvalidError on `/notice_zh`, `/notice_en` or `/ends_at`,
    ConflictError PROCESS_PAUSED, or PROCESS_NOT_FILED where nobody hands in an application.
    """
    insist(may_write(actor))
    zh, en = terms.notice_zh.strip(), terms.notice_en.strip()
    refuse_notices(zh, en)
    with tools.database.write() as unit:
        now = tools.clock.now()
        ends_at = refuse_end(terms.ends_at, now=now)
        process = _hold(unit, key)
        _refuse_unfiled(unit, process, tools, now=now)
        _refuse_paused(unit, process, now=now)
        pause = ProcessPause(
            id=new_id(),
            process_id=process.id,
            notice_zh=zh,
            notice_en=en,
            begun_by=actor.id,
            begun_at=now,
            ends_at=ends_at,
        )
        unit.add(pause)
        payload: dict[str, object] = {"pause_id": pause.id}
        unit.due_work.ensure(kind=OVER_KIND, key=f"{OVER_KIND}:{pause.id}", payload=payload, due_at=ends_at, now=now)
        paused = Paused(process, pause)
        note_event(unit, paused, "process.paused", actor=actor, now=now)
        tell_paused(unit, paused, tools, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()
    return pause.id


def move_pause(key: str, pause_id: str, ends_at: datetime | None, *, actor: Actor, tools: Tools) -> None:
    """Let a pause end at another instant; raises as `begin_pause`, and ConflictError PAUSE_OVER where it has ended."""
    insist(may_write(actor))
    with tools.database.write() as unit:
        now = tools.clock.now()
        until = refuse_end(ends_at, now=now)
        paused = _running(unit, key, pause_id, now=now)
        paused.pause.ends_at = until
        unit.pauses.move(pause_id, until, now=now)
        note_event(unit, paused, "process.pause_moved", actor=actor, now=now)
        tell_paused(unit, paused, tools, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def lift_pause(key: str, pause_id: str, *, actor: Actor, tools: Tools) -> None:
    """End a pause now: what waits goes on in the order of receipt. Raises ForbiddenError, ConflictError PAUSE_OVER."""
    insist(may_write(actor))
    with tools.database.write() as unit:
        now = tools.clock.now()
        paused = _running(unit, key, pause_id, now=now)
        paused.pause.ended_at, paused.pause.lifted_by = now, actor.id
        unit.pauses.move(pause_id, now, now=now)
        note_event(unit, paused, "process.pause_lifted", actor=actor, now=now)
        tell_over(unit, paused, tools, now=now)
        unit.commit()
    tools.wake.nudge()


def _hold(unit: UnitOfWork, key: str) -> Process:
    """Return a process; whoever else pauses it waits until this is over."""
    process = unit.processes.lock(key)
    if process is None:
        raise NotFoundError("PROCESS_UNKNOWN", key=key)
    return process


def _running(unit: UnitOfWork, key: str, pause_id: str, *, now: datetime) -> Paused:
    process = _hold(unit, key)
    pause = unit.pauses.find_open(process.id)
    if pause is None or pause.id != pause_id or not pause.holds(now):
        raise ConflictError("PAUSE_OVER")
    return Paused(process, pause)


def _refuse_paused(unit: UnitOfWork, process: Process, *, now: datetime) -> None:
    """Refuse a second pause; one whose time is over gives way, though nobody has noted its end yet."""
    before = unit.pauses.find_open(process.id)
    if before is None:
        return
    if before.holds(now):
        raise ConflictError("PROCESS_PAUSED", until=before.ends_at)
    before.ended_at = before.ends_at
    unit.flush()


def _refuse_unfiled(unit: UnitOfWork, process: Process, tools: Tools, *, now: datetime) -> None:
    """Refuse a process in which nobody hands anything in: what the office opens by itself does not wait."""
    version = current_of(unit.processes.versions(process.id), now=now)
    if version is None:
        raise ConflictError("PROCESS_NOT_FILED")
    loaded = tools.processes.get(version.content_hash, lambda: unit.processes.bundle(version.id))
    if not any(each.operation == REGISTERS for each in loaded.compiled.elements.values()):
        raise ConflictError("PROCESS_NOT_FILED")
