"""Pauses: the day of a pause does not count, the day of the resume does (rule A22); dates worked out by hand."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.calendar import merge
from workflow_app.domain.periods import Due, Pause, Period, due, standstill
from workflow_app.domain.reminders import Stage, moments_between, next_moment
from workflow_app.domain.standings import days_late, standing
from workflow_app.domain.time import ZONE

CALENDAR = merge([seed_days(2025), seed_days(2026)])


def day(text: str) -> date:
    return date.fromisoformat(text if len(text) > len("10-12") else f"2026-{text}")


def pauses(text: str) -> tuple[Pause, ...]:
    """Read `10-12/10-14 10-20/10-21`."""
    spans = [each.split("/") for each in text.split()]
    return tuple(Pause(day(start), day(until)) for start, until in spans)


# Working days after Tuesday 09-29: 09-30, 10-08 to 10-10 (a Saturday worked), 10-12 to 10-16, 10-19 to 10-23, 10-26 ...
WORKED_OUT = [
    ("09-29", 10, "WORKING_DAYS", "", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-12", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-13", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-14", "10-21"),
    ("09-29", 10, "WORKING_DAYS", "10-09/10-15", "10-26"),
    ("09-29", 10, "WORKING_DAYS", "09-30/10-08", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-01/10-08", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-01/10-07", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-01/10-09", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-10/10-11", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-11/10-12", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-17/10-19", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-19/10-20", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-19/10-26", "10-26"),
    ("09-29", 10, "WORKING_DAYS", "10-20/10-22", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "09-29/09-30", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "09-29/10-08", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "09-18/09-30", "10-19"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-13 10-14/10-15", "10-21"),
    ("09-29", 10, "WORKING_DAYS", "10-14/10-15 10-12/10-13", "10-21"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-14 10-13/10-15", "10-22"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-16 10-13/10-14", "10-23"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-13 10-12/10-13", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-13 10-13/10-14", "10-21"),
    ("09-29", 10, "WORKING_DAYS", "10-16/10-19", "10-20"),
    ("09-29", 10, "WORKING_DAYS", "10-19/10-20 10-20/10-21", "10-21"),
    ("09-29", 10, "WORKING_DAYS", "10-12/10-13 10-20/10-21", "10-21"),
    ("09-29", 3, "WORKING_DAYS", "10-09/10-15", "10-15"),
    ("09-30", 1, "WORKING_DAYS", "10-08/10-12", "10-12"),
    ("12-25", 10, "WORKING_DAYS", "12-28/2027-01-04", "2027-01-15"),
    ("09-28", 7, "CALENDAR_DAYS", "", "10-08"),
    ("09-28", 7, "CALENDAR_DAYS", "09-29/10-01", "10-08"),
    ("10-08", 7, "CALENDAR_DAYS", "", "10-15"),
    ("10-08", 7, "CALENDAR_DAYS", "10-12/10-14", "10-19"),
    ("09-15", 1, "MONTHS", "10-12/10-14", "10-19"),
    ("09-15", 1, "MONTHS", "10-16/10-20", "10-15"),
    ("09-15", 1, "MONTHS", "10-15/10-16", "10-16"),
    ("09-15", 1, "MONTHS", "09-10/09-17", "10-16"),
    ("09-15", 1, "MONTHS", "10-12/10-13 10-12/10-14", "10-19"),
    ("2025-10-20", 1, "YEARS:DAY_BEFORE", "10-12/10-14", "10-21"),
]


@pytest.mark.parametrize(("start", "amount", "unit", "stood", "last"), WORKED_OUT)
def test_a_paused_period_ends_on_the_day_worked_out(start: str, amount: int, unit: str, stood: str, last: str) -> None:
    assert due(CALENDAR, Period.parse(amount, unit), day(start), pauses=pauses(stood)).due_on == day(last)


@pytest.mark.parametrize(
    ("on", "stood", "used"),
    [
        ("09-29", "", 0),
        ("09-30", "", 1),
        ("10-07", "", 1),
        ("10-09", "", 3),
        ("10-09", "10-09/", 2),
        ("10-14", "10-09/", 2),
        ("10-15", "10-09/10-15", 3),
        ("10-19", "", 10),
        ("11-30", "", 10),
    ],
)
def test_what_is_used_and_left_is_told_while_it_stands_still_too(on: str, stood: str, used: int) -> None:
    spans = [each.split("/") for each in stood.split()]
    known = [Pause(day(start), day(until) if until else None) for start, until in spans]
    found = standing(CALENDAR, Period.parse(10, "WORKING_DAYS"), day("09-29"), known, on=day(on))
    assert (found.used, found.left) == (used, 10 - used)


def test_a_period_of_months_tells_its_days() -> None:
    found = standing(CALENDAR, Period.parse(1, "MONTHS"), day("09-15"), pauses("09-20/09-22"), on=day("09-25"))
    assert (found.used, found.left) == (8, 24)


def test_a_pause_that_is_open_has_no_end_to_count_with() -> None:
    with pytest.raises(ValueError, match="open pause"):
        standstill([Pause(day("10-12"), None)], after=day("09-29"))


DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31))
PERIODS = st.builds(Period.parse, st.integers(1, 40), st.sampled_from(["WORKING_DAYS", "CALENDAR_DAYS"]))
MONTHS = st.builds(Period.parse, st.integers(1, 3), st.sampled_from(["MONTHS", "MONTHS:SAME_DAY_EXCLUSIVE"]))
LENGTHS = st.integers(0, 30)


@st.composite
def stood(draw: st.DrawFn, most: int = 4) -> tuple[date, list[Pause]]:
    """Return a first day, and pauses around it."""
    start = draw(DAYS)
    begun = draw(st.lists(st.tuples(st.integers(-5, 60), LENGTHS), max_size=most))
    return start, [
        Pause(start + timedelta(days=after), start + timedelta(days=after + length)) for after, length in begun
    ]


def ends(start: date, period: Period, known: list[Pause]) -> Due:
    return due(CALENDAR, period, start, pauses=tuple(known))


@given(stood(), st.one_of(PERIODS, MONTHS), LENGTHS, st.integers(-5, 60))
def test_pausing_and_resuming_never_shortens(
    where: tuple[date, list[Pause]], period: Period, length: int, after: int
) -> None:
    start, known = where
    more = Pause(start + timedelta(days=after), start + timedelta(days=after + length))
    assert ends(start, period, [*known, more]).due_at >= ends(start, period, known).due_at


@given(stood(most=3), st.one_of(PERIODS, MONTHS))
def test_the_order_in_which_pauses_are_noted_does_not_matter(where: tuple[date, list[Pause]], period: Period) -> None:
    start, known = where
    assert len({repr(ends(start, period, list(each))) for each in permutations(known)}) == 1


@given(stood(), st.one_of(PERIODS, MONTHS), st.data())
def test_a_pause_noted_in_two_parts_is_the_same_pause(
    where: tuple[date, list[Pause]], period: Period, data: st.DataObject
) -> None:
    start, known = where
    parts = []
    for pause in known:
        middle = pause.start + timedelta(days=data.draw(st.integers(0, pause.length)))
        parts += [Pause(pause.start, middle), Pause(middle, pause.until)]
    assert ends(start, period, parts) == ends(start, period, known)


@given(stood(), PERIODS, st.integers(0, 120))
def test_used_and_left_are_always_the_whole(where: tuple[date, list[Pause]], period: Period, later: int) -> None:
    start, known = where
    found = standing(CALENDAR, period, start, known, on=start + timedelta(days=later))
    assert found.used + found.left == period.amount
    assert found.used >= 0
    assert found.left >= 0


@given(stood(), st.integers(1, 40))
def test_no_last_day_is_one_on_which_the_clock_stood_still(where: tuple[date, list[Pause]], amount: int) -> None:
    start, known = where
    last = ends(start, Period.parse(amount, "WORKING_DAYS"), known).due_on
    assert CALENDAR.is_working(last)
    assert not any(pause.covers(last) for pause in known)


@given(stood(), st.one_of(PERIODS, MONTHS), st.integers(0, 3000))
def test_each_moment_leaves_the_next_and_none_is_passed_over(
    where: tuple[date, list[Pause]], period: Period, hours: int
) -> None:
    start, known = where
    found = ends(start, period, known)
    begun = datetime.combine(start, datetime.min.time(), ZONE) + timedelta(hours=10)
    until = begun + timedelta(hours=hours)
    walked, at = [], begun
    while (moment := next_moment(CALENDAR, found, after=at)).at <= until:
        walked.append(moment)
        at = moment.at
    assert tuple(walked) == moments_between(CALENDAR, found, begun + timedelta(microseconds=1), until)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


def test_s03_a_check_not_made_in_time_is_the_offices_own_lateness() -> None:
    found = due(CALENDAR, Period.parse(2, "MONTHS"), day("07-01"))
    assert found.due_on == day("09-01")
    told = moments_between(CALENDAR, found, at("09-01 00:00"), at("09-02 09:00"))
    assert [(each.stage, each.at) for each in told] == [
        (Stage.TODAY, at("09-01 09:00")),
        (Stage.OVER, at("09-02 00:00")),
        (Stage.LATE, at("09-02 09:00")),
    ]


def test_s11_a_promise_lapses_at_midnight_and_grace_lasts_fifteen_working_days() -> None:
    promised = due(CALENDAR, Period.parse(15, "WORKING_DAYS"), day("09-18"))
    assert (promised.due_on, promised.due_at) == (day("10-15"), at("10-16 00:00"))
    grace = due(CALENDAR, Period.parse(15, "WORKING_DAYS"), promised.due_on)
    assert (grace.due_on, grace.due_at) == (day("11-05"), at("11-06 00:00"))
    assert at("11-05 23:59") < grace.due_at
    assert not at("11-06 00:00") < grace.due_at
    assert days_late(CALENDAR, grace.due_on, on=day("11-05")) == 0
    assert days_late(CALENDAR, grace.due_on, on=day("11-06")) == 1
