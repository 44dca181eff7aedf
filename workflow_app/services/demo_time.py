"""Moves the business time of a demonstration: forward only, with everything due on the way at its own instant."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.reminders import OFFICE_OPENS
from workflow_app.domain.time import local_date, machine_now, start_of_day
from workflow_app.services.background import plan_housekeeping, run_due
from workflow_app.services.calendars import office_calendar
from workflow_app.services.clock_offset import DEMO_CLOCK
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

SAME_MOMENT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
"""Back-off is machine time and never longer: whoever moves business time so far has waited for all of it."""
PATIENCE_SECONDS = 15.0
"""How long to wait for work that another process or thread has in hand."""
LOOK_SECONDS = 0.05


@runtime_checkable
class MovableClock(Protocol):
    """A business clock that can be moved."""

    def now(self) -> datetime:
        """Return the business instant in UTC."""
        ...

    def refresh(self) -> timedelta:
        """Read how far it was moved."""
        ...


@dataclass(frozen=True, slots=True)
class Moved:
    """Where time has come to, and how many pieces of work were begun on the way."""

    now: datetime
    begun: int


def move_to(instant: datetime, *, tools: Tools, kinds: Mapping[str, Handler] = KINDS) -> Moved:
    """Move business time to an instant.

    Raises RefusedError TIME_IS_REAL in production, TIME_IS_FIXED where it stands still, TIME_MOVES_FORWARD.
    """
    now = _movable(tools).now()
    if instant < now:
        raise RefusedError("TIME_MOVES_FORWARD", now=now.isoformat(), wanted=instant.isoformat())
    plan_housekeeping(tools)
    begun = _work_off(tools, kinds)
    while (due_at := _next_due(tools, kinds)) is not None and due_at <= instant:
        _set(tools, due_at)
        begun += _work_off(tools, kinds)
    _set(tools, instant)
    if instant - now >= LONGEST_WAIT:
        _end_waits(tools)
    begun += _work_off(tools, kinds)
    return Moved(tools.clock.now(), begun)


def next_working_day(*, tools: Tools, kinds: Mapping[str, Handler] = KINDS) -> Moved:
    """Move to the opening of the office on the next working day."""
    today = local_date(_movable(tools).now())
    opening = start_of_day(office_calendar(tools=tools).next_working_day(today)) + OFFICE_OPENS
    return move_to(opening, tools=tools, kinds=kinds)


def next_due(*, tools: Tools, kinds: Mapping[str, Handler] = KINDS) -> Moved:
    """Move to the next instant at which anything but housekeeping is due, or a limit of people is over.

    What is due within a minute of it is done too, so that the looks at several sites need one move. Raises
    RefusedError NOTHING_IS_DUE.
    """
    _movable(tools)
    awaited = {kind: handler for kind, handler in kinds.items() if not handler.housekeeping}
    due_at = _earlier(_next_due(tools, awaited), _next_limit(tools))
    if due_at is None:
        raise RefusedError("NOTHING_IS_DUE")
    moved = move_to(due_at, tools=tools, kinds=kinds)
    while (follows := _next_due(tools, awaited)) is not None and follows < due_at + SAME_MOMENT:
        again = move_to(follows, tools=tools, kinds=kinds)
        moved = Moved(again.now, moved.begun + again.begun)
    return moved


def _movable(tools: Tools) -> MovableClock:
    if tools.environment == "production":
        raise RefusedError("TIME_IS_REAL")
    if not isinstance(tools.clock, MovableClock):
        raise RefusedError("TIME_IS_FIXED")
    return tools.clock


def _next_due(tools: Tools, kinds: Mapping[str, Handler]) -> datetime | None:
    with tools.database.read() as unit:
        return unit.due_work.next_due(after=tools.clock.now(), kinds=kinds.keys())


def _next_limit(tools: Tools) -> datetime | None:
    """Return the next instant at which a limit of a case or task is over."""
    with tools.database.read() as unit:
        now = tools.clock.now()
        return _earlier(unit.cases.next_limit(after=now), unit.tasks.next_limit(after=now))


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _end_waits(tools: Tools) -> None:
    """Let work in back-off and sites at rest be tried again now."""
    with tools.database.write() as unit:
        unit.due_work.end_back_off(machine=tools.machine())
        unit.sites.end_rests()
        unit.commit()


def _set(tools: Tools, instant: datetime) -> None:
    """Keep the new offset, unless somebody else has moved time further meanwhile."""
    with tools.database.write() as unit:
        kept = unit.settings.find(DEMO_CLOCK, lock=True)
        offset = (instant - machine_now()).total_seconds()
        if kept is None or offset > kept["offset_seconds"]:
            unit.settings.set(DEMO_CLOCK, {"offset_seconds": offset})
            unit.commit()
    _movable(tools).refresh()


def _work_off(tools: Tools, kinds: Mapping[str, Handler]) -> int:
    """Do everything that is due, and wait for what another has in hand, so that nothing sees a later instant."""
    begun = run_due(tools, kinds=kinds)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while _is_at_work(tools, kinds) and time.monotonic() < give_up_at:
        time.sleep(LOOK_SECONDS)
        begun += run_due(tools, kinds=kinds)
    return begun


def _is_at_work(tools: Tools, kinds: Mapping[str, Handler]) -> bool:
    with tools.database.read() as unit:
        return unit.due_work.is_at_work(kinds=kinds.keys(), machine=tools.machine())
