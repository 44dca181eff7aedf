"""Putting a version of a process into the installation, from which new cases take it once it is in effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.migrating import Scope
from workflow_app.models import ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.loaded import load
from workflow_app.services.migration_plans import Plan, plan_migration


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes, who approves, what changed, by which law, from when new cases take it, empty for at once.

    `scope` is which of the running cases take it too; of what is published `alone` they do so only once somebody else
    has confirmed it. It may be one that was ahead (`renews`) with the change of one
    in it that was published for an earlier day (`renewed_with`).
    """

    by: str
    approved_by: str
    effective_at: datetime | None = None
    note: str = ""
    basis: str = ""
    scope: str = Scope.NEW.value
    renews: int | None = None
    renewed_with: int | None = None
    alone: bool = False


def publish(unit: UnitOfWork, key: str, files: Mapping[str, bytes], facts: Publication, *, now: datetime) -> int:
    """Add a version in a unit of work that the caller commits, and return its number; checks nothing but that it loads.

    Who has asked what is published already, to decide by it, took the process first: publications go one by one.

    Raises ProcessRefusedError or RefusedError where it cannot run.
    """
    words, process = load(files).facts.words, unit.processes.take(key)
    process.name_zh, process.name_en = words.zh, words.en
    versions = unit.processes.versions(process.id)
    number = (versions[0].version if versions else 0) + 1
    version = ProcessVersion(
        id=new_id(),
        process_id=process.id,
        version=number,
        content_hash=content_hash(files),
        bundle=pack(files),
        effective_at=facts.effective_at,
        published_at=now,
        published_by=facts.by,
        approved_by=facts.approved_by,
        note=facts.note,
        basis=facts.basis,
        scope=facts.scope,
        renews=facts.renews,
        renewed_with=facts.renewed_with,
    )
    unit.add(version)
    if versions:
        plan = Plan(version.id, version.id, Scope.NEW.value if facts.alone else facts.scope)
        plan_migration(unit, plan, due_at=facts.effective_at or now, now=now)
    return number
