"""A hundred dates that were worked out by hand from the published arrangements, not by this service."""

import csv
from datetime import date
from pathlib import Path

import pytest

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.calendar import merge
from workflow_app.domain.periods import MonthEnd, Period, Unit, due

CALENDAR = merge(seed_days(year) for year in (2024, 2025, 2026))
TABLE = Path(__file__).parents[1] / "data" / "hand_checked_dates.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def test_the_table_holds_at_least_a_hundred_different_dates() -> None:
    asked = {tuple(row[name] for name in ("from", "amount", "unit", "end", "shift")) for row in ROWS}
    assert len(asked) == len(ROWS) >= 100


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['from']}+{row['amount']}{row['unit'][0]}" for row in ROWS])
def test_the_date_is_the_one_found_by_hand(row: dict[str, str]) -> None:
    period = Period(int(row["amount"]), Unit(row["unit"]), MonthEnd(row["end"]), shift=row["shift"] == "yes")
    found = due(CALENDAR, period, date.fromisoformat(row["from"]))
    assert found.due_on == date.fromisoformat(row["expected"]), row["note"]
    assert found.provisional == (found.due_on.year > 2026 and (period.unit is Unit.WORKING_DAYS or period.shift))
