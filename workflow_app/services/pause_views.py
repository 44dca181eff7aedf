"""Pauses of processes as they are read: by the public, by whoever works on the process, and in the studio."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.models import Process, ProcessPause
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.pause_news import roles_in
from workflow_app.services.tools import Tools

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class PauseNotice:
    """What everybody may read of a pause: of which process, what the office says, and until when."""

    key: str
    name_zh: str
    name_en: str
    notice_zh: str
    notice_en: str
    until: datetime
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class WaitingFiling:
    """An application that waits: its number and when it was received; nothing of whose."""

    number: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class PauseView:
    """A pause with who began and lifted it, and how many filings wait; `is_running` while what is filed waits."""

    id: str
    notice_zh: str
    notice_en: str
    begun_by: str
    begun_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    lifted_by: str
    waiting: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class PausesPage:
    """The pauses of a process, the newest first, and the first filings that wait for the end of the running one."""

    pauses: tuple[PauseView, ...]
    filings: tuple[WaitingFiling, ...] = ()

    @property
    def running(self) -> PauseView | None:
        """Return the pause that holds now, or None."""
        return next((each for each in self.pauses if each.is_running), None)


def list_running_pauses(*, tools: Tools) -> tuple[PauseNotice, ...]:
    """Return what the public is told of pauses that hold now."""
    with tools.database.read() as unit:
        return tuple(_notice(*each) for each in unit.pauses.list_running(now=tools.clock.now()))


def running_pause(unit: UnitOfWork, process: Process, *, now: datetime) -> PauseNotice | None:
    """Return what the public is told of the pause of a process, None where what is filed goes on."""
    row = next((each for each in unit.pauses.list_of(process.id) if each.holds(now)), None)
    return _notice(row, process) if row else None


def list_pauses_at_work(*, actor: Actor, tools: Tools) -> tuple[PauseNotice, ...]:
    """Return the pauses of processes in which somebody has a step, with how many filings wait where they work."""
    with tools.database.read() as unit:
        now = tools.clock.now()
        return tuple(
            _notice(pause, process, unit.pauses.count_waiting(pause.id, _places(actor)))
            for pause, process in unit.pauses.list_running(now=now)
            if actor.has(*(roles_in(unit, process, tools, now=now) - {Role.PROCESS_ADMIN}))
        )


def get_pauses(key: str, *, actor: Actor, tools: Tools) -> PausesPage:
    """Return the pauses of a process for who writes it; raises ForbiddenError, NotFoundError PROCESS_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        process, now = unit.processes.find(key), tools.clock.now()
        if process is None:
            raise NotFoundError("PROCESS_UNKNOWN", key=key)
        rows = unit.pauses.list_of(process.id)
        names = unit.accounts.names([person for row in rows for person in (row.begun_by, row.lifted_by)])
        views = tuple(_view(unit, row, names, now=now) for row in rows)
        running = next((each for each in rows if each.holds(now)), None)
        found = unit.pauses.list_waiting(running.id, limit=MOST_SHOWN) if running else ()
        filings = [WaitingFiling(each.number or "", each.submitted_at or each.created_at) for each in found]
        return PausesPage(views, tuple(filings))


def _places(actor: Actor) -> Sequence[str] | None:
    """Return the authorities at which somebody works, None for all of them."""
    if any(grant.authority_id is None for grant in actor.grants):
        return None
    return sorted({grant.authority_id for grant in actor.grants if grant.authority_id})


def _notice(pause: ProcessPause, process: Process, waiting: int = 0) -> PauseNotice:
    return PauseNotice(
        process.key, process.name_zh, process.name_en, pause.notice_zh, pause.notice_en, pause.ends_at, waiting
    )


def _view(unit: UnitOfWork, row: ProcessPause, names: dict[str, str], *, now: datetime) -> PauseView:
    return PauseView(
        row.id,
        row.notice_zh,
        row.notice_en,
        names.get(row.begun_by, ""),
        row.begun_at,
        row.ends_at,
        row.ended_at,
        names.get(row.lifted_by or "", ""),
        unit.pauses.count_waiting(row.id),
        is_running=row.holds(now),
    )
