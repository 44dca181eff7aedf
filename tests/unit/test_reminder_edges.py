"""The edges of warnings and outages: odd halves, ends on free days, outages that follow one another."""

from datetime import date, datetime, timedelta

import pytest

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.outages import Span, extend
from workflow_app.domain.periods import Due
from workflow_app.domain.reminders import Stage, moments_between, next_moment, warning_days
from workflow_app.domain.time import ZONE

YEAR = seed_days(2026)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


def test_half_of_an_odd_number_of_days_is_the_earlier_day() -> None:
    due = YEAR.count_working_days(day("08-10"), 5)
    assert warning_days(YEAR, due) == (day("08-12"), day("08-13"), day("08-17"))


def test_half_of_a_period_of_months_is_half_of_its_days() -> None:
    assert warning_days(YEAR, YEAR.add_months(day("06-01"), 2)) == (day("07-01"), day("07-30"), day("07-31"))


def test_a_period_that_ends_on_a_free_day_is_called_due_on_the_last_day_worked() -> None:
    due = YEAR.add_months(day("07-01"), 3)
    told = moments_between(YEAR, due, at("09-30 09:00"), at("10-09 09:00"))
    assert [(each.stage, each.days, each.at) for each in told] == [
        (Stage.TODAY, 0, at("09-30 09:00")),
        (Stage.OVER, 0, at("10-02 00:00")),
        (Stage.LATE, 1, at("10-08 09:00")),
        (Stage.LATE, 2, at("10-09 09:00")),
    ]
    assert next_moment(YEAR, due, after=at("09-30 09:00")).stage is Stage.OVER


def spanning(starts: str, ends: str) -> Span:
    return Span(starts, at(starts), at(ends))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([spanning("10-19 08:00", "10-21 20:00")], "10-22"),
        ([spanning("10-18 08:00", "10-19 00:00")], "10-19"),
        ([spanning("10-18 08:00", "10-19 00:01")], "10-20"),
        ([spanning("10-20 08:00", "10-20 20:00"), spanning("10-19 08:00", "10-19 20:00")], "10-21"),
    ],
)
def test_an_end_leaves_every_outage_it_lies_in(spans: list[Span], expected: str) -> None:
    due = YEAR.count_working_days(day("09-29"), 10)
    assert extend(due, spans, YEAR)[0].due_on == day(expected)


@pytest.mark.parametrize(("outage", "expected"), [("10-19", "10-21"), ("10-20", "10-20")])
def test_of_an_exclusive_end_the_day_before_is_the_last(outage: str, expected: str) -> None:
    due = Due(day("04-20"), day("10-20"), provisional=False, inclusive=False)
    found = extend(due, [spanning(f"{outage} 08:00", f"{outage} 20:00")], YEAR)[0]
    assert (found.due_on, found.due_at) == (day(expected), at(f"{expected} 00:00"))


def test_what_was_provisional_stays_so_when_it_is_extended() -> None:
    due = Due(day("09-29"), day("10-19"), provisional=True)
    assert extend(due, [spanning("10-19 08:00", "10-19 20:00")], YEAR)[0].provisional
    certain = Due(day("09-29"), day("12-31"), provisional=False)
    moved = extend(certain, [spanning("12-31 08:00", "12-31 20:00")], YEAR)[0]
    assert (moved.due_on - day("12-31") >= timedelta(days=1), moved.provisional) == (True, True)
