"""What is before a draft that is under way: the text it is written on, others of its process, and versions ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.carrying import carry
from workflow_app.domain.process_drafts import UNDER_WAY, DraftStatus, may_write
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_bases import base_files, day_of, instant_of, versions_of, wrong_base
from workflow_app.services.draft_origins import origins_of
from workflow_app.services.file_titles import file_titles
from workflow_app.services.renewing import renewals_of
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import ahead_of, begins, to_write_on


@dataclass(frozen=True, slots=True)
class PartName:
    """A part of a bundle that two changes meet in: its path, and what it is called."""

    path: str
    title_zh: str
    title_en: str


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """Another draft of the same process that is under way, and the change set that it is part of."""

    id: str
    title: str
    status: DraftStatus
    day: date | None
    set_id: str | None
    set_title: str


@dataclass(frozen=True, slots=True)
class AheadView:
    """A version that is ahead, from which day and about what; `clashes` are parts that both change.

    `after_clash` tells that it was written on one that cannot be renewed, so it cannot either.
    """

    version: int
    day: date
    note: str
    clashes: tuple[PartName, ...] = ()
    after_clash: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is before a draft.

    `code` and `values` say why its text is not the one that holds on its day, empty where it is; `onto` is that one,
    and `clashes` the parts that keep the change from being carried onto it. `ahead` are the versions that it renews.
    """

    code: str
    values: Mapping[str, object]
    onto: int | None
    clashes: tuple[PartName, ...]
    ahead: tuple[AheadView, ...]
    others: tuple[OtherDraft, ...]


def find_outlook(draft_id: str, *, actor: Actor, tools: Tools) -> Outlook | None:
    """Return what is before a draft; None where it is not under way. Raises ForbiddenError, NotFoundError."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        row = unit.process_drafts.get(draft_id)
        return outlook_of(unit, row, now=tools.clock.now()) if row.status in UNDER_WAY else None


def outlook_of(unit: UnitOfWork, row: ProcessDraft, *, now: datetime) -> Outlook:
    """Return what is before a draft that is under way; whoever calls has asked whether the reader may."""
    at, versions, mine = instant_of(day_of(unit, row), now=now), versions_of(unit, row.key), unpack(row.bundle)
    wrong, held = wrong_base(versions, row, at=at), to_write_on(versions, now=at)
    others = tuple(_others(unit, row))
    if wrong is None or held is None:
        return Outlook("", {}, None, (), tuple(_ahead(unit, row, at)), others)
    theirs = unpack(unit.processes.bundle(held.id))
    clashes = named_parts(carry(base_files(unit, row), mine, theirs).clashes, {**theirs, **mine})
    return Outlook(wrong.code, wrong.values, held.version, clashes, (), others)


def list_origins(key: str, *, actor: Actor, tools: Tools) -> tuple[AheadView, ...]:
    """Return the versions that a draft can be written on: what is in effect, then what is ahead."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        rows = origins_of(unit, key, now=tools.clock.now())
        return tuple(_view(each) for each in rows)


def _view(row: ProcessVersion) -> AheadView:
    return AheadView(row.version, local_date(begins(row)), row.note or "")


def _ahead(unit: UnitOfWork, row: ProcessDraft, at: datetime) -> Iterable[AheadView]:
    files, ahead = unpack(row.bundle), ahead_of(versions_of(unit, row.key), now=at)
    renewals = list(renewals_of(unit, row.key, files, at=at))
    for each in renewals:
        yield replace(_view(each.row), clashes=named_parts(each.clashes, {**each.files, **files}))
    for later in ahead[len(renewals) :]:
        yield replace(_view(later), after_clash=True)


def _others(unit: UnitOfWork, row: ProcessDraft) -> Iterable[OtherDraft]:
    for each in unit.process_drafts.list_all(UNDER_WAY, key=row.key):
        if each.id == row.id:
            continue
        own = unit.change_sets.get(each.change_set_id) if each.change_set_id else None
        said = (each.id, each.title, DraftStatus(each.status), own.effective_on if own else each.effective_on)
        yield OtherDraft(*said, own.id if own else None, own.title if own else "")


def named_parts(paths: Iterable[str], files: Mapping[str, bytes]) -> tuple[PartName, ...]:
    """Return what parts are called in the files that have them."""
    titles = file_titles(files)
    return tuple(PartName(each, *titles.get(each, ("", ""))) for each in paths)
