"""The days on which people are warned of a clock."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.reminders import warning_days

YEAR = seed_days(2026)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def test_s53_seven_days_over_the_holiday_warn_before_it_begins() -> None:
    due = YEAR.add_calendar_days(day("09-28"), 7)
    assert warning_days(YEAR, due) == (day("09-29"), day("09-30"), day("10-08"))


def test_ten_working_days_warn_at_half_time_two_before_and_on_the_day() -> None:
    due = YEAR.count_working_days(day("08-10"), 10)
    assert warning_days(YEAR, due) == (day("08-17"), day("08-20"), day("08-24"))


def test_warnings_that_coincide_are_one() -> None:
    due = YEAR.count_working_days(day("08-10"), 1)
    assert warning_days(YEAR, due) == (day("08-11"),)


def test_an_end_on_a_free_day_is_warned_of_before() -> None:
    due = YEAR.add_months(day("07-01"), 3)
    assert due.due_on == day("10-01")
    assert warning_days(YEAR, due)[-1] == day("09-30")


@given(st.dates(date(2026, 1, 1), date(2026, 10, 31)), st.integers(1, 40))
def test_warnings_come_on_working_days_within_the_period(start: date, amount: int) -> None:
    due = YEAR.count_working_days(start, amount)
    days = warning_days(YEAR, due)
    assert days[-1] == due.due_on
    assert all(YEAR.is_working(each) and start < each <= due.due_on for each in days)
