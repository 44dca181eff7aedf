"""The clocks of a case at work: started, stopped, and placed on the due day that was computed (rules K9 and A22).

What a step does to a clock is seen by what it does next, before anything is written.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Computed
from workflow_app.domain.ids import new_id
from workflow_app.domain.periods import Due, Pause, Period
from workflow_app.domain.process_facts import Since, Whose
from workflow_app.domain.reminders import Moment, Stage, next_moment
from workflow_app.domain.time import local_date
from workflow_app.models import CaseClock, CaseClockPause, DueWork
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_lengths import length_of
from workflow_app.repositories.clocks import DUE_KIND, END_OF_TIME, WARNING_KIND, Move
from workflow_app.repositories.unit_of_work import UnitOfWork

RUNNING, PAUSED, EXPIRED, STOPPED = "RUNNING", "PAUSED", "EXPIRED", "STOPPED"


def clocks_of(work: CaseWork) -> dict[str, CaseClock]:
    """Return the newest clock of each key; read once in a step."""
    if work.clocks is None:
        work.clocks = {clock.key: clock for clock in work.unit.cases.clocks([work.case.id])}
    return work.clocks


def start_clock(work: CaseWork, key: str, parameter_key: str) -> CaseClock:
    """Start a clock today by the case's own parameter; one of the same key starts afresh (rule A22).

    A routing value that the clock names in `at_most` may make it shorter, never longer.

    The first one of a case that another site submitted counts from when that received or pushed it, if it says so.
    """
    parameter, began = work.parameter(parameter_key), _first_day(work, key)
    amount = length_of(work, key, parameter.amount)
    computed = work.rules.begin(Period.parse(amount, parameter.unit), began)
    ends = computed.due
    clock = CaseClock(
        id=new_id(),
        case_id=work.case.id,
        key=key,
        status=RUNNING,
        started_on=began,
        amount=amount,
        unit=parameter.unit,
        due_on=ends.due_on,
        due_at=ends.due_at,
        provisional=ends.provisional,
        basis=basis_of(computed, amount, parameter.unit),
    )
    old = clocks_of(work).get(key)
    if old is not None and old.status != STOPPED:
        _replace(work, old, clock)
    work.unit.add(clock)
    clocks_of(work)[key] = clock
    moment = next_moment(work.read_calendar(), ends, after=work.now)
    work.fresh[clock.id] = leave_moment(work, clock, moment, f"{WARNING_KIND}:{clock.id}")
    work.audit("case.clock_started", clock=key, due_on=ends.due_on.isoformat())
    return clock


def ends_of(work: CaseWork, key: str, parameter_key: str) -> Computed:
    """Return when a clock would end if it were started now."""
    parameter = work.parameter(parameter_key)
    period = Period.parse(length_of(work, key, parameter.amount), parameter.unit)
    return work.rules.begin(period, _first_day(work, key))


def _first_day(work: CaseWork, key: str) -> date:
    """Return from which day a clock counts that starts now; one of office hours never counts from an earlier day."""
    facts, case = work.facts.clock(key), work.case
    if facts is not None and facts.office_hours is not None:
        return work.today
    if work.office_counts_from is not None and facts is not None and facts.whose is Whose.OFFICE:
        return work.office_counts_from
    if facts is None or facts.since is None or key in clocks_of(work):
        return work.clock_day
    instant = case.received_at if facts.since is Since.RECEIVED else case.pushed_at
    return local_date(instant) if instant else work.clock_day


def stop_clocks(work: CaseWork, keys: Collection[str]) -> None:
    """Stop what was to be done in time: the clock, a pause that is open, and every warning of it."""
    stopped = [clock for clock in clocks_of(work).values() if clock.key in keys and clock.status != STOPPED]
    for clock in stopped:
        if clock.status == PAUSED:
            end_pauses(work, [row for row in pauses_of(work) if row.clock_id == clock.id and row.ended_at is None])
        clock.status = STOPPED
        clock.stopped_at = work.now
        work.audit("case.clock_stopped", clock=clock.key)
    end_moments(work, [clock.id for clock in stopped])


def end_moments(work: CaseWork, clock_ids: Collection[str]) -> None:
    """End what would warn of clocks: what this very step has left is not written yet."""
    for clock_id in clock_ids:
        if clock_id in work.fresh:
            work.fresh[clock_id].status, work.fresh[clock_id].done_at = "DONE", work.now
    written = [clock_id for clock_id in clock_ids if clock_id not in work.fresh]
    if written:
        work.unit.clocks.end_moments(work.case.id, written, now=work.now)


def reckon(work: CaseWork, clock: CaseClock) -> Computed:
    """Return when a clock ends: from the day it began, its length, every pause since, and outages (rule A14)."""
    pauses = spans_of(work, clock)
    return work.rules.of(clock.started_on, period_of(clock), old=clock.due_on, pauses=pauses)


def period_of(clock: CaseClock) -> Period:
    """Return how long a clock runs."""
    return Period.parse(clock.amount, clock.unit)


def place_clocks(
    unit: UnitOfWork, placed: Sequence[tuple[CaseClock, Computed]], *, calendar: Calendar, now: datetime
) -> None:
    """Give clocks the due days that were computed; timers and warnings follow.

    A clock that stands still or has stopped gets none, and one that had run out runs again if its end lies ahead.
    """
    moves = []
    for clock, computed in placed:
        if clock.status not in (RUNNING, EXPIRED):
            continue
        ends = computed.due
        clock.due_on, clock.due_at, clock.provisional = ends.due_on, ends.due_at, ends.provisional
        kept = {"pauses": clock.basis["pauses"]} if "pauses" in clock.basis else {}
        clock.basis = basis_of(computed, clock.amount, clock.unit) | kept
        if clock.due_at > now:
            clock.status = RUNNING
        moment = _upcoming(clock, ends, calendar, now)
        moves.append(Move(clock, moment.at, kind_of(moment)))
    unit.flush()
    unit.clocks.move(moves)


def leave_moment(work: CaseWork, clock: CaseClock, moment: Moment | None, key: str) -> DueWork:
    """Leave the next moment of a clock and return it; none while it stands still, but a row that can be moved."""
    at, kind = (moment.at, kind_of(moment)) if moment else (END_OF_TIME, WARNING_KIND)
    return work.leave(kind, key, {}, due_at=at, clock_id=clock.id)


def kind_of(moment: Moment) -> str:
    """Return which kind of due work a moment is."""
    return DUE_KIND if moment.stage is Stage.OVER else WARNING_KIND


def basis_of(computed: Computed, amount: int, unit: str) -> dict[str, object]:
    """Return what a due day was computed from, ready for JSON."""
    return computed.basis({"from": computed.due.start.isoformat(), "amount": amount, "unit": unit})


def _upcoming(clock: CaseClock, ends: Due, calendar: Calendar, now: datetime) -> Moment:
    """Return the next moment; of a clock that just turned out to be over, that it is."""
    if clock.status == RUNNING and clock.due_at <= now:
        return Moment(clock.due_at, Stage.OVER)
    return next_moment(calendar, ends, after=now)


def _replace(work: CaseWork, old: CaseClock, new: CaseClock) -> None:
    """Stop a clock whose place another takes; the timers that went by it go by the new one."""
    end_pauses(work, [row for row in pauses_of(work) if row.clock_id == old.id and row.ended_at is None])
    old.status, old.stopped_at = STOPPED, work.now
    end_moments(work, [old.id])
    work.unit.flush()
    work.unit.clocks.replace(old, new)


def pauses_of(work: CaseWork) -> list[CaseClockPause]:
    """Return every pause of the case's clocks; read once in a step."""
    if work.pauses is None:
        ids = [clock.id for clock in clocks_of(work).values()]
        work.pauses = list(work.unit.clocks.list_pauses(ids)) if ids else []
    return work.pauses


def end_pauses(work: CaseWork, rows: Iterable[CaseClockPause]) -> None:
    """End pauses today."""
    for row in rows:
        row.ended_on, row.ended_at, row.ended_by = work.today, work.now, work.actor.id


def spans_of(work: CaseWork, clock: CaseClock) -> tuple[Pause, ...]:
    """Return the pauses of a clock as calendars count them."""
    return tuple(Pause(row.started_on, row.ended_on) for row in pauses_of(work) if row.clock_id == clock.id)
