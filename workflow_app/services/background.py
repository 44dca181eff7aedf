"""Works off due work: lease and prepare, tell, record; three short units, of which telling holds no transaction.

What needs nobody outside comes first in every round, and a round ends when more of it has become due: no site and no
mail server holds up letters, timers and cases for longer than one call. What they must answer is prepared right before.
"""

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workflow_app.domain.ports import RefusedBySiteError
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork
from workflow_app.repositories.due_work_states import DEAD, LEASE, finish, lease, put_back
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.channel_calls import close_channel_incidents, lease_messages, may_send, own_kinds
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.failures import record_failure
from workflow_app.services.handlers import Handler
from workflow_app.services.housekeeping import plan_day
from workflow_app.services.tools import Tools

BATCH = 20
LEAST_LEASE = timedelta(seconds=30)
"""What must be left of a lease to begin a piece of work: more than a site may take to answer."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A piece of work in our hands: its row as leased, and what telling needs or why that could not be read."""

    row: DueWork
    handler: Handler
    prepared: object | None = None
    error: Exception | None = None


def new_owner() -> str:
    """Return a name for who leases, unlike any other's."""
    return f"{os.getpid()}-{secrets.token_hex(8)}"


class Background:
    """Calls `run_once` under a name of its own; the first call on a business day plans the housekeeping of that day."""

    def __init__(self, tools: Tools, *, kinds: Mapping[str, Handler] = KINDS) -> None:
        self._tools = tools
        self._kinds = kinds
        self._owner = new_owner()
        self._planned_on: date | None = None

    def __call__(self) -> int:
        """Do what is due now; returns how many pieces of work were begun."""
        today = local_date(self._tools.clock.now())
        if self._planned_on != today:
            plan_housekeeping(self._tools)
            self._planned_on = today
        return run_once(self._tools, owner=self._owner, kinds=self._kinds)


def plan_housekeeping(tools: Tools) -> None:
    """Plan what is done at the end of the business day, unless it is planned."""
    with tools.database.write() as unit:
        plan_day(unit, now=tools.clock.now())
        unit.commit()


def run_once(tools: Tools, *, owner: str, limit: int = BATCH, kinds: Mapping[str, Handler] = KINDS) -> int:
    """Do up to `limit` pieces of our own work that are due now, then as many of those that tell others.

    Returns how many were begun. May be called by many at once. A crash anywhere is harmless: the lease ends after a
    minute, and each piece may be repeated.
    """
    until = tools.machine() + LEASE - LEAST_LEASE
    leased, calls = _lease(tools, owner, limit, kinds), 0
    for number, each in enumerate(leased):
        if tools.machine() > until or (calls and _is_own_work_ready(tools, kinds)):
            _give_back(tools, owner, leased[number:])
            return number
        if each.row.site_id is None and not each.handler.tells_people:
            _do(tools, owner, each)
        else:
            calls += _call(tools, owner, each)
    return len(leased)


def run_due(tools: Tools, *, kinds: Mapping[str, Handler] = KINDS) -> int:
    """Do everything that is due now, and what comes of it at once; returns how many pieces were begun."""
    owner, done = new_owner(), 0
    while count := run_once(tools, owner=owner, kinds=kinds):
        done += count
    return done


def _lease(tools: Tools, owner: str, limit: int, kinds: Mapping[str, Handler]) -> list[Leased]:
    """Lease what is due and read what telling needs, in one unit; looks before it locks."""
    now, machine = tools.clock.now(), tools.machine()
    with tools.database.read() as unit:
        if not unit.due_work.is_ready(kinds=kinds.keys(), now=now, machine=machine):
            return []
    with tools.database.write() as unit:
        rows = unit.due_work.lease(owner=owner, kinds=own_kinds(kinds), now=now, machine=machine, limit=limit)
        calls = [*unit.due_work.lease_calls(owner=owner, kinds=kinds.keys(), now=now, machine=machine, limit=limit)]
        calls += lease_messages(unit, kinds, owner=owner, now=now, machine=machine, limit=limit)
        leased = [_prepare(unit, Leased(row, kinds[row.kind]), tools) for row in rows]
        unit.commit()
    return leased + [Leased(row, kinds[row.kind]) for row in calls]


