"""Reminders of a period as letters that are served, where the process names one: half time, two days before, today."""

from workflow_app.domain.deferral import AWAITED, REMINDED
from workflow_app.domain.process_facts import ClockFacts
from workflow_app.domain.reminders import Moment, Stage
from workflow_app.models import CaseClock
from workflow_app.operations.issue_letter import issue_letter
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import RUNNING, clocks_of
from workflow_app.repositories.deferred_items import items_of

REMINDS = frozenset({Stage.SOON, Stage.TODAY})


def remind(work: CaseWork, clock: CaseClock, facts: ClockFacts, moment: Moment) -> None:
    """Issue the letter of a clock at one of its moments, if anything is awaited.

    Of several clocks with the same letter the one that ends first speaks, of those that end together the first named.
    """
    if facts.letter is None or moment.stage not in REMINDS or clock.status != RUNNING:
        return
    work.clocks = None  # the letter names the other days as well
    if all(each.status not in AWAITED for each in items_of(work)) or _first_to_end(work, facts.letter) != clock.key:
        return
    work.tasks = work.unit.tasks.of_case(work.case.id)
    work.values = {REMINDED: clock.key}
    issue_letter(work, {"kind": facts.letter})


def _first_to_end(work: CaseWork, letter: str) -> str | None:
    order = [each.key for each in work.facts.clocks if each.letter == letter]
    known = clocks_of(work)
    running = [key for key in order if key in known and known[key].status == RUNNING]
    return min(running, key=lambda key: (known[key].due_on, order.index(key)), default=None)
