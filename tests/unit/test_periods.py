"""Periods read from parameters, and instants for hours and days."""

from datetime import UTC, date, datetime

import pytest

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.periods import MonthEnd, Pause, Period, Unit, due, due_at

YEAR = seed_days(2026)
NOON = datetime(2026, 9, 28, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(7, Unit.WORKING_DAYS), date(2026, 10, 13)),
        (Period(7, Unit.CALENDAR_DAYS), date(2026, 10, 8)),
        (Period(7, Unit.CALENDAR_DAYS, shift=False), date(2026, 10, 5)),
        (Period(1, Unit.MONTHS), date(2026, 10, 28)),
        (Period(1, Unit.YEARS, MonthEnd.DAY_BEFORE), date(2027, 9, 27)),
    ],
)
def test_each_unit_has_its_due_day(period: Period, expected: date) -> None:
    assert due(YEAR, period, date(2026, 9, 28)).due_on == expected


def test_a_unit_may_name_its_end() -> None:
    assert Period.parse(1, "YEARS:DAY_BEFORE") == Period(1, Unit.YEARS, MonthEnd.DAY_BEFORE, shift=False)
    assert Period.parse(10, "WORKING_DAYS").unit is Unit.WORKING_DAYS


@pytest.mark.parametrize("unit", ["FORTNIGHTS", "YEARS:SOMEDAY", ""])
def test_an_unknown_unit_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        Period.parse(1, unit)


def test_hours_run_from_the_instant_and_days_from_its_day_in_shanghai() -> None:
    assert due_at(YEAR, Period(36, Unit.HOURS), NOON) == datetime(2026, 9, 29, 16, tzinfo=UTC)
    assert due_at(YEAR, Period(90, Unit.MINUTES), NOON) == datetime(2026, 9, 28, 5, 30, tzinfo=UTC)
    late_evening_in_utc = datetime(2026, 8, 8, 16, 30, tzinfo=UTC)  # S62: already 08-09 in Shanghai
    assert due_at(YEAR, Period(1, Unit.WORKING_DAYS), late_evening_in_utc) == datetime(2026, 8, 10, 16, tzinfo=UTC)


def test_hours_have_no_due_day() -> None:
    with pytest.raises(ValueError, match="no due day"):
        due(YEAR, Period(1, Unit.HOURS), date(2026, 9, 28))


def test_an_open_pause_has_no_end_to_compute_with() -> None:
    with pytest.raises(ValueError, match="open pause"):
        due(YEAR, Period(3, Unit.WORKING_DAYS), date(2026, 9, 28), pauses=(Pause(date(2026, 9, 29), None),))
