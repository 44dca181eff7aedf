"""Clocks that a process ties to its elements: each element entered in a step does to them what the process says."""

from datetime import datetime

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import Due
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
    place_clocks(unit, [(clock, ends)], calendar=calendar, now=now)


def move_clocks(work: CaseWork, step: Step) -> None:
    """Stop, start, pause and resume the clocks of a case in the order in which its elements were entered."""
    for element in step.entered:
        stop_clocks_at(work, element)
        for facts in work.facts.clocks:
            if element == facts.starts:
                start_clock(work, facts.key, facts.parameter)
            if element in facts.pauses:
                pause_clocks(work, {facts.key}, facts.pauses[element])
            if element in facts.resumes:
                resume_clocks(work, {facts.key}, facts.resumes[element])
    if step.finished and work.facts.clocks:
        stop_clocks(work, clocks_of(work).keys())


def stop_clocks_at(work: CaseWork, element: str) -> None:
    """Stop the clocks for which an element is what had to be reached in time."""
    keys = {facts.key for facts in work.facts.clocks if element in facts.stops}
    if keys:
        stop_clocks(work, keys)
