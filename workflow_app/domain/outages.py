"""A registered outage extends periods that end in it to the next working day after it, for all (rule A14)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.periods import Due
from workflow_app.domain.time import local_date

_ONE_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """An approved outage, from the instant it began to the first instant after it."""

    id: str
    starts_at: datetime
    ends_at: datetime
    text_zh: str = ""
    text_en: str = ""

    @property
    def first_day(self) -> date:
        """Return the day in Shanghai on which it began."""
        return local_date(self.starts_at)

    @property
    def last_day(self) -> date:
        """Return the last day of which it took a part; one that ended at 24:00 did not touch the next."""
        return local_date(self.ends_at - _INSTANT)


@dataclass(frozen=True, slots=True)
class Extension:
    """That a period ended within an outage, and on which day instead of which."""

    span: Span
    was: date
    due_on: date


def extend(due: Due, spans: Iterable[Span], calendar: Calendar) -> tuple[Due, tuple[Extension, ...]]:
    """Move a due day out of the outages it lies in, one after the other; the last day is what counts, not the hour."""
    extensions = []
    for span in sorted(spans, key=lambda each: each.starts_at):
        lead = timedelta() if due.inclusive else _ONE_DAY
        if span.first_day <= due.due_on - lead <= span.last_day:
            moved = calendar.next_working_day(span.last_day) + lead
            extensions.append(Extension(span, due.due_on, moved))
            provisional = due.provisional or calendar.is_unpublished(span.last_day, moved)
            due = replace(due, due_on=moved, provisional=provisional)
    return due, tuple(extensions)
