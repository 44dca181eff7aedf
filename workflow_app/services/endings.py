"""Ending what was shown for its longest period: our own listing at once, every other site by order (rule 2.5 step 19).

The last day counts in full (rule A21), so this is work of the first instant after each business day. It asks which
records are past their period and still on show, and so needs no row for each record, and also finds what was imported
before this work existed. A chunk is one transaction; the next begins where it ended.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.time import end_of_day, local_date
from workflow_app.models import DueWork, Record
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

KIND = "end_listings"
REASON = "PERIOD_OVER"
CHUNK = 200


def plan_endings(unit: UnitOfWork, *, now: datetime) -> None:
    """Have listings ended at the end of the business day; asking twice is one piece of work."""
    due_at = end_of_day(local_date(now))
    day = local_date(due_at - timedelta(seconds=1))
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{day.isoformat()}", payload={}, due_at=due_at, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """End one chunk, leave the next, and plan the next day."""
    del told
    now = tools.clock.now()
    ended = unit.records.list_ended(local_date(now), after=_mark(row), limit=CHUNK)
    if ended:
        unit.listings.end([each.id for each in ended], reason=REASON, now=now, due_on=local_date(now))
        _tell_audit(unit, ended, now=now)
    if len(ended) == CHUNK:
        _leave_rest(unit, row, ended[-1], now=now)
    plan_endings(unit, now=now)


def _mark(row: DueWork) -> tuple[date, str] | None:
    """Return the last record of the chunk before."""
    after = row.payload.get("after")
    return (date.fromisoformat(after[0]), after[1]) if after else None


def _leave_rest(unit: UnitOfWork, row: DueWork, last: Record, *, now: datetime) -> None:
    """Leave the next chunk, due at once."""
    name = f"{KIND}:{row.id}:{last.id}"
    payload = {"after": [str(last.max_until), last.id]}
    unit.due_work.ensure(kind=KIND, key=name, payload=payload, due_at=now, now=now)


def _tell_audit(unit: UnitOfWork, ended: Sequence[Record], *, now: datetime) -> None:
    """Note in the chain of each authority which of its records are not shown any more."""

    def authority_of(record: Record) -> str:
        return record.authority_id

    for authority_id, records in groupby(sorted(ended, key=authority_of), key=authority_of):
        data = {"reason": REASON, "records": [each.id for each in records]}
        audit.record(unit, authority=authority_id, actor=SERVICE, action="records.ended", data=data, now=now)


END_LISTINGS = Handler(record=_record, housekeeping=True)
