"""Sweeping up what is kept for nobody: answers to repeated requests past their day, and blobs that no row names.

A blob is stored before its row, so one that is young stays: its upload may be under way. Ages are in machine time, for
files know no other. A store too large for one piece of work is swept in several, so that each ends within its lease.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from workflow_app.domain.time import end_of_day, local_date, machine_now
from workflow_app.models import DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.outward_rules import number
from workflow_app.services.page_uploads import upload_kept
from workflow_app.services.tools import Tools

KIND = "sweep"
DIGITS = "0123456789abcdef"
YOUNG = timedelta(days=1)
PAGES_KEPT = "material.kept_cd"
AT_MOST = 20.0
"""Seconds after which the rest of the digits is left to another piece of work."""


def plan_sweep(unit: UnitOfWork, *, now: datetime) -> None:
    """Have things swept at the end of the business day; asking twice is one piece of work."""
    due_at = end_of_day(local_date(now))
    day = local_date(due_at - timedelta(seconds=1))
    unit.due_work.ensure(
        kind=KIND, key=f"{KIND}:{day.isoformat()}", payload={"digit": DIGITS[0]}, due_at=due_at, now=now
    )


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> object | None:
    """Say where to sweep; nowhere if the database names no blob at all, for then the folder is another's."""
    del tools
    return row.payload["digit"] if unit.documents.is_any_blob_named() else None


def sweep_from(digit: str, *, tools: Tools, seconds: float = AT_MOST) -> str | None:
    """Remove old blobs that no row names, from a digit on; returns where to go on once that takes too long, or None."""

    def known(sha256s: Sequence[str]) -> set[str]:
        with tools.database.read() as unit:
            return unit.documents.blobs_named(sha256s)

    began, left = time.monotonic(), DIGITS[DIGITS.index(digit) :]
    while left:
        tools.blobs.sweep(left[0], older_than=YOUNG, known=known)
        left = left[1:]
        if time.monotonic() - began >= seconds:
            break
    return left[:1] or None


def _sweep(prepared: object, tools: Tools) -> object:
    """Sweep outside any transaction."""
    tools.uploads.sweep(older_than=YOUNG, known=lambda ids: _known_uploads(ids, tools))
    return sweep_from(str(prepared), tools=tools)


def _known_uploads(upload_ids: Sequence[str], tools: Tools) -> set[str]:
    with tools.database.read() as unit:
        return unit.page_uploads.known(upload_ids)


def _kept(unit: UnitOfWork, tools: Tools) -> timedelta:
    """Return how long the pages of a material wait that nobody hands in."""
    return timedelta(days=number(unit, unit.authorities.first(), PAGES_KEPT, tools))


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Forget old answers and files nobody handed in, leave what there was no time for, and plan the next day."""
    now = tools.clock.now()
    unit.answers.forget(machine_now())
    unit.objections.forget_unclaimed(machine_now() - YOUNG)
    unit.concerns.forget_unclaimed(machine_now() - YOUNG)
    unit.entering.forget_proofs(machine_now() - YOUNG)
    unit.paper_pages.forget(done_before=machine_now() - YOUNG, open_before=machine_now() - _kept(unit, tools))
    unit.page_uploads.forget(machine_now() - upload_kept(unit, tools))
    if told is not None:
        payload: dict[str, object] = {"digit": told}
        unit.due_work.ensure(kind=KIND, key=f"{KIND}:{row.id}:{told}", payload=payload, due_at=now, now=now)
    plan_sweep(unit, now=now)


SWEEP = Handler(prepare=_prepare, tell=_sweep, record=_record, housekeeping=True)
