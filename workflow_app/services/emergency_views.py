"""Versions that one person published, as they are shown in red until somebody else has confirmed them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.process_drafts import may_confirm
from workflow_app.models import Emergency, Process, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import set_aside_by

LOOKERS = (Role.PROCESS_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class EmergencyView:
    """A version published alone: by whom, when and why; who confirmed it, or who could and until when.

    `set_aside` are the versions that it keeps from taking effect, because they could not be renewed with it.
    """

    reason: str
    publisher: str
    published_at: datetime
    due_at: datetime
    escalated_at: datetime | None
    confirmer: str
    confirmed_at: datetime | None
    confirmers: tuple[str, ...] = ()
    set_aside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UnconfirmedView:
    """A process that runs in a version published alone; `rule` is why the reader may not confirm it, or empty."""

    key: str
    name_zh: str
    name_en: str
    version: int
    emergency: EmergencyView
    rule: str


def list_unconfirmed(*, actor: Actor, tools: Tools, key: str | None = None) -> tuple[UnconfirmedView, ...]:
    """Return what nobody has confirmed yet to those who administer, of one process or of all."""
    if not actor.has(*LOOKERS):
        return ()
    with tools.database.read() as unit:
        rows = [each for each in unit.emergencies.list_unconfirmed() if key in (None, each[2].key)]
        names = unit.accounts.names([emergency.published_by for emergency, _, _ in rows])
        return tuple(_view(unit, row, names, actor) for row in rows)


def list_unconfirmed_at_work(*, actor: Actor, tools: Tools) -> tuple[UnconfirmedView, ...]:
    """Return what nobody has confirmed of the processes in which somebody has a step."""
    with tools.database.read() as unit:
        rows = [each for each in unit.emergencies.list_unconfirmed() if actor.has(*_roles(unit, each[1], tools))]
        names = unit.accounts.names([emergency.published_by for emergency, _, _ in rows])
        return tuple(_view(unit, row, names, actor) for row in rows)


def show_emergency(
    unit: UnitOfWork, row: Emergency, names: Mapping[str, str], versions: Sequence[ProcessVersion]
) -> EmergencyView:
    """Return one as it is read; who could confirm it is told as long as nobody has."""
    version = next(each for each in versions if each.id == row.version_id)
    people = () if row.confirmed_at else unit.process_drafts.list_confirmers(row.writers)
    return EmergencyView(
        row.reason,
        names.get(row.published_by, ""),
        row.published_at,
        row.due_at,
        row.escalated_at,
        names.get(row.confirmed_by or "", ""),
        row.confirmed_at,
        tuple(each.name for each in people),
        set_aside_by(versions, version.version),
    )


def _view(
    unit: UnitOfWork, found: tuple[Emergency, ProcessVersion, Process], names: Mapping[str, str], actor: Actor
) -> UnconfirmedView:
    emergency, version, process = found
    answer = may_confirm(actor, writers=emergency.writers)
    shown = show_emergency(unit, emergency, names, unit.processes.versions(process.id))
    return UnconfirmedView(
        process.key, process.name_zh, process.name_en, version.version, shown, "" if answer.allowed else answer.rule
    )


def _roles(unit: UnitOfWork, version: ProcessVersion, tools: Tools) -> Collection[Role]:
    """Return who of the office has a step in a version."""
    loaded = tools.processes.get(version.content_hash, lambda: unit.processes.bundle(version.id))
    known = set(Role)
    return {Role(each.role) for each in loaded.compiled.elements.values() if each.role in known} - {Role.APPLICANT}
