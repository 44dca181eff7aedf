"""Drafts of processes as they are read: the list, one of them with its files, and a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.process_drafts import UNDER_WAY, DraftStatus, may_confirm, may_write
from workflow_app.domain.time import machine_now
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import pack, unpack
from workflow_app.services.draft_bases import base_files, decider_of, place_of
from workflow_app.services.draft_holding import open_with
from workflow_app.services.file_titles import file_titles, process_title
from workflow_app.services.process_drafting import digest
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft in a list; `rule` is why the reader may not confirm it, or empty.

    `base_wrong` is why the version that it is written on is not what holds on its day, or empty. `arrival` is the name
    of the file that its diagram came in and was adapted from, `process_zh` and `process_en` what its files call the
    process; lists do not say them.
    """

    id: str
    key: str
    title: str
    base_version: int | None
    status: DraftStatus
    revision: int
    content_hash: str
    editor: str
    edited_at: datetime
    submitter: str
    submitted_at: datetime | None
    effective_on: date | None
    scope: str
    note: str
    basis: str
    decider: str
    decision_note: str
    published_version: int | None
    open_with: str
    rule: str
    base_wrong: str = ""
    arrival: str = ""
    process_zh: str = ""
    process_en: str = ""
    is_edited_by_reader: bool = False


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a draft; `digest` names its content, `base` that in the version it was begun from, empty if new."""

    path: str
    kind: Kind
    title_zh: str
    title_en: str
    size: int
    digest: str
    base: str

    @property
    def is_changed(self) -> bool:
        """Tell whether it differs from the version the draft was begun from."""
        return self.digest != self.base


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft with its files, changed ones first, and which ones of its version are gone.

    `confirmers` are the names of those who could confirm it once the reader has submitted it.
    """

    draft: DraftView
    files: tuple[FileView, ...]
    gone: tuple[str, ...]
    confirmers: tuple[str, ...]

    @property
    def is_left_to_reader(self) -> bool:
        """Tell whether nobody but the reader could confirm it, and they only as long as they do not write in it."""
        return self.draft.status is DraftStatus.OPEN and not self.confirmers and not self.draft.rule


def list_drafts(*, actor: Actor, tools: Tools, key: str | None = None) -> tuple[DraftView, ...]:
    """Return the drafts that are being written or wait to be confirmed, edited last first; raises ForbiddenError."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        rows = unit.process_drafts.list_all(UNDER_WAY, key=key)
        names = unit.accounts.names([person for row in rows for person in _people(row)])
        return tuple(_placed(unit, row, _show(row, names, actor=actor), tools) for row in rows)


def get_draft(draft_id: str, *, actor: Actor, tools: Tools) -> DraftPage:
    """Return a draft with its files; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        row = unit.process_drafts.get(draft_id)
        view = _placed(unit, row, _show(row, unit.accounts.names(_people(row)), actor=actor), tools)
        writers = {*row.writers, actor.id} if row.status == DraftStatus.OPEN else row.writers
        confirmers = tuple(each.name for each in unit.process_drafts.list_confirmers(writers))
        base = {path: digest(content) for path, content in base_files(unit, row).items()}
    files = unpack(row.bundle)
    (zh, en), order, titles = process_title(files), list(Kind), file_titles(files)
    view = replace(view, arrival=row.arrival["name"] if row.arrival else "", process_zh=zh, process_en=en)
    shown = [
        FileView(path, kind, *titles.get(path, ("", "")), len(content), digest(content), base.get(path, ""))
        for path, content in files.items()
        if (kind := kind_of(path)) is not None
    ]
    shown.sort(key=lambda each: (not each.is_changed, order.index(each.kind), each.path))
    return DraftPage(view, tuple(shown), tuple(sorted(base.keys() - files.keys())), confirmers)


def read_draft_file(draft_id: str, path: str, *, actor: Actor, tools: Tools) -> bytes:
    """Return a file of a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN or FILE_UNKNOWN."""
    files = draft_files(draft_id, actor=actor, tools=tools)
    if path not in files:
        raise NotFoundError("FILE_UNKNOWN", path=path)
    return files[path]


def export_draft(draft_id: str, *, actor: Actor, tools: Tools) -> bytes:
    """Return a draft as a zip; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    return pack(draft_files(draft_id, actor=actor, tools=tools))


def draft_files(draft_id: str, *, actor: Actor, tools: Tools) -> dict[str, bytes]:
    """Return all files of a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    return draft_bundle(draft_id, actor=actor, tools=tools)[1]


def draft_bundle(draft_id: str, *, actor: Actor, tools: Tools) -> tuple[str, dict[str, bytes]]:
    """Return the key of the process that a draft is of, and all files; raises as `draft_files`."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        row = unit.process_drafts.get(draft_id)
    return row.key, unpack(row.bundle)


def _placed(unit: UnitOfWork, row: ProcessDraft, view: DraftView, tools: Tools) -> DraftView:
    """Say from which day a draft is to hold, whether it is written on what holds then, and who has confirmed it."""
    if view.status in UNDER_WAY:
        day, wrong = place_of(unit, row, now=tools.clock.now())
        return replace(view, effective_on=day, base_wrong=wrong)
    decider = decider_of(unit, row)
    return replace(view, decider=unit.accounts.names([decider]).get(decider or "", ""))


def _people(row: ProcessDraft) -> list[str | None]:
    return [row.edited_by, row.submitted_by, row.decided_by, row.open_with]


def _show(row: ProcessDraft, names: Mapping[str, str], *, actor: Actor) -> DraftView:
    confirms = may_confirm(actor, writers=row.writers)
    return DraftView(
        id=row.id,
        key=row.key,
        title=row.title,
        base_version=row.base_version,
        status=DraftStatus(row.status),
        revision=row.revision,
        content_hash=row.content_hash,
        editor=names.get(row.edited_by, ""),
        edited_at=row.edited_at,
        submitter=names.get(row.submitted_by or "", ""),
        submitted_at=row.submitted_at,
        effective_on=row.effective_on,
        scope=row.scope,
        note=row.note,
        basis=row.basis,
        decider=names.get(row.decided_by or "", ""),
        decision_note=row.decision_note,
        published_version=row.published_version,
        open_with=names.get(open_with(row, actor=actor, now=machine_now()), ""),
        rule="" if confirms.allowed else confirms.rule,
        is_edited_by_reader=row.edited_by == actor.id,
    )
