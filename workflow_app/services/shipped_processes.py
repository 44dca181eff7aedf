"""What the product brings of a process: published where the office has nothing of its own, else left as a draft."""

from collections.abc import Mapping

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import new_id
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.models import Process, ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.process_publishing import Publication, publish
from workflow_app.services.processes import refuse_faults
from workflow_app.services.tools import Tools

SETTING, HASH = "shipped_process:", "content_hash"
"""The settings that remember which content of a process was brought last."""


def take_shipped(key: str, files: Mapping[str, bytes], *, tools: Tools) -> None:
    """Take the files of a process as the product brings them.

    What an office has published is never displaced, nor what it has decided by taking a version of ours back: process
    administrators find the product's files as a draft, once.
    """
    digest = content_hash(files)
    with tools.database.read() as unit:
        process = unit.processes.find(key)
        newest = _newest(unit, process) if process else None
    if not _is_decided_here(newest) and (newest is None or newest.content_hash != digest):
        refuse_faults(key, files, by=SERVICE.id, tools=tools)  # before anything is locked
    with tools.database.write() as unit:
        newest = _newest(unit, unit.processes.take(key))  # the office may have published meanwhile
        if newest is not None and _is_decided_here(newest):
            _leave_draft(unit, key, files, newest, tools)
        elif newest is None or newest.content_hash != digest:
            publish(unit, key, files, Publication(SERVICE.id, SERVICE.id), now=tools.clock.now())
            unit.settings.set(SETTING + key, {HASH: digest})
        unit.commit()


def _newest(unit: UnitOfWork, process: Process) -> ProcessVersion | None:
    versions = unit.processes.versions(process.id)
    return versions[0] if versions else None


def _is_decided_here(newest: ProcessVersion | None) -> bool:
    """Tell whether the office has published a version of its own, or taken one of ours back."""
    return newest is not None and (newest.published_by != SERVICE.id or newest.taken_back_at is not None)


def _leave_draft(unit: UnitOfWork, key: str, files: Mapping[str, bytes], newest: ProcessVersion, tools: Tools) -> None:
    digest, now = content_hash(files), tools.clock.now()
    if unit.settings.find(SETTING + key) == {HASH: digest} or newest.content_hash == digest:
        return
    draft = ProcessDraft(
        id=new_id(),
        key=key,
        title="",
        base_version=newest.version,
        bundle=pack(files),
        content_hash=digest,
        status=DraftStatus.OPEN.value,
        created_by=SERVICE.id,
        created_at=now,
        edited_by=SERVICE.id,
        edited_at=now,
        writers=[],
    )
    unit.add(draft)
    unit.settings.set(SETTING + key, {HASH: digest})
    note_draft(unit, draft, "process.draft_begun", actor=SERVICE, now=now)