def _prepare(unit: UnitOfWork, work: Leased, tools: Tools) -> Leased:
    """Read what telling needs, or why that could not be read: one bad row must not hold up the others."""
    try:
        return replace(work, prepared=work.handler.prepare(unit, work.row, tools))
    except Exception as error:  # noqa: BLE001 - see above
        return replace(work, error=error)


def _is_own_work_ready(tools: Tools, kinds: Mapping[str, Handler]) -> bool:
    """Tell whether there is work again that needs no other site."""
    with tools.database.read() as unit:
        return unit.due_work.is_ready(
            kinds=own_kinds(kinds), now=tools.clock.now(), machine=tools.machine(), without_sites=True
        )


def _call(tools: Tools, owner: str, work: Leased) -> bool:
    """Do work that somebody outside must answer, unless they rest: then its work waits, and that is no attempt."""
    machine = tools.machine()
    with tools.database.write() as unit:
        row = unit.due_work.get(work.row.id, lock=True)
        if not _is_ours(row, owner):
            return False
        lease(row, owner=owner, machine=machine)
        may_call = may_send(unit, work.handler, row, machine=machine) and unit.sites.may_call(row, machine=machine)
        if may_call:
            work = _prepare(unit, replace(work, row=row), tools)
        else:
            put_back(row)
        unit.commit()
    if may_call:
        _do(tools, owner, work)
    return may_call


def _give_back(tools: Tools, owner: str, leased: Sequence[Leased]) -> None:
    """Let others begin what there was no time for."""
    with tools.database.write() as unit:
        unit.due_work.give_back([each.row.id for each in leased], owner=owner)
        unit.commit()


def _do(tools: Tools, owner: str, work: Leased) -> None:
    """Tell and record one piece of work; whatever goes wrong is written down in a unit of its own."""
    if work.error is not None:
        _record_failure(tools, owner, work, work.error)
        return
    try:
        told = None if work.prepared is None else work.handler.tell(work.prepared, tools)
        _record(tools, owner, work, told)
    except Exception as error:  # noqa: BLE001 - becomes a later try or an incident
        _record_failure(tools, owner, work, error)


def _record(tools: Tools, owner: str, work: Leased, told: object) -> None:
    """Write what came of it and mark it done, unless the lease was lost to another."""
    with tools.database.write() as unit:
        row = unit.due_work.get(work.row.id, lock=True)
        if not _is_ours(row, owner):
            return
        if work.prepared is not None:
            unit.sites.note_answer(row)
        work.handler.record(unit, row, told, tools)
        now = tools.clock.now()
        if row.last_error is not None:
            unit.incidents.resolve(now=now, due_work_id=row.id)
            close_channel_incidents(unit, work.handler, row, now=now)
        finish(row, now=now)
        unit.commit()


def _record_failure(tools: Tools, owner: str, work: Leased, error: Exception) -> None:
    """Write down that it failed, unless the lease was lost to another."""
    with tools.database.write() as unit:
        row = unit.due_work.get(work.row.id, lock=True)
        if _is_ours(row, owner):
            if isinstance(error, RefusedBySiteError):
                if work.prepared is not None:
                    unit.sites.note_answer(row)
                work.handler.refused(unit, row, error, tools)
            record_failure(unit, row, error, now=tools.clock.now(), machine=tools.machine())
            if row.status == DEAD:
                work.handler.gave_up(unit, row, tools)
            unit.commit()


def _is_ours(row: DueWork, owner: str) -> bool:
    return row.status == "LEASED" and row.lease_owner == owner
