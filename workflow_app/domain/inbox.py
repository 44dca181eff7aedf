"""How near the limit of a task is: the nearer of its own and the legal one of its case, and the groups of an inbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

NO_LIMIT = datetime(9999, 12, 30, tzinfo=UTC)
"""When something without a limit is due: at the end of time, so that lists sort by an index."""
STANDS_STILL = datetime(9999, 12, 1, tzinfo=UTC)
"""Where a task stands in an inbox that has no limit of its own while the legal one of its case is paused."""
SOON = 2
"""Working days within which a task counts as soon due."""


class Urgency(StrEnum):
    """The groups of an inbox, the most urgent first."""

    OVERDUE = "OVERDUE"
    TODAY = "TODAY"
    SOON = "SOON"
    REST = "REST"
    PAUSED = "PAUSED"


@dataclass(frozen=True, slots=True)
class Marks:
    """The instants between the groups: now, the end of today, and the end of the second working day from today."""

    now: datetime
    today: datetime
    soon: datetime

    def of(self, near_at: datetime) -> Urgency:
        """Return the group of a task by the instant at which its nearer limit is over."""
        if near_at == STANDS_STILL:
            return Urgency.PAUSED
        bounds = ((self.now, Urgency.OVERDUE), (self.today, Urgency.TODAY), (self.soon, Urgency.SOON))
        return next((urgency for bound, urgency in bounds if near_at <= bound), Urgency.REST)

    def between(self, urgency: Urgency) -> tuple[datetime | None, datetime | None]:
        """Return after and up to which instants the limits of a group lie; those that stand still lie nowhere."""
        spans: dict[Urgency, tuple[datetime | None, datetime | None]] = {
            Urgency.OVERDUE: (None, self.now),
            Urgency.TODAY: (self.now, self.today),
            Urgency.SOON: (self.today, self.soon),
            Urgency.REST: (self.soon, None),
        }
        return spans[urgency]


def near_at(own: datetime | None, legal: Iterable[datetime | None]) -> datetime:
    """Return where a task stands in an inbox by its own limit and the legal ones of its case, None of a paused one.

    >>> near_at(None, [None]) == STANDS_STILL, near_at(None, []) == NO_LIMIT
    (True, True)
    """
    limits = list(legal)
    running = [each for each in (own, *limits) if each is not None]
    if running:
        return min(running)
    return STANDS_STILL if limits else NO_LIMIT


def nearer(own: date | None, legal: date | None) -> str:
    """Return which of two last days comes first: OWN, LEGAL, BOTH where they are one, or nothing without any.

    >>> nearer(None, None), nearer(date(2026, 10, 8), None), nearer(date(2026, 10, 8), date(2026, 10, 8))
    ('', 'OWN', 'BOTH')
    """
    if own is None or legal is None:
        return "OWN" if own else "LEGAL" if legal else ""
    return "BOTH" if own == legal else "OWN" if own < legal else "LEGAL"
