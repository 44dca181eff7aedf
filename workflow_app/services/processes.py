"""Processes: list them, show their diagrams, publish a bundle as the version new cases take."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.process_facts import Words
from workflow_app.domain.process_findings import refuse
from workflow_app.models import Process, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.decision_views import TableView, show_tables
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.pause_views import PauseNotice, running_pause
from workflow_app.services.process_checks import check_behaviour
from workflow_app.services.process_publishing import Publication, publish
from workflow_app.services.tools import Tools
from workflow_app.services.version_views import VersionView, show_versions
from workflow_app.services.versions_in_effect import current_of


@dataclass(frozen=True, slots=True)
class ProcessView:
    """A process and its versions, newest first; `silence` is what follows where the office lets its time pass.

    `pause` is what the public is told while new filings wait.
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
    pause: PauseNotice | None = None


def list_processes(*, tools: Tools) -> tuple[ProcessView, ...]:
    """Return every process."""
    with tools.database.read() as unit:
        now = tools.clock.now()
        return tuple(_show(unit, row, now=now) for row in unit.processes.list_all())


def get_process(key: str, *, tools: Tools) -> ProcessView:
    """Return a process; raises NotFoundError PROCESS_UNKNOWN."""
    with tools.database.read() as unit:
        now = tools.clock.now()
        view, loaded = _show(unit, _find(unit, key), now=now), _current(unit, key, tools)
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
    row = current_of(unit.processes.versions(_find(unit, key).id), now=tools.clock.now())
    return tools.processes.get(row.content_hash, lambda: unit.processes.bundle(row.id)) if row else None


def _find(unit: UnitOfWork, key: str) -> Process:
    row = unit.processes.find(key)
    if row is None:
        raise NotFoundError("PROCESS_UNKNOWN", key=key)
    return row


def _show(unit: UnitOfWork, row: Process, *, now: datetime) -> ProcessView:
    versions = show_versions(unit, unit.processes.versions(row.id), now=now)
    current = next((each.version for each in versions if each.is_current), 0)
    return ProcessView(row.key, row.name_zh, row.name_en, current, versions, pause=running_pause(unit, row, now=now))


def get_version_diagram(key: str, version: int, *, tools: Tools) -> bytes:
    """Return the diagram of one version; raises NotFoundError."""
    with tools.database.read() as unit:
        row = _find_version(unit, key, version)
        return tools.processes.get(row.content_hash, lambda: unit.processes.bundle(row.id)).diagram


def export_version(key: str, version: int, *, tools: Tools) -> bytes:
    """Return one version as a zip; raises NotFoundError."""
    with tools.database.read() as unit:
        return unit.processes.bundle(_find_version(unit, key, version).id)


def _find_version(unit: UnitOfWork, key: str, version: int) -> ProcessVersion:
    row = next((each for each in unit.processes.versions(_find(unit, key).id) if each.version == version), None)
    if row is None:
        raise NotFoundError("PROCESS_UNKNOWN", key=key)
    return row


def publish_bundle(
    key: str, files: Mapping[str, bytes], *, by: str, approved_by: str, tools: Tools, note: str = ""
) -> int:
    """Publish a bundle as the version that new cases take, and return its number; the same content again does nothing.

    `by` and `approved_by` are account ids. Raises ForbiddenError SOD_VIOLATION where a person approves their own
    bundle, ProcessRefusedError for what the check of it finds, and whatever loading a bundle refuses.
    """
    digest, now = content_hash(files), tools.clock.now()
    if same := _published(key, digest, tools):
        return same
    if by != SERVICE.id:
        _refuse_alone(by, approved_by)
    refuse_faults(key, files, by=by, tools=tools)
    with tools.database.write() as unit:
        if version := _same(unit, unit.processes.take(key), digest):
            return version
        number = publish(unit, key, files, Publication(by, approved_by, note=note), now=now)
        unit.commit()
        return number


def _refuse_alone(by: str, approved_by: str) -> None:
    """Two people publish."""
    if by == approved_by:
        raise ForbiddenError("SOD_VIOLATION")


def refuse_faults(key: str, files: Mapping[str, bytes], *, by: str, tools: Tools) -> None:
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
