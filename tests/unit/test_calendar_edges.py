"""The edges of calendars and periods: first and last years, nothing at all, the longest there is."""

from datetime import date

import pytest

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.calendar import Calendar, DayKind, merge
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.parameters import lookup
from workflow_app.domain.periods import MAX_DAYS, MAX_MONTHS, MonthEnd, Pause, Period, due, standstill
from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.domain.time import start_of_day

YEAR = seed_days(2026)
ONLY_2026 = Calendar({}, frozenset({2026}))


@pytest.mark.parametrize(
    ("start", "amount", "provisional"),
    [
        (date(2025, 12, 31), 3, False),
        (date(2025, 12, 29), 5, True),
        (date(2026, 12, 30), 1, False),
        (date(2026, 12, 30), 2, True),
        (date(2028, 3, 1), 0, False),
    ],
)
def test_only_the_days_that_are_counted_make_an_end_provisional(start: date, amount: int, *, provisional: bool) -> None:
    assert ONLY_2026.count_working_days(start, amount).provisional is provisional


@pytest.mark.parametrize("published", [2028, 2029])
def test_an_end_that_moves_over_new_year_is_provisional_with_either_year(published: int) -> None:
    found = Calendar({}, frozenset({published})).add_calendar_days(date(2028, 12, 30), 1)
    assert (found.due_on, found.provisional) == (date(2029, 1, 1), True)


def test_an_end_that_moves_within_a_published_year_is_certain() -> None:
    assert not YEAR.add_calendar_days(date(2026, 9, 28), 7).provisional


def test_an_exclusive_end_stays_exclusive_when_it_moves() -> None:
    found = YEAR.add_months(date(2026, 4, 1), 6, end=MonthEnd.SAME_DAY_EXCLUSIVE, shift=True)
    assert (found.due_on, found.due_at) == (date(2026, 10, 8), start_of_day(date(2026, 10, 8)))


def test_a_paused_day_is_told_beside_the_holidays_that_were_passed() -> None:
    pauses = (Pause(date(2026, 9, 29), date(2026, 9, 30)),)
    found = YEAR.add_calendar_days(date(2026, 9, 28), 5, pauses=pauses)
    assert found.due_on == date(2026, 10, 8)
    assert [(each.day.day, each.why.partition(":")[0]) for each in found.skipped] == [
        (29, "PAUSED"), (4, "HOLIDAY"), (5, "HOLIDAY"), (6, "HOLIDAY"), (7, "HOLIDAY"),
    ]  # fmt: skip


def test_the_days_of_an_authority_win_over_those_of_the_country() -> None:
    saturday_worked = date(2026, 10, 10)
    own = Calendar({saturday_worked: DayKind.HOLIDAY}, frozenset())
    assert not merge((YEAR, own)).is_working(saturday_worked)
    assert merge((own, YEAR)).is_working(saturday_worked)


def test_the_longest_periods_are_computed_and_a_longer_one_is_refused() -> None:
    assert len(YEAR.count_working_days(date(2026, 1, 5), MAX_DAYS).counted) == MAX_DAYS == 3660
    assert YEAR.add_months(date(2026, 1, 5), MAX_MONTHS).due_on == date(2126, 1, 5)
    with pytest.raises(InvalidError):
        YEAR.add_months(date(2026, 1, 5), MAX_MONTHS + 1)


@pytest.mark.parametrize("start", [date(9999, 6, 1), date(9999, 11, 30)])
def test_the_last_year_of_all_is_refused(start: date) -> None:
    with pytest.raises(InvalidError):
        YEAR.add_months(start, 1)


def test_pauses_become_the_days_they_take() -> None:
    first, second, third = date(2026, 10, 12), date(2026, 10, 14), date(2026, 10, 16)
    assert standstill([Pause(first, first)], after=date(2026, 9, 29)) == ()
    assert standstill([Pause(first, second), Pause(second, third)], after=date(2026, 9, 29)) == (Pause(first, third),)


@pytest.mark.parametrize(
    ("key", "start", "expected"),
    [
        ("env.points_valid", date(2026, 3, 10), date(2026, 9, 10)),
        ("env.points_valid", date(2026, 5, 1), date(2026, 11, 1)),
        ("verification.valid", date(2025, 10, 4), date(2026, 10, 3)),
    ],
)
def test_s60_points_and_a_validity_end_on_their_day_whether_offices_work_or_not(
    key: str, start: date, expected: date
) -> None:
    found = due(YEAR, lookup(PARAMETERS, key=key, on=start).period(), start)
    assert found.due_on == expected


def test_a_limit_for_an_act_moves_off_a_free_day() -> None:
    assert due(YEAR, Period.parse(1, "MONTHS"), date(2026, 9, 1)).due_on == date(2026, 10, 8)
