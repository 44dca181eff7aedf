"""Whether an office period is still to begin."""

from datetime import datetime

import pytest

from workflow_app.domain.office_hours import is_one_to_begin
from workflow_app.domain.time import ZONE

HOURS = "9:00-12:00, 13:30–17:00"


@pytest.mark.parametrize(
    ("clock", "hours", "expected"),
    [
        ((8, 0), HOURS, True),
        ((10, 0), HOURS, True),
        ((13, 30), HOURS, False),
        ((16, 59), HOURS, False),
        ((8, 0), "", False),
        ((8, 0), "morning, 25:00-26:00", False),
        ((8, 0), "morning,9:00-12:00", True),
    ],
)
def test_a_period_that_begins_later_today_is_found(clock: tuple[int, int], hours: str, *, expected: bool) -> None:
    assert is_one_to_begin(hours, after=datetime(2026, 7, 1, *clock, tzinfo=ZONE)) is expected
