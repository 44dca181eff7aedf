"""Clocks that a process ties to its elements: each element entered in a step does to them what the process says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Computed
from workflow_app.domain.periods import Due
from workflow_app.domain.process_facts import ClockFacts
from workflow_app.engine import Step
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_pauses import pause_clocks, resume_clocks
from workflow_app.repositories.clock_work import clocks_of, place_clocks, start_clock, stop_clocks
from workflow_app.repositories.unit_of_work import UnitOfWork


def move(unit: UnitOfWork, clock: CaseClock, ends: Due, *, calendar: Calendar, now: datetime) -> None:
    """Give a clock the due day that was computed; its timer and its warnings follow.

    The case must be locked. A clock that stands still is left alone: it is computed when it runs again.
    """
    place_clocks(unit, [(clock, Computed(ends, ()))], calendar=calendar, now=now)


def move_clocks(work: CaseWork, step: Step) -> None:
    """Stop, start, pause and resume the clocks of a case in the order in which its elements were entered."""
    for element in step.entered:
        stopped = {facts.key for facts in work.facts.clocks if element in facts.stops}
        if stopped:
            stop_clocks(work, stopped)
        for facts in work.facts.clocks:
            if element in facts.starts:
                start_clock(work, facts.key, facts.parameter)
        for reason, keys in _by_reason(work, element, lambda facts: facts.pauses):
            pause_clocks(work, keys, reason)
        for reason, keys in _by_reason(work, element, lambda facts: facts.resumes):
            resume_clocks(work, keys, reason)
    if step.finished and work.facts.clocks:
        stop_clocks(work, clocks_of(work).keys())


def _by_reason(
    work: CaseWork, element: str, table: Callable[[ClockFacts], Mapping[str, str]]
) -> Iterable[tuple[str, frozenset[str]]]:
    """Return the clocks that an element pauses or resumes, all of one reason together."""
    found = [(table(facts)[element], facts.key) for facts in work.facts.clocks if element in table(facts)]
    return [(reason, frozenset(key for why, key in found if why == reason)) for reason in sorted(dict(found))]
