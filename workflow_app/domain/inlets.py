"""What may happen to a record or a subject from outside, and what every such entry needs."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.domain.texts import has_personal_data

LONGEST_NUMBER = 200
LONGEST_TEXT = 2000


class AppealResult(StrEnum):
    """What a reconsideration or suit came to, or that it is pending."""

    PENDING = "PENDING"
    UPHELD = "UPHELD"
    WITHDRAWN = "WITHDRAWN"
    VARIED = "VARIED"
    REVOKED = "REVOKED"


class SubjectStatus(StrEnum):
    """What the register says of a subject; RENAMED is a change of name and leaves the standing as it is."""

    ACTIVE = "ACTIVE"
    RENAMED = "RENAMED"
    REVOKED = "REVOKED"
    DEREGISTERED = "DEREGISTERED"
    MERGED = "MERGED"
    SPLIT = "SPLIT"


GONE = frozenset({SubjectStatus.DEREGISTERED, SubjectStatus.MERGED, SubjectStatus.SPLIT})
"""After these the subject is there no more."""

HAS_SUCCESSOR = frozenset({SubjectStatus.MERGED, SubjectStatus.SPLIT})
"""After these somebody takes its place, and must be named."""


class EntryKind(StrEnum):
    """Adverse records that are entered by hand, each on a legally effective document."""

    SEVERE_ENTRY = "SEVERE_ENTRY"
    BREACH = "BREACH"


class BreachKind(StrEnum):
    """How a pledge was broken."""

    FALSE_PLEDGE = "FALSE_PLEDGE"
    NON_PERFORMANCE = "NON_PERFORMANCE"


class LiftGround(StrEnum):
    """Why an entry ends; the first two wait for the shortest period, the others correct what was wrong."""

    PERIOD_OVER = "PERIOD_OVER"
    REPAIRED = "REPAIRED"
    ENTRY_REVOKED = "ENTRY_REVOKED"
    BASIS_REVOKED = "BASIS_REVOKED"


def is_applied_for(kind: str, subject_kind: str) -> bool:
    """Tell whether an entry is repaired on an application; a natural person has no code to apply with."""
    return kind == EntryKind.BREACH and subject_kind != SubjectKind.PERSON


CORRECTIONS = frozenset({LiftGround.ENTRY_REVOKED, LiftGround.BASIS_REVOKED})


def refuse_undocumented(number: str, on: date | None, *, today: date, not_before: date | None = None) -> None:
    """Refuse an entry without the number and the date of the document it rests on (fact 13).

    Raises InvalidError REQUIRED, TOO_LONG, IN_THE_FUTURE or TOO_EARLY at /document_no and /decided_on.
    """
    wrong = [*wrong_text("document_no", number, longest=LONGEST_NUMBER), *_wrong_day(on, today, not_before)]
    if wrong:
        raise InvalidError(*wrong)


def wrong_text(field: str, text: str | None, *, longest: int = LONGEST_TEXT) -> Iterator[FieldError]:
    """Yield what is wrong with a text that must be there."""
    if not text or not text.strip():
        yield FieldError(f"/{field}", "REQUIRED")
    elif len(text) > longest:
        yield FieldError(f"/{field}", "TOO_LONG", {"maximum": longest})


def wrong_public_text(field: str, text: str | None) -> Iterator[FieldError]:
    """Yield what is wrong with a text that must be there and that the public will read (rule 4.7)."""
    wrong = list(wrong_text(field, text))
    yield from wrong
    if text and not wrong and has_personal_data(text):
        yield FieldError(f"/{field}", "PERSONAL_DATA")


def _wrong_day(on: date | None, today: date, not_before: date | None) -> Iterator[FieldError]:
    if on is None:
        yield FieldError("/decided_on", "REQUIRED")
    elif on > today:
        yield FieldError("/decided_on", "IN_THE_FUTURE", {"maximum": today})
    elif not_before is not None and on < not_before:
        yield FieldError("/decided_on", "TOO_EARLY", {"minimum": not_before})
