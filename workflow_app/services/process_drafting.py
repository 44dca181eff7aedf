"""Writing a process: a draft is begun from a version or from files, and saved file by file.

Nothing is lost by two who write at once: a save names the content that it was written on, and only who wrote on another
one is told to look. What is saved may be unfinished; it is checked when asked, and before it is submitted.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import SETTINGS, refuse_files, refuse_large, refuse_path
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.ids import new_id
from workflow_app.domain.process_arrivals import Arrival
from workflow_app.domain.process_drafts import DraftStatus, may_write, refuse_key, title_of
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.bundles import content_hash, pack, unpack
from workflow_app.services.change_set_guard import refuse_alone
from workflow_app.services.draft_origins import choose, nearest
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.tools import Tools

Change = Callable[[dict[str, bytes]], None]


def begin_draft(
    key: str, title: str, *, actor: Actor, tools: Tools, repeat: Once | None = None, base: int | None = None
) -> str:
    """Begin a draft from the version in effect, or from another one that is ahead, and return its id.

    Raises ForbiddenError, InvalidError on `/title` or `/base_version`, NotFoundError PROCESS_UNKNOWN.
    """
    insist(may_write(actor))
    with tools.database.write() as unit:
        row_id = once.take(unit, repeat, actor)
        row = choose(unit, key, base, at=tools.clock.now(), now=tools.clock.now())
        draft_id = add_draft(unit, row, key, title, actor=actor, tools=tools)
        once.keep(unit, repeat, row_id, draft_id)
        unit.commit()
        return draft_id


def add_draft(unit: UnitOfWork, row: ProcessVersion, key: str, title: str, *, actor: Actor, tools: Tools) -> str:
    """Begin a draft of a process on one of its versions, in a unit of work that the caller commits; return its id."""
    insist(may_write(actor))
    files = unpack(unit.processes.bundle(row.id))
    return _begin(unit, key, title, files, base=row.version, actor=actor, tools=tools)


def import_draft(
    key: str,
    title: str,
    files: Mapping[str, bytes],
    *,
    actor: Actor,
    tools: Tools,
    repeat: Once | None = None,
    arrival: Arrival | None = None,
) -> str:
    """Begin a draft from files that came from elsewhere and return its id; `arrival` says what was adapted in them.

    Raises InvalidError for a key that is none, RefusedError BUNDLE_PATH, BUNDLE_FILES, BUNDLE_FILE_SIZE or BUNDLE_SIZE.
    """
    insist(may_write(actor))
    refuse_key(key)
    refuse_files(files)
    with tools.database.write() as unit:
        row_id = once.take(unit, repeat, actor)
        base = nearest(unit, key, files, now=tools.clock.now())
        draft_id = _begin(unit, key, title, files, base=base, actor=actor, tools=tools)
        unit.process_drafts.get(draft_id).arrival = arrival.as_json() if arrival else None
        once.keep(unit, repeat, row_id, draft_id)
        unit.commit()
        return draft_id


def save_file(draft_id: str, path: str, content: bytes, *, seen: str, actor: Actor, tools: Tools) -> str:
    """Save one file of a draft and return the SHA-256 of what it holds now.

    `seen` is the SHA-256 of the content it was written on, empty for a file that is new. Raises ForbiddenError,
    RefusedError as `import_draft`, ConflictError DRAFT_CLOSED, or STALE where somebody else saved the file meanwhile.
    """
    refuse_path(path)

    def change(files: dict[str, bytes]) -> None:
        now = digest(files[path]) if path in files else ""
        if now not in (seen, digest(content)):
            raise ConflictError("STALE", seen=seen, current=now)
        files[path] = content

    change_draft(draft_id, change, actor=actor, tools=tools)
    return digest(content)


def remove_file(draft_id: str, path: str, *, seen: str, actor: Actor, tools: Tools) -> None:
    """Remove a file of a draft; raises as `save_file`, and ConflictError FILE_NEEDED where no bundle is without it."""

    def change(files: dict[str, bytes]) -> None:
        if path not in files:
            return
        if path == SETTINGS or path.endswith(".bpmn"):
            raise ConflictError("FILE_NEEDED", path=path)
        if digest(files[path]) != seen:
            raise ConflictError("STALE", seen=seen, current=digest(files[path]))
        del files[path]

    change_draft(draft_id, change, actor=actor, tools=tools)


def name_draft(draft_id: str, title: str, *, actor: Actor, tools: Tools) -> None:
    """Call a draft something else; raises ForbiddenError, ConflictError DRAFT_CLOSED, InvalidError on `/title`."""
    with tools.database.write() as unit:
        draft = open_draft(unit, draft_id, actor=actor)
        draft.title = title_of(title)
        unit.commit()


def discard_draft(draft_id: str, *, actor: Actor, tools: Tools) -> None:
    """Throw a draft away; it stays on record. Raises ForbiddenError, ConflictError DRAFT_CLOSED."""
    with tools.database.write() as unit:
        draft, now = open_draft(unit, draft_id, actor=actor), tools.clock.now()
        refuse_alone(draft)
        draft.status, draft.decided_by, draft.decided_at = DraftStatus.DISCARDED.value, actor.id, now
        note_draft(unit, draft, "process.draft_discarded", actor=actor, now=now)
        unit.commit()


def digest(content: bytes) -> str:
    """Return the SHA-256 by which the content of a file is named, in hex."""
    return hashlib.sha256(content).hexdigest()


def open_draft(unit: UnitOfWork, draft_id: str, *, actor: Actor) -> ProcessDraft:
    """Return a draft that can be written in; raises NotFoundError, ForbiddenError, ConflictError DRAFT_CLOSED."""
    insist(may_write(actor))
    draft = unit.process_drafts.get(draft_id, lock=True)
    if draft.status != DraftStatus.OPEN:
        raise ConflictError("DRAFT_CLOSED", status=draft.status)
    return draft


def _begin(
    unit: UnitOfWork,
    key: str,
    title: str,
    files: Mapping[str, bytes],
    *,
    base: int | None,
    actor: Actor,
    tools: Tools,
) -> str:
    now = tools.clock.now()
    draft = ProcessDraft(
        id=new_id(),
        key=key,
        title=title_of(title),
        base_version=base,
        bundle=pack(files),
        content_hash=content_hash(files),
        status=DraftStatus.OPEN.value,
        created_by=actor.id,
        created_at=now,
        edited_by=actor.id,
        edited_at=now,
        writers=[actor.id],
    )
    unit.add(draft)
    note_draft(unit, draft, "process.draft_begun", actor=actor, now=now)
    return draft.id


def change_draft(draft_id: str, change: Change, *, actor: Actor, tools: Tools) -> None:
    """Change the files of a draft; the same once more changes nothing. Raises as `save_file`."""
    with tools.database.write() as unit:
        draft = open_draft(unit, draft_id, actor=actor)
        files = unpack(draft.bundle)
        change(files)
        refuse_large(files)
        if (now := content_hash(files)) == draft.content_hash:
            return
        draft.bundle, draft.content_hash = pack(files), now
        sign(draft, actor=actor, now=tools.clock.now())
        unit.commit()


def sign(draft: ProcessDraft, *, actor: Actor, now: datetime) -> None:
    """Note who wrote last, and that they wrote at all."""
    draft.edited_by, draft.edited_at, draft.revision = actor.id, now, draft.revision + 1
    add_writer(draft, actor)


def add_writer(draft: ProcessDraft, actor: Actor) -> None:
    """Note that somebody has written in a draft, so that they do not confirm it."""
    if actor.id not in draft.writers:
        draft.writers = [*draft.writers, actor.id]
