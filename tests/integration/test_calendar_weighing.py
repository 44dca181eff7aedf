"""What a change of a calendar would move, told before anybody approves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from calendar_changes import holiday
from clock_office import apply, at_work, clock, go_to, pause, resume, staff
from office import Office

from workflow_app.domain.calendar_content import CalendarChange
from workflow_app.services.calendar_effects import Effect, show_effects

RESULT = "repair.result"
FLOOD = CalendarChange((holiday("2026-10-12"),), ())


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = staff(Office(database_url, tmp_path))
    yield made
    made.close()


def weigh(office: Office) -> Effect:
    (effect,) = show_effects(FLOOD, office.authority.code, actor=office.people["system_admin"], tools=office.tools)
    return effect


def test_the_first_periods_that_would_move_are_named_with_both_days(office: Office) -> None:
    case = apply(office)
    running = clock(office, case, RESULT)
    effect = weigh(office)
    assert (effect.later, effect.earlier) == (len(effect.examples), 0)
    (found,) = [each for each in effect.examples if each.before == running.due_on and each.number == case.number]
    assert (found.after - found.before).days > 0
    assert found.what_zh != RESULT


def test_a_period_that_stands_still_is_not_counted_and_counts_when_it_runs_again(office: Office) -> None:
    case = apply(office)
    before = weigh(office).later
    at_work(office, case, pause("CORRECTION", RESULT))
    go_to(office, "10-09")
    effect = weigh(office)
    assert (effect.later, effect.earlier) == (before - 1, 0)
    at_work(office, case, resume("CORRECTION", RESULT))
    assert weigh(office).later == before
