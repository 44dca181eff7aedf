"""Putting off the three days of documents that follow, each computed anew by the working calendar."""

from workflow_app.domain.deferral import GRACE, PROMISED, SUPPLEMENT, Phase
from workflow_app.domain.reminders import next_moment
from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import (
    EXPIRED,
    RUNNING,
    STOPPED,
    basis_of,
    clocks_of,
    leave_moment,
    place_clocks,
    reckon,
)
from workflow_app.repositories.clocks import WARNING_KIND
from workflow_app.repositories.deferred_items import items_of
from workflow_app.repositories.deferred_pledges import owe_by


def number_in(work: CaseWork, name: str) -> int:
    """Return a routing value that counts."""
    value = from_json(work.case.routing).get(name)
    return value if isinstance(value, int) else 0


def put_off(work: CaseWork, days: int) -> dict[str, RoutingValue]:
    """Put the day to supply, the promised end and the end of grace off; what is owed is owed by the new day.

    Where the day to supply lies ahead again, what arrives by then is in time again.
    """
    clocks = clocks_of(work)
    supplement, promised, grace = clocks[SUPPLEMENT], clocks[PROMISED], clocks.get(GRACE)
    for clock in (supplement, promised):
        clock.amount += days
        _place(work, clock)
    if grace is not None:  # it counts from the day on which the promised limit ended
        grace.started_on = promised.due_on
        _place(work, grace)
    for item in items_of(work):
        item.due_on = supplement.due_on
    owe_by(work, supplement.due_on)
    work.audit(
        "deferral.more_time_given",
        days=days,
        due_on=supplement.due_on.isoformat(),
        promised_on=promised.due_on.isoformat(),
        grace_on=grace.due_on.isoformat() if grace else None,
    )
    is_late = from_json(work.case.routing).get("supply_phase") == Phase.LATE
    if not (is_late and supplement.due_at > work.now):
        return {}
    _run_again(work, supplement, days)
    return {"supply_phase": Phase.IN_TIME.value}


def _place(work: CaseWork, clock: CaseClock) -> None:
    """Give a clock its new day; one that has stopped keeps it too, for what arrives is late or not by that day."""
    computed = reckon(work, clock)
    if clock.status in (RUNNING, EXPIRED):
        place_clocks(work.unit, [(clock, computed)], calendar=work.read_calendar(), now=work.now)
        return
    ends = computed.due
    clock.due_on, clock.due_at, clock.provisional = ends.due_on, ends.due_at, ends.provisional
    clock.basis = basis_of(computed, clock.amount, clock.unit)


def _run_again(work: CaseWork, clock: CaseClock, days: int) -> None:
    """Let a clock that stopped when its day had passed run to its new day, with its reminders."""
    if clock.status != STOPPED:
        return
    clock.status, clock.stopped_at = RUNNING, None
    moment = next_moment(work.read_calendar(), reckon(work, clock).due, after=work.now)
    work.fresh[clock.id] = leave_moment(work, clock, moment, f"{WARNING_KIND}:{clock.id}:{clock.amount}:{days}")
