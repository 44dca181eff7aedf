"""On which text a draft is written, and whether that is the one that holds on the day from which the draft is to hold.

Otherwise it would put in force early what was confirmed for a later day, or undo what was published since.
"""

from collections.abc import Sequence
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.carrying import carry
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.migrating import is_narrower
from workflow_app.domain.process_drafts import UNDER_WAY
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash, pack, unpack
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.process_drafting import open_draft, sign
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import begins, current_of, to_write_on


def day_of(unit: UnitOfWork, draft: ProcessDraft) -> date | None:
    """Return from which day a draft is to hold: its own, or that of its change set; None for at once."""
    if draft.change_set_id is not None and draft.status in UNDER_WAY:
        return unit.change_sets.get(draft.change_set_id).effective_on
    return draft.effective_on


def instant_of(day: date | None, *, now: datetime) -> datetime:
    """Return from when something holds that is to hold from a day on, at once where that is over or none is named."""
    return max(start_of_day(day), now) if day else now


def versions_of(unit: UnitOfWork, key: str) -> Sequence[ProcessVersion]:
    """Return the versions of a process, newest first; none of one that is not there."""
    process = unit.processes.find(key)
    return unit.processes.versions(process.id) if process else ()


def wrong_base(versions: Sequence[ProcessVersion], draft: ProcessDraft, *, at: datetime) -> ConflictError | None:
    """Return why a draft is not written on what holds from when it is to hold: DRAFT_BEHIND or DRAFT_AHEAD, or None.

    What was begun from a version that was taken back since may well put it right, so it goes on.
    """
    held, base = to_write_on(versions, now=at), draft.base_version or 0
    if held is None:
        return None
    row = next((each for each in versions if each.version == base and each.taken_back_at is None), None)
    if row is not None and begins(row) > at:
        on = current_of(versions, now=at)
        day = local_date(begins(row))
        if on is None:
            return ConflictError("DRAFT_AHEAD_ALONE", base=base, day=day)
        return ConflictError("DRAFT_AHEAD", base=base, day=day, held=on.version)
    if base < held.version:
        return ConflictError("DRAFT_BEHIND", base=base, newest=held.version)
    return None


def refuse_base(unit: UnitOfWork, draft: ProcessDraft, *, now: datetime) -> None:
    """Refuse a draft that is not written on what holds on its day, or changes nothing in that.

    Raises ConflictError DRAFT_BEHIND, DRAFT_AHEAD, DRAFT_AHEAD_ALONE, DRAFT_SAME, or FEWER_CASES where it would take
    the place of a version on its day and running cases that this was confirmed for would not take either.
    """
    versions, at = versions_of(unit, draft.key), instant_of(day_of(unit, draft), now=now)
    wrong = wrong_base(versions, draft, at=at)
    if wrong is not None:
        raise wrong
    held = to_write_on(versions, now=at)
    if held is not None and held.content_hash == draft.content_hash:
        raise ConflictError("DRAFT_SAME", version=held.version)
    if held is not None and begins(held) == at > now and is_narrower(draft.scope, held.scope):
        raise ConflictError("FEWER_CASES", version=held.version, day=local_date(at))


def carry_draft(draft_id: str, *, seen: int, actor: Actor, tools: Tools) -> int:
    """Carry what a draft changes onto the version that holds on its day, and return the number of that.

    Its note, reason, tests and writers stay; whoever carries it has written in it. Raises ForbiddenError, ConflictError
    DRAFT_CLOSED, STALE, DRAFT_CARRIED where it is written on that version already, and CARRY_CLASH naming the parts
    that were changed on both sides: then nothing is changed.
    """
    with tools.database.write() as unit:
        draft, now = open_draft(unit, draft_id, actor=actor), tools.clock.now()
        if draft.revision != seen:
            raise ConflictError("STALE", seen=seen, current=draft.revision)
        versions = versions_of(unit, draft.key)
        at = instant_of(day_of(unit, draft), now=now)
        held = to_write_on(versions, now=at)
        if held is None or wrong_base(versions, draft, at=at) is None:
            raise ConflictError("DRAFT_CARRIED", version=draft.base_version)
        carried = carry(base_files(unit, draft), unpack(draft.bundle), unpack(unit.processes.bundle(held.id)))
        if carried.clashes:
            raise ConflictError("CARRY_CLASH", newest=held.version, parts=", ".join(carried.clashes))
        draft.bundle, draft.content_hash = pack(carried.files), content_hash(carried.files)
        draft.base_version = held.version
        sign(draft, actor=actor, now=now)
        note_draft(unit, draft, "process.draft_carried", actor=actor, now=now)
        unit.commit()
        return held.version


def place_of(unit: UnitOfWork, row: ProcessDraft, *, now: datetime) -> tuple[date | None, str]:
    """Return from which day a draft is to hold, and why it is not written on what holds then, or nothing."""
    day = day_of(unit, row)
    wrong = wrong_base(versions_of(unit, row.key), row, at=instant_of(day, now=now))
    return day, wrong.code if wrong else ""


def decider_of(unit: UnitOfWork, row: ProcessDraft) -> str | None:
    """Return who decided about a draft; of one that was published alone who has confirmed it since, if anybody has."""
    version = next((each for each in versions_of(unit, row.key) if each.version == row.published_version), None)
    alone = unit.emergencies.find(version.id) if version else None
    return alone.confirmed_by if alone else row.decided_by


def base_files(unit: UnitOfWork, row: ProcessDraft) -> dict[str, bytes]:
    """Return the files of the version that a draft is written on; none for a process that was not there."""
    versions = versions_of(unit, row.key) if row.base_version is not None else ()
    base = next((each for each in versions if each.version == row.base_version), None)
    return unpack(unit.processes.bundle(base.id)) if base else {}
