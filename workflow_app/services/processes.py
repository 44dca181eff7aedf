"""Processes: list them, show their diagrams, publish a bundle as the version new cases take."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.process_facts import Words
from workflow_app.domain.process_findings import refuse
from workflow_app.models import Process, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.decision_views import TableView, show_tables
from workflow_app.services.loaded import LoadedProcess, load
from workflow_app.services.process_checks import check_behaviour
from workflow_app.services.tools import Tools

STAMP = (2026, 1, 1, 0, 0, 0)
"""Files in a bundle carry no time of their own, so that the same content is the same zip."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One published version of a process."""

    version: int
    content_hash: str
    published_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ProcessView:
    """A process and its versions, newest first; `silence` is what follows where the office lets its time pass.

    `tables` are the decision tables of the version that new cases take.
    """

    key: str
    name_zh: str
    name_en: str
    current_version: int
    versions: tuple[VersionView, ...] = ()
    silence: str = ""
    silence_clock_zh: str = ""
    silence_clock_en: str = ""
    tables: tuple[TableView, ...] = ()


def list_processes(*, tools: Tools) -> tuple[ProcessView, ...]:
    """Return every process."""
    with tools.database.read() as unit:
        return tuple(_show(unit, row) for row in unit.processes.list_all())


def get_process(key: str, *, tools: Tools) -> ProcessView:
    """Return a process; raises NotFoundError PROCESS_UNKNOWN."""
    with tools.database.read() as unit:
        view, loaded = _show(unit, _find(unit, key)), _current(unit, key, tools)
    if loaded is None:
        return view
    clock = loaded.facts.clock(loaded.facts.silence_clock or "")
    words = clock.words if clock else Words("", "")
    return replace(
        view,
        silence=loaded.facts.silence.value,
        silence_clock_zh=words.zh,
        silence_clock_en=words.en,
        tables=show_tables(loaded.compiled),
    )


def _current(unit: UnitOfWork, key: str, tools: Tools) -> LoadedProcess | None:
    """Return the version that new cases take."""
    versions = unit.processes.versions(_find(unit, key).id)
    if not versions:
        return None
    return tools.processes.get(versions[0].content_hash, lambda: unit.processes.bundle(versions[0].id))


def _find(unit: UnitOfWork, key: str) -> Process:
    row = unit.processes.find(key)
    if row is None:
        raise NotFoundError("PROCESS_UNKNOWN", key=key)
    return row


def _show(unit: UnitOfWork, row: Process) -> ProcessView:
    versions = tuple(
        VersionView(each.version, each.content_hash, each.published_at, each.note)
        for each in unit.processes.versions(row.id)
    )
    return ProcessView(row.key, row.name_zh, row.name_en, row.current_version, versions)


def get_version_diagram(key: str, version: int, *, tools: Tools) -> bytes:
    """Return the diagram of one version; raises NotFoundError."""
    with tools.database.read() as unit:
        row = next((each for each in unit.processes.versions(_find(unit, key).id) if each.version == version), None)
        if row is None:
            raise NotFoundError("PROCESS_UNKNOWN", key=key)
        return tools.processes.get(row.content_hash, lambda: unit.processes.bundle(row.id)).diagram


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a bundle: the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, STAMP), files[path], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return the address of a bundle: a digest over the paths and contents of its files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode())
        digest.update(files[path])
    return digest.hexdigest()


def publish_bundle(
    key: str, files: Mapping[str, bytes], *, by: str, approved_by: str, tools: Tools, note: str = ""
) -> int:
    """Publish a bundle as the version that new cases take, and return its number; the same content again does nothing.

    `by` and `approved_by` are account ids. Raises ForbiddenError SOD_VIOLATION where a person approves their own
    bundle, ProcessRefusedError for what the check of it finds, and whatever loading a bundle refuses.
    """
    digest = content_hash(files)
    if same := _published(key, digest, tools):
        return same
    if by != SERVICE.id:
        _refuse_alone(by, approved_by)
    _refuse_faults(key, files, by=by, tools=tools)
    loaded = load(files)
    with tools.database.write() as unit:
        process = unit.processes.find(key)
        if process is None:
            process = Process(key=key, name_zh=loaded.facts.words.zh, name_en=loaded.facts.words.en, current_version=0)
            unit.add(process)
            unit.flush()
        elif version := _same(unit, process, digest):
            return version
        versions = unit.processes.versions(process.id)
        process.current_version = number = (versions[0].version if versions else 0) + 1
        unit.add(
            ProcessVersion(
                process_id=process.id,
                version=number,
                content_hash=digest,
                bundle=pack(files),
                status="PUBLISHED",
                published_at=tools.clock.now(),
                published_by=by,
                approved_by=approved_by,
                note=note,
            )
        )
        unit.commit()
        return number


def _refuse_alone(by: str, approved_by: str) -> None:
    """Two people publish."""
    if by == approved_by:
        raise ForbiddenError("SOD_VIOLATION")


def _refuse_faults(key: str, files: Mapping[str, bytes], *, by: str, tools: Tools) -> None:
    """Refuse what the check finds.

    What comes with the product must not keep an office from starting, whatever its limits: of that only how it runs is
    asked, which no office changes.
    """
    report = check_behaviour(key, files) if by == SERVICE.id else check_here(files, key=key, tools=tools)
    refuse(report.findings)


def _published(key: str, digest: str, tools: Tools) -> int | None:
    """Return the number of the current version of a process, if it is there and has this content."""
    with tools.database.read() as unit:
        process = unit.processes.find(key)
        return _same(unit, process, digest) if process else None


def _same(unit: UnitOfWork, process: Process, digest: str) -> int | None:
    """Return the number of the current version, if it has this content."""
    versions = unit.processes.versions(process.id)
    return versions[0].version if versions and versions[0].content_hash == digest else None
