"""The periods of a day in which an office works, and whether one of them is still to begin (rule A10)."""

import re
from collections.abc import Iterator
from datetime import datetime, time

from workflow_app.domain.time import ZONE

_PERIOD = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*\d{1,2}:\d{2}\s*")


def is_one_to_begin(hours: str, *, after: datetime) -> bool:
    """Tell whether an office period begins on the day of an instant and after it; `hours` as `9:00-12:00,13:30-17:00`.

    What is no period in it is passed over, so that a slip of the pen never makes the office late.
    """
    now = after.astimezone(ZONE).time()
    return any(begins > now for begins in _beginnings(hours))


def _beginnings(hours: str) -> Iterator[time]:
    for part in hours.split(","):
        found = _PERIOD.fullmatch(part)
        if found and int(found[1]) < 24 and int(found[2]) < 60:  # noqa: PLR2004 - hours and minutes of a day
            yield time(int(found[1]), int(found[2]))
