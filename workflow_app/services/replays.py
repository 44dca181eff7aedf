"""Replaying finished cases through a draft: begun and stopped by process administrators, done in the background.

One case is one piece of due work, which leaves the next; what came is kept with the content of the draft that it is of.
"""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.ids import new_id
from workflow_app.domain.process_drafts import UNDER_WAY, may_write
from workflow_app.domain.replays import MOST_CASES, ReplayStatus
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessReplay
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_loading import refuse_what_cannot_run
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.tools import Tools

KIND = "replay_case"


def begin_replay(draft_id: str, *, actor: Actor, tools: Tools, most: int = MOST_CASES) -> None:
    """Replay the finished cases of a process through a draft, those that ended last; what came before is forgotten.

    One that runs already goes on. Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN, ConflictError DRAFT_CLOSED or
    REPLAY_NO_CASES, and ProcessRefusedError or RefusedError where the draft cannot run: then nothing is begun.
    """
    insist(may_write(actor))
    _refuse_what_cannot_run(draft_id, tools)
    with tools.database.write() as unit:
        draft, now = unit.process_drafts.get(draft_id, lock=True), tools.clock.now()
        if draft.status not in UNDER_WAY:
            raise ConflictError("DRAFT_CLOSED", status=draft.status)
        replays = unit.process_replays
        running = replays.find(draft.id, lock=True)
        if running and running.status == ReplayStatus.RUNNING and running.content_hash == draft.content_hash:
            return
        cases = replays.list_ended(draft.key, limit=most)
        if not cases:
            raise ConflictError("REPLAY_NO_CASES")
        replays.forget(draft.id)
        replay = ProcessReplay(
            id=new_id(),
            draft_id=draft.id,
            content_hash=draft.content_hash,
            status=ReplayStatus.RUNNING.value,
            wanted=len(cases),
            asked_by=actor.id,
            asked_at=now,
        )
        unit.add(replay, *replays.add_cases(replay.id, cases))
        unit.flush()
        leave_next(unit, replay.id, 1, now=now)
        note_draft(unit, draft, "process.replay_begun", actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def _refuse_what_cannot_run(draft_id: str, tools: Tools) -> None:
    """Say once of an open draft what every case would meet."""
    with tools.database.read() as unit:
        draft = unit.process_drafts.get(draft_id)
    if draft.status in UNDER_WAY:
        refuse_what_cannot_run(draft.key, unpack(draft.bundle), tools=tools)


def stop_replay(draft_id: str, *, actor: Actor, tools: Tools) -> None:
    """Stop a replay; what came so far stays. Raises ForbiddenError, NotFoundError, ConflictError REPLAY_NOT_RUNNING."""
    insist(may_write(actor))
    with tools.database.write() as unit:
        draft = unit.process_drafts.get(draft_id)
        replay = unit.process_replays.find(draft.id, lock=True)
        if replay is None or replay.status != ReplayStatus.RUNNING:
            raise ConflictError("REPLAY_NOT_RUNNING")
        finish(replay, ReplayStatus.STOPPED, now=tools.clock.now())
        unit.commit()


def finish(replay: ProcessReplay, status: ReplayStatus, *, now: datetime) -> None:
    """Say that no more cases of a replay are done."""
    replay.status, replay.finished_at = status.value, now


def leave_next(unit: UnitOfWork, replay_id: str, position: int, *, now: datetime) -> None:
    """Leave one case of a replay to the background; asking twice is one piece of work."""
    payload: dict[str, object] = {"replay_id": replay_id, "position": position}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{replay_id}:{position}", payload=payload, due_at=now, now=now)
