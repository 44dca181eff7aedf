"""Working days against the published arrangement of 2026, the date oracle and its named wrong answers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from date_oracle import AMOUNTS, ORACLE

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.calendar import Calendar, DayKind, merge
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.periods import MonthEnd, Pause, capped, in_time
from workflow_app.domain.reminders import warning_days
from workflow_app.domain.time import ZONE, local_date

YEAR = seed_days(2026)
WEEKDAYS_ONLY = Calendar({}, frozenset({2026}))
HOLIDAYS = {
    "new_years_day": ("01-01", "01-03"),
    "spring_festival": ("02-15", "02-23"),
    "tomb_sweeping_day": ("04-04", "04-06"),
    "labour_day": ("05-01", "05-05"),
    "dragon_boat_festival": ("06-19", "06-21"),
    "mid_autumn_festival": ("09-25", "09-27"),
    "national_day": ("10-01", "10-07"),
}
MADE_UP = {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}
PER_MONTH = (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_each_day_of_2026_is_what_the_arrangement_says() -> None:
    expected = {}
    for name, (first, last) in HOLIDAYS.items():
        each = day(first)
        while each <= day(last):
            expected[each] = (DayKind.HOLIDAY, name)
            each += timedelta(days=1)
    expected |= {day(each): (DayKind.MAKEUP_WORKDAY, None) for each in MADE_UP}
    assert {each: (kind, YEAR.names.get(each)) for each, kind in YEAR.days.items()} == expected


def test_the_working_days_of_each_month_of_2026_are_as_published() -> None:
    every = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    counts = tuple(sum(YEAR.is_working(each) for each in every if each.month == month) for month in range(1, 13))
    assert counts == PER_MONTH
    assert sum(counts) == 248


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [(start, n, end) for start, ends in ORACLE.items() for n, end in zip(AMOUNTS, ends, strict=True)],
)
def test_the_oracle_of_dates_holds(start: str, amount: int, expected: str) -> None:
    due = YEAR.count_working_days(day(start), amount)
    assert due.due_on == day(expected)
    assert not due.provisional
    assert len(due.counted) == amount


def test_s07_the_supplement_is_due_on_the_ninth_and_none_of_the_named_wrong_days() -> None:
    start = day("09-18")
    due = YEAR.count_working_days(start, 10)
    assert due.due_on == day("10-09")
    assert YEAR.count_working_days(start, 15).due_on == day("10-15")
    no_holidays = WEEKDAYS_ONLY.count_working_days(start, 10).due_on
    made_up = Calendar({each: kind for each, kind in YEAR.days.items() if kind != DayKind.HOLIDAY}, frozenset({2026}))
    holidays = Calendar({each: kind for each, kind in YEAR.days.items() if kind == DayKind.HOLIDAY}, frozenset({2026}))
    assert no_holidays == day("10-02")
    assert holidays.count_working_days(start, 10).due_on == day("10-12")
    assert made_up.count_working_days(start, 10).due_on == day("10-01")
    assert start + timedelta(days=10) == day("09-28")


def test_s08_twenty_days_are_capped_at_the_promised_end() -> None:
    asked, promised = YEAR.count_working_days(day("09-18"), 20), YEAR.count_working_days(day("09-18"), 15)
    assert asked.due_on == day("10-22")
    assert capped(asked, promised).due_on == day("10-15")
    assert capped(YEAR.count_working_days(day("09-18"), 10), promised).due_on == day("10-09")


def test_s11_grace_of_fifteen_days_after_the_promised_end() -> None:
    due = YEAR.count_working_days(day("10-15"), 15)
    assert due.due_on == day("11-05")
    assert due.due_at == datetime(2026, 11, 5, 16, tzinfo=UTC)


def test_s11_what_comes_on_the_last_day_of_grace_is_in_time_and_a_day_later_is_not() -> None:
    grace = YEAR.count_working_days(day("10-15"), 15)
    assert in_time(shanghai("2026-11-05T23:59:59"), grace.due_at)
    assert not in_time(shanghai("2026-11-06T00:00:00"), grace.due_at)


def test_s12_arrival_counts_and_not_dispatch() -> None:
    supplement, promised = (YEAR.count_working_days(day("09-18"), amount) for amount in (10, 15))
    posted, arrived = shanghai("2026-10-09T15:00:00"), shanghai("2026-10-12T10:00:00")
    assert in_time(posted, supplement.due_at)
    assert not in_time(arrived, supplement.due_at)  # late: a strict authority refuses it
    assert in_time(arrived, promised.due_at)  # every other accepts it, marked late


def test_s13_receipt_at_the_last_moment_is_in_time_whatever_the_scan_takes() -> None:
    supplement = YEAR.count_working_days(day("09-18"), 10)
    received, scanned = shanghai("2026-10-09T23:59:58"), shanghai("2026-10-10T00:03:00")
    assert in_time(received, supplement.due_at)
    assert not in_time(scanned, supplement.due_at)


def test_s62_half_past_midnight_in_shanghai_is_the_next_day_although_it_is_not_in_utc() -> None:
    received = datetime(2026, 8, 8, 16, 30, tzinfo=UTC)
    assert local_date(received) == day("08-09")
    assert local_date(received) >= YEAR.add_months(day("05-08"), 3).due_on + timedelta(days=1)


def test_s20_the_days_of_a_repair() -> None:
    applied, accepted, granted = day("08-10"), day("08-12"), day("08-19")
    assert YEAR.count_working_days(applied, 3).due_on == day("08-13")
    assert YEAR.count_working_days(accepted, 7).due_on == day("08-21")
    assert YEAR.count_working_days(applied, 10).due_on == day("08-24")
    assert YEAR.count_working_days(day("08-13"), 3).counted == (day("08-14"), day("08-17"), day("08-18"))
    assert YEAR.count_working_days(granted, 1).due_on == day("08-20")
    assert YEAR.count_working_days(granted, 3).due_on == day("08-24")


def test_s28_acceptance_and_result_over_the_spring_holiday_of_april() -> None:
    assert YEAR.count_working_days(day("04-01"), 3).due_on == day("04-07")
    assert YEAR.count_working_days(day("04-01"), 10).due_on == day("04-16")


def test_s50_verification_over_spring_festival() -> None:
    due = YEAR.count_working_days(day("02-12"), 5).due_on
    assert due == day("02-26")
    assert due not in {day("02-19"), day("02-27")}
    assert WEEKDAYS_ONLY.count_working_days(day("02-12"), 5).due_on == day("02-19")


def test_s53_seven_days_are_not_seven_working_days() -> None:
    due = YEAR.add_calendar_days(day("09-28"), 7)
    assert due.due_on == day("10-08")
    assert [each.day for each in due.skipped] == [day("10-05"), day("10-06"), day("10-07")]
    assert YEAR.add_calendar_days(day("09-28"), 7, shift=False).due_on == day("10-05")
    assert YEAR.count_working_days(day("09-28"), 7).due_on == day("10-13")
    assert day("09-30") in warning_days(YEAR, due)
    assert max(each for each in warning_days(YEAR, due) if each < day("10-01")) == day("09-30")


def test_s01_seven_calendar_days_that_end_on_a_working_day_do_not_move() -> None:
    assert YEAR.add_calendar_days(day("07-01"), 7).due_on == day("07-08")
    assert YEAR.count_working_days(day("07-01"), 7).due_on == day("07-10")


def test_what_is_passed_over_says_why() -> None:
    due = YEAR.count_working_days(day("09-24"), 1)
    assert [(each.day, each.why) for each in due.skipped] == [
        (day("09-25"), "HOLIDAY:mid_autumn_festival"),
        (day("09-26"), "HOLIDAY:mid_autumn_festival"),
        (day("09-27"), "HOLIDAY:mid_autumn_festival"),
    ]
    assert [each.why for each in YEAR.count_working_days(day("08-14"), 1).skipped] == ["WEEKEND", "WEEKEND"]


def test_a_deadline_into_an_unpublished_year_is_provisional_and_uses_weekdays() -> None:
    due = YEAR.count_working_days(day("12-30"), 3)
    assert due.provisional
    assert due.due_on == date(2027, 1, 4)
    assert not YEAR.count_working_days(day("12-30"), 1).provisional
    assert YEAR.add_calendar_days(day("12-30"), 3).provisional
    assert seed_days(2027) == Calendar({}, frozenset())


def test_nothing_to_count_is_due_on_the_day_itself() -> None:
    due = YEAR.count_working_days(day("10-15"), 0)
    assert (due.due_on, due.counted, due.provisional) == (day("10-15"), (), False)


def test_the_day_of_a_pause_does_not_count_and_the_day_of_the_resume_does() -> None:
    pause = Pause(day("08-11"), day("08-13"))
    due = YEAR.count_working_days(day("08-10"), 2, pauses=(pause,))
    assert due.counted == (day("08-13"), day("08-14"))
    assert [(each.day, each.why) for each in due.skipped] == [(day("08-11"), "PAUSED"), (day("08-12"), "PAUSED")]


def test_a_pause_that_ends_on_its_own_day_costs_nothing() -> None:
    pause = Pause(day("08-11"), day("08-11"))
    assert YEAR.count_working_days(day("08-10"), 2, pauses=(pause,)).due_on == day("08-12")


def test_days_of_a_pause_lengthen_months_and_days_alike() -> None:
    pauses = (Pause(day("03-02"), day("03-05")),)
    assert YEAR.add_months(day("03-01"), 1, pauses=pauses).due_on == day("04-04")
    assert YEAR.add_calendar_days(day("03-01"), 10, shift=False, pauses=pauses).due_on == day("03-14")


@pytest.mark.parametrize(
    ("start", "months", "end", "expected"),
    [
        ("2026-05-08", 3, MonthEnd.SAME_DAY_INCLUSIVE, "2026-08-08"),
        ("2026-11-30", 3, MonthEnd.SAME_DAY_INCLUSIVE, "2027-02-28"),
        ("2026-11-30", 12, MonthEnd.SAME_DAY_INCLUSIVE, "2027-11-30"),
        ("2026-03-01", 12, MonthEnd.DAY_BEFORE, "2027-02-28"),
        ("2028-02-29", 12, MonthEnd.DAY_BEFORE, "2029-02-28"),
        ("2026-03-10", 6, MonthEnd.SAME_DAY_EXCLUSIVE, "2026-09-10"),
        ("2026-05-01", 6, MonthEnd.SAME_DAY_EXCLUSIVE, "2026-11-01"),
    ],
)
def test_months_end_as_their_parameter_says(start: str, months: int, end: MonthEnd, expected: str) -> None:
    due = YEAR.add_months(date.fromisoformat(start), months, end=end)
    assert due.due_on == date.fromisoformat(expected)


def test_an_exclusive_end_is_over_when_its_day_begins() -> None:
    inclusive = YEAR.add_months(day("03-10"), 6)
    exclusive = YEAR.add_months(day("03-10"), 6, end=MonthEnd.SAME_DAY_EXCLUSIVE)
    assert inclusive.due_at - exclusive.due_at == timedelta(days=1)


def test_months_move_off_a_holiday_only_where_the_rule_says_so() -> None:
    assert YEAR.add_months(day("07-01"), 3).due_on == day("10-01")
    assert YEAR.add_months(day("07-01"), 3, shift=True).due_on == day("10-08")


@pytest.mark.parametrize("amount", [-1, 3661])
def test_an_absurd_amount_is_refused(amount: int) -> None:
    with pytest.raises(InvalidError) as caught:
        YEAR.count_working_days(day("01-05"), amount)
    assert caught.value.errors[0].code == "OUT_OF_RANGE"


@pytest.mark.parametrize("start", [date(9999, 12, 30), date(9998, 12, 31)])
def test_the_end_of_all_dates_is_refused_and_not_a_crash(start: date) -> None:
    with pytest.raises(InvalidError):
        YEAR.add_months(start, 1200)
    with pytest.raises(InvalidError):
        YEAR.count_working_days(start, 3660)


def test_an_authority_lays_its_own_days_over_the_country() -> None:
    local = merge((YEAR, Calendar({day("07-20"): DayKind.HOLIDAY}, frozenset(), {day("07-20"): "flood"})))
    assert local.why_not(day("07-20")) == "HOLIDAY:flood"
    assert local.is_working(day("10-10"))
    assert local.years == {2026}
