"""What the record of an attempt at service must say (rule A1)."""

from collections.abc import Iterator
from datetime import date

from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.errors import FieldError
from workflow_app.domain.serving import LAST_RESORTS, Result, Way, open_ways


def wrong_in_attempt(
    asked: RecordAttempt, *, issued_on: date, today: date, failed: int, most: int
) -> Iterator[FieldError]:
    """Yield what is missing or cannot be; `most` failed attempts open the last resorts."""
    yield from _wrong_day(asked.made_on, issued_on=issued_on, today=today)
    if asked.way not in open_ways(failed, most):
        yield FieldError("/way", "WAY_NOT_OPEN", {"most": most})
    yield from _wrong_service(asked) if asked.result is Result.SERVED else _wrong_failure(asked)


def _wrong_day(made_on: date | None, *, issued_on: date, today: date) -> Iterator[FieldError]:
    if made_on is None:
        yield FieldError("/made_on", "REQUIRED")
    elif made_on > today:
        yield FieldError("/made_on", "DATE_IN_FUTURE", {"maximum": today})
    elif made_on < issued_on:
        yield FieldError("/made_on", "BEFORE_ISSUE", {"minimum": issued_on})


def _wrong_service(asked: RecordAttempt) -> Iterator[FieldError]:
    """Have named who took the letter; of one that was left or announced, where, with a proof of it."""
    if asked.way in (Way.DIRECT, Way.POST) and not asked.receiver.strip():
        yield FieldError("/receiver", "REQUIRED")
    if asked.way in LAST_RESORTS and not asked.address.strip():
        yield FieldError("/address", "REQUIRED")
    if asked.way in LAST_RESORTS and asked.proof is None:
        yield FieldError("/proof", "REQUIRED")


def _wrong_failure(asked: RecordAttempt) -> Iterator[FieldError]:
    """Refuse a last resort that failed, for it cannot; of any other attempt one must say why it did."""
    if asked.way in LAST_RESORTS:
        yield FieldError("/result", "CANNOT_FAIL")
    elif not asked.note.strip():
        yield FieldError("/note", "REQUIRED")
