"""What becomes of one kind of due work, in three short parts of which only the outer two hold the database."""

from collections.abc import Callable
from dataclasses import dataclass

from workflow_app.domain.ports import RefusedBySiteError
from workflow_app.models import DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


def nothing_to_prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> None:
    """Prepare nothing: for work that tells nobody outside."""
    del unit, row, tools


def nobody_to_tell(prepared: object, tools: Tools) -> object:
    """Tell nobody: for work that only changes our own rows."""
    del tools
    return prepared


def nothing_refused(unit: UnitOfWork, row: DueWork, error: RefusedBySiteError, tools: Tools) -> None:
    """Note nothing of a refusal but what is noted of every failure."""
    del unit, row, error, tools


def nobody_waits(unit: UnitOfWork, row: DueWork, tools: Tools) -> None:
    """Let nothing go on: for work behind which nothing waits."""
    del unit, row, tools


@dataclass(frozen=True, slots=True)
class Handler:
    """How one kind of due work is done. Each part may be repeated after a crash and must then have one effect.

    `prepare` reads, in the unit that leases, what telling needs; None means that there is nothing to tell.
    `tell` runs outside any transaction; UnavailableSiteError means later, RefusedBySiteError that a person must look.
    `record` writes what came of it, in the unit that marks the work done; it gets what `tell` returned.
    `refused` writes, in the unit that gives the work up, that the site which was told refuses.
    `gave_up` writes, in the unit that gives the work up, what is to go on without it.
    `tells_people` work goes by a channel that may be away; it is prepared right before it is told, and waits as one.
    `housekeeping` work is not what somebody waits for who moves time to the next instant at which anything is due.
    """

    record: Callable[[UnitOfWork, DueWork, object, Tools], None]
    prepare: Callable[[UnitOfWork, DueWork, Tools], object | None] = nothing_to_prepare
    tell: Callable[[object, Tools], object] = nobody_to_tell
    refused: Callable[[UnitOfWork, DueWork, RefusedBySiteError, Tools], None] = nothing_refused
    gave_up: Callable[[UnitOfWork, DueWork, Tools], None] = nobody_waits
    housekeeping: bool = False
    tells_people: bool = False
