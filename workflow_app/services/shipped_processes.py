"""What the product brings of a process: published where the office has nothing of its own, else left as a draft."""

from collections.abc import Mapping

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import new_id
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.process_draft_news import note_draft
from workflow_app.services.processes import publish_bundle
from workflow_app.services.tools import Tools

SETTING, HASH = "shipped_process:", "content_hash"
"""The settings that remember which content of a process was brought last."""


def take_shipped(key: str, files: Mapping[str, bytes], *, tools: Tools) -> None:
    """Take the files of a process as the product brings them.

    What an office has published is never displaced, nor what it has decided by taking a version of ours back: process
    administrators find the product's files as a draft, once.
    """
    with tools.database.write() as unit:
        newest = _newest(unit, key)
        if newest is not None and (newest.published_by != SERVICE.id or newest.taken_back_at is not None):
            _leave_draft(unit, key, files, newest, tools)
            unit.commit()
            return
    publish_bundle(key, files, by=SERVICE.id, approved_by=SERVICE.id, tools=tools)
    with tools.database.write() as unit:
        unit.settings.set(SETTING + key, {HASH: content_hash(files)})
        unit.commit()


def _newest(unit: UnitOfWork, key: str) -> ProcessVersion | None:
    process = unit.processes.find(key)
    versions = unit.processes.versions(process.id) if process else ()
    return versions[0] if versions else None


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
