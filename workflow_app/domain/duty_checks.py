"""What is wrong with the duties of a penalty decision as somebody confirms them: every wrong field at once."""

from collections.abc import Iterator, Sequence
from datetime import date

from workflow_app.domain.commands.record_letters import Duty
from workflow_app.domain.errors import FieldError

LONGEST, MOST = 300, 10


def wrong_duties(duties: Sequence[Duty], *, decided_on: date, today: date) -> Iterator[FieldError]:
    """Yield what is wrong: a duty is named, and performed between the decision and today."""
    if not duties:
        yield FieldError("/duty_1", "REQUIRED")
    if len(duties) > MOST:
        yield FieldError("/duty_1", "TOO_MANY", {"maximum": MOST})
    for place, each in enumerate(duties, start=1):
        if not each.duty.strip():
            yield FieldError(f"/duty_{place}", "REQUIRED")
        for field, text in (("duty", each.duty), ("evidence", each.evidence)):
            if len(text) > LONGEST:
                yield FieldError(f"/{field}_{place}", "TOO_LONG", {"maximum": LONGEST})
        yield from _wrong_day(place, each.performed_on, decided_on, today)


def _wrong_day(place: int, day: date | None, decided_on: date, today: date) -> Iterator[FieldError]:
    field = f"/performed_on_{place}"
    if day is None:
        yield FieldError(field, "REQUIRED")
    elif day > today:
        yield FieldError(field, "DATE_IN_FUTURE", {"maximum": today})
    elif day < decided_on:
        yield FieldError(field, "BEFORE_DECISION", {"minimum": decided_on})
