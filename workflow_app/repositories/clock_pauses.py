"""The pauses of a case's clocks: what stops which clock is data, and due days are computed anew (rules K9, A4)."""

from collections.abc import Collection

from workflow_app.domain.ids import new_id
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.standings import standing
from workflow_app.models import CaseClock, CaseClockPause
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import (
    PAUSED,
    RUNNING,
    clocks_of,
    end_pauses,
    pauses_of,
    period_of,
    place_clocks,
    reckon,
    spans_of,
)
from workflow_app.repositories.clocks import END_OF_TIME, Move


def pause_clocks(
    work: CaseWork, keys: Collection[str], reason: str, document: str | None = None
) -> tuple[CaseClock, ...]:
    """Let clocks stand still from today, and return those that do: of the keys, or of all where none is named.

    A reason pauses only what it stops under the case's regime (rule A4, `clock.<key>.stopped_by`); a clock that ran
    out is too late already and stays so.
    """
    chosen = [clock for clock in clocks_of(work).values() if not keys or clock.key in keys]
    open_pauses = {(row.clock_id, row.reason) for row in pauses_of(work) if row.ended_at is None}
    paused = tuple(
        clock
        for clock in chosen
        if clock.status in (RUNNING, PAUSED)
        and clock.due_at > work.now
        and reason in stopped_by(work, clock.key)
        and (clock.id, reason) not in open_pauses
    )
    for clock in paused:
        row = _pause(work, clock, reason, document)
        work.unit.add(row)
        pauses_of(work).append(row)
        clock.status, clock.due_at = PAUSED, END_OF_TIME
        clock.basis = clock.basis | _standing_still(work, clock)
        work.audit("case.clock_paused", clock=clock.key, reason=reason, document=document, used=clock.basis["used"])
        if clock.id in work.fresh:
            work.fresh[clock.id].due_at = END_OF_TIME
    work.unit.clocks.move([Move(clock) for clock in paused if clock.id not in work.fresh])
    return paused


def resume_clocks(work: CaseWork, keys: Collection[str], reason: str) -> tuple[CaseClock, ...]:
    """End the pauses of a reason, and return the clocks that run again: those with no other pause open.

    Their due days are computed anew from what they began with and every pause since.
    """
    standing_still = [clock for clock in clocks_of(work).values() if clock.status == PAUSED]
    chosen = {clock.id: clock for clock in standing_still if not keys or clock.key in keys}
    if not chosen:
        return ()
    ended = [row for row in pauses_of(work) if row.clock_id in chosen and row.ended_at is None and row.reason == reason]
    end_pauses(work, ended)
    still = {row.clock_id for row in pauses_of(work) if row.ended_at is None}
    resumed = tuple(chosen[row.clock_id] for row in ended if row.clock_id not in still)
    placed = [(clock, reckon(work, clock)) for clock in resumed]
    for clock in resumed:
        clock.status = RUNNING
        clock.basis = clock.basis | {"pauses": _told(work, clock)}
    place_clocks(work.unit, placed, calendar=work.read_calendar(), now=work.now)
    for clock in resumed:
        work.audit("case.clock_resumed", clock=clock.key, reason=reason, due_on=clock.due_on.isoformat())
    return resumed


def stopped_by(work: CaseWork, key: str) -> frozenset[str]:
    """Return the reasons that stop a clock under the case's regime; none where nobody says so."""
    try:
        value = work.parameter(f"clock.{key}.stopped_by").value
    except ParameterMissingError:
        return frozenset()
    return frozenset(part.strip() for part in str(value or "").split(",") if part.strip())


def _pause(work: CaseWork, clock: CaseClock, reason: str, document: str | None) -> CaseClockPause:
    return CaseClockPause(
        id=new_id(),
        clock_id=clock.id,
        reason=reason,
        document=document,
        started_on=work.clock_day,
        started_at=work.now,
        started_by=work.actor.id,
    )


def _standing_still(work: CaseWork, clock: CaseClock) -> dict[str, object]:
    """Return what a page says of a clock that stands still: its pauses, and what was used and is left."""
    now = standing(work.read_calendar(), period_of(clock), clock.started_on, spans_of(work, clock), on=work.today)
    return {"pauses": _told(work, clock), "used": now.used, "left": now.left, "left_unit": now.unit.value}


def _told(work: CaseWork, clock: CaseClock) -> list[dict[str, object]]:
    """Return the pauses of a clock, ready for JSON."""
    return [
        {
            "from": row.started_on.isoformat(),
            "until": row.ended_on.isoformat() if row.ended_on else None,
            "reason": row.reason,
            "document": row.document,
        }
        for row in pauses_of(work)
        if row.clock_id == clock.id
    ]
