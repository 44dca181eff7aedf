"""More time for documents that follow, where nobody could help that they do not come in time (rule 2.3 step 11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.deferral import Phase
from workflow_app.domain.errors import FieldError

WISHED = "more_time_wished"
"""What a case is told when its applicant wants to ask."""
STATE, COUNT, GIVEN = "more_time", "more_time_count", "more_time_wd"
"""The routing values: how the last request stands, how many there were, and how many working days were given."""
ASKED = "ASKED"
"""As long as a request stands so, no day of the applicant's lapses."""
MOST, ROUNDS = "da.more_time_wd", "da.more_time_rounds"
"""The parameters: how many working days may be given in all, and how often may be asked."""
FROM, UNTIL, WANTED, AGREED, LATE = "effect_from", "effect_until", "wanted_wd", "agreed_wd", "late_reason"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: as many working days as the effect took, from a day to a day, both included."""

    first: date
    last: date
    wanted: int
    late_reason: str


def read_request(values: Mapping[str, object]) -> Request:
    """Read the answers of a request, which the form has checked one by one."""
    wanted, why = str(values[WANTED]), str(values.get(LATE) or "").strip()
    return Request(read_day(values[FROM]), read_day(values[UNTIL]), int(wanted), why)


def read_day(value: object) -> date:
    """Return a day from a typed answer, or from one read back."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def wrong_in_request(asked: Request, calendar: Calendar, *, phase: str, left: int) -> Iterator[FieldError]:
    """Yield what is wrong with a request; `left` is how many working days may still be given."""
    if asked.last < asked.first:
        yield FieldError(f"/values/{UNTIL}", "TOO_EARLY", {"minimum": asked.first})
        return
    effect = calendar.working_days_between(asked.first - _ONE_DAY, asked.last)
    if asked.wanted > effect:
        yield FieldError(f"/values/{WANTED}", "MORE_THAN_EFFECT", {"days": effect})
    elif asked.wanted > left:
        yield FieldError(f"/values/{WANTED}", "MORE_THAN_ALLOWED", {"days": left})
    if phase == Phase.GRACE and not asked.late_reason:
        yield FieldError(f"/values/{LATE}", "REQUIRED")


def wrong_in_answer(agreed: int, *, wanted: int, left: int) -> Iterator[FieldError]:
    """Yield what is wrong with the days that are given: more than was asked for, or than the rules allow."""
    if agreed > wanted:
        yield FieldError(f"/values/{AGREED}", "MORE_THAN_ASKED", {"days": wanted})
    elif agreed > left:
        yield FieldError(f"/values/{AGREED}", "MORE_THAN_ALLOWED", {"days": left})
