"""What waits for its day and cannot take an emergency up is set aside by it, and its change is written anew.

Two people confirmed that change, but nobody can put two changes of one part together while it burns. See decision 0140.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.carrying import carry
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.process_drafts import LONGEST_TITLE, WRITERS, may_write
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.bundles import content_hash, pack, unpack
from workflow_app.services.draft_bases import versions_of
from workflow_app.services.draft_outlooks import PartName, named_parts
from workflow_app.services.draft_publishing import roles_in
from workflow_app.services.emergency_news import Alone, facts_of
from workflow_app.services.process_drafting import add_draft
from workflow_app.services.process_news import tell_holders
from workflow_app.services.renewing import Renewed, renewals_of
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version
from workflow_app.services.versions_in_effect import ahead_of, begins, is_set_aside, to_write_on, written_from


@dataclass(frozen=True, slots=True)
class Anew:
    """A draft that has the change of a version which was set aside, but for the parts that others changed since."""

    id: str
    clashes: tuple[PartName, ...]


def to_set_aside(
    unit: UnitOfWork, draft: ProcessDraft, renewed: Renewed, agreed: Collection[int], *, now: datetime
) -> Sequence[ProcessVersion]:
    """Return the versions ahead that cannot take up a draft which is to hold at once, the first of them first.

    Those after the first were written on it, so they cannot either. Raises ConflictError as `refuse_renewals` where it
    is not `agreed` that the first one is set aside, and AHEAD_ALSO naming all of them where that is not of another one.
    """
    ahead = ahead_of(versions_of(unit, draft.key), now=now)
    for each in renewals_of(unit, draft.key, unpack(draft.bundle), at=now):
        wrong = renewed.wrong([each])
        if wrong is None:
            continue
        if wrong.code == "AHEAD_MOVED" or each.row.version not in agreed:
            raise wrong
        rows = ahead[ahead.index(each.row) :]
        numbers = [row.version for row in rows]
        if not set(numbers) <= set(agreed):
            raise ConflictError("AHEAD_ALSO", versions=", ".join(map(str, numbers)))
        return rows
    return ()


def tell_set_aside(unit: UnitOfWork, alone: Alone, *, actor: Actor, now: datetime) -> None:
    """Tell who has a step in a version that is set aside, or writes processes, that it does not take effect."""
    for each in alone.aside:
        facts = facts_of(alone) | {
            "who": actor.name,
            "aside": each.version,
            "day": local_date(begins(each)).isoformat(),
            "note": each.note or "",
            "path": f"/studio/processes/{alone.process.key}/versions/{each.version}",
        }
        roles = {*roles_in(unpack(unit.processes.bundle(each.id))), *WRITERS} - {Role.APPLICANT}
        tell_holders(unit, "VERSION_SET_ASIDE", facts, roles, now=now, apart={actor.id})


def write_anew(key: str, number: int, *, actor: Actor, tools: Tools, repeat: Once | None = None) -> Anew:
    """Begin a draft that puts the change of a version which was set aside into what holds on its day.

    It keeps note, basis, choice of cases, and the day where that is still to come. Parts that both changed stay as they
    hold. Raises ForbiddenError, NotFoundError VERSION_UNKNOWN, ConflictError NOT_SET_ASIDE.
    """
    insist(may_write(actor))
    with tools.database.write() as unit:
        row_id, now = once.take(unit, repeat, actor), tools.clock.now()
        _process, rows, row = find_version(unit, key, number)
        held = to_write_on(rows, now=max(begins(row), now))
        if held is None or not is_set_aside(rows, row):
            raise ConflictError("NOT_SET_ASIDE", version=number)
        draft_id = add_draft(unit, held, key, _title(unit, row, key), actor=actor, tools=tools)
        draft = unit.process_drafts.get(draft_id)
        clashes = _fill(unit, draft, row, written_from(rows, row), held)
        if begins(row) > now:
            draft.effective_on = local_date(begins(row))
        anew = Anew(draft_id, clashes)
        once.keep(unit, repeat, row_id, anew)
        unit.commit()
        return anew


def _fill(
    unit: UnitOfWork, draft: ProcessDraft, row: ProcessVersion, base: ProcessVersion | None, held: ProcessVersion
) -> tuple[PartName, ...]:
    """Put the change of a version into a draft on the one that holds, and return the parts that both changed."""
    before = unpack(unit.processes.bundle(base.id)) if base else {}
    theirs = unpack(unit.processes.bundle(held.id))
    mine = unpack(unit.processes.bundle(row.id))
    carried = carry(before, mine, theirs)
    files = {path: content for path, content in carried.files.items() if path not in carried.clashes}
    files |= {path: theirs[path] for path in carried.clashes if path in theirs}
    draft.bundle, draft.content_hash = pack(files), content_hash(files)
    draft.note, draft.basis, draft.scope = row.note or "", row.basis or "", row.scope
    return named_parts(carried.clashes, {**mine, **theirs})


def _title(unit: UnitOfWork, row: ProcessVersion, key: str) -> str:
    """Return what the draft of a version was called, else how its note begins."""
    draft = unit.process_drafts.find_published(key, row.version)
    return draft.title if draft else (row.note or key)[:LONGEST_TITLE]
