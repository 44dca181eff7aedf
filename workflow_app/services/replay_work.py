"""The work of a replay: read what was recorded of a case, replay it outside any transaction, write the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.replays import Came, ReplayStatus, Verdict
from workflow_app.models import DueWork, ProcessReplay
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.handlers import Handler
from workflow_app.services.office_grounds import replay_ground
from workflow_app.services.replay_reading import Past, read_past
from workflow_app.services.replays import finish, leave_next
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class _Ready:
    """A case as it was recorded, and the draft that it goes through; or why it cannot be replayed."""

    past: Past | None
    files: Mapping[str, bytes]
    refused: str = ""


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> _Ready | None:
    """Read a case and the draft; nothing where the replay was stopped or the draft is another by now."""
    replays = unit.process_replays
    kept = replays.get(str(row.payload["replay_id"]))
    case = replays.case_at(kept.id, int(row.payload["position"])) if kept else None
    if kept is None or case is None or not _goes_on(unit, kept):
        return None
    files = unpack(unit.process_drafts.get(kept.draft_id).bundle)
    try:
        return _Ready(read_past(unit, case.case_id, tools=tools), files)
    except RefusedError as error:
        return _Ready(None, files, error.code)


def _tell(prepared: object, tools: Tools) -> Came:
    """Replay a case: seconds, outside any transaction."""
    if not isinstance(prepared, _Ready):
        raise TypeError(type(prepared).__name__)
    if prepared.past is None:
        return Came(Verdict.UNREPLAYED, code=prepared.refused)
    if tools.sandboxes is None:
        msg = "a sandbox has no sandboxes of its own"
        raise TypeError(msg)
    try:
        return tools.sandboxes.replay(prepared.past, prepared.files, replay_ground(tools), tools)
    except Exception as error:  # noqa: BLE001 - one odd case holds up no other, and is said to be none of the draft's
        return Came(Verdict.UNREPLAYED, code="REPLAY_FAILED", fields=(type(error).__name__,))


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Write what became of a case, and leave the next."""
    if isinstance(told, Came):
        _keep(unit, row, told, tools)
    else:
        replay_row = unit.process_replays.get(str(row.payload["replay_id"]), lock=True)
        if replay_row is not None and replay_row.status == ReplayStatus.RUNNING:
            finish(replay_row, ReplayStatus.STOPPED, now=tools.clock.now())  # the draft was written in meanwhile


def _gave_up(unit: UnitOfWork, row: DueWork, tools: Tools) -> None:
    """Go on behind a case that a fault has stopped."""
    _keep(unit, row, Came(Verdict.UNREPLAYED, code="REPLAY_FAILED"), tools)


def _keep(unit: UnitOfWork, row: DueWork, came: Came, tools: Tools) -> None:
    replays, position = unit.process_replays, int(row.payload["position"])
    kept = replays.get(str(row.payload["replay_id"]), lock=True)
    case = replays.case_at(kept.id, position) if kept else None
    if kept is None or case is None:
        return
    case.verdict, case.result = came.verdict.value, came.to_json()
    if kept.status != ReplayStatus.RUNNING:
        return
    if position >= kept.wanted:
        finish(kept, ReplayStatus.DONE, now=tools.clock.now())
    else:
        leave_next(unit, kept.id, position + 1, now=tools.clock.now())


def _goes_on(unit: UnitOfWork, kept: ProcessReplay) -> bool:
    """Tell whether a replay runs, and its draft says what it said when that was begun."""
    if kept.status != ReplayStatus.RUNNING:
        return False
    return unit.process_drafts.get(kept.draft_id).content_hash == kept.content_hash


REPLAY_CASE = Handler(prepare=_prepare, tell=_tell, record=_record, gave_up=_gave_up, housekeeping=True)
