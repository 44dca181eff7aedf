"""Work that tells people by a channel: how much of it is begun in one round."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from workflow_app.models import DueWork
from workflow_app.repositories.channel_rests import DOWN
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler


def own_kinds(kinds: Mapping[str, Handler]) -> list[str]:
    """Return the kinds of work that tell nobody by a channel."""
    return [kind for kind, handler in kinds.items() if not handler.tells_people]


def lease_messages(
    unit: UnitOfWork, kinds: Mapping[str, Handler], *, owner: str, now: datetime, machine: datetime, limit: int
) -> list[DueWork]:
    """Lease work of each channel: up to `limit`, one piece where it did not answer last time, none while it rests.

    How a channel stands is asked only where it has work: to learn it costs more than to see that nothing is due.
    """
    found = list[DueWork]()
    for kind in _ready(unit, [kind for kind, handler in kinds.items() if handler.tells_people], now, machine):
        standing = unit.channel_rests.standing(kind, machine=machine)
        if standing.rests_until is None:
            most = 1 if standing.probes else limit
            found += unit.due_work.lease(owner=owner, kinds=[kind], now=now, machine=machine, limit=most)
    return found


def _ready(unit: UnitOfWork, kinds: Sequence[str], now: datetime, machine: datetime) -> list[str]:
    """Return of which kinds there is work to begin; mostly there is none, which one question tells."""
    if not unit.due_work.is_ready(kinds=kinds, now=now, machine=machine):
        return []
    return [kind for kind in kinds if unit.due_work.is_ready(kinds=[kind], now=now, machine=machine)]


def may_send(unit: UnitOfWork, handler: Handler, row: DueWork, *, machine: datetime) -> bool:
    """Tell whether leased work may be told: not where its channel has failed since, unless the work is the probe."""
    if not handler.tells_people:
        return True
    standing = unit.channel_rests.standing(row.kind, machine=machine)
    return standing.rests_until is None or (row.last_error or "").startswith(DOWN)


def close_channel_incidents(unit: UnitOfWork, handler: Handler, row: DueWork, *, now: datetime) -> None:
    """Close what was told of a channel that answers again."""
    if handler.tells_people:
        unit.incidents.resolve_kind(DOWN, row.kind, now=now)
