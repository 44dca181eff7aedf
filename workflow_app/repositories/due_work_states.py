"""The states of due work: leased, done, to be tried later, given up."""

import random
from datetime import datetime, timedelta

from workflow_app.models import DueWork

LEASE = timedelta(seconds=60)
DEAD = "DEAD"
FIRST_BACK_OFF = 2.0
BACK_OFF_GROWTH = 4
MOST_BACK_OFF = 3600.0
JITTER = 0.2
MOST_GROWTHS = 6
"""After so many the longest back-off is reached; work is tried for ever, and a power may not grow for ever."""


def lease(row: DueWork, *, owner: str, machine: datetime) -> None:
    """Let a lease begin now."""
    row.status, row.lease_owner, row.lease_until = "LEASED", owner, machine + LEASE


def put_back(row: DueWork) -> None:
    """Leave work as it was before it was leased: it was not begun."""
    row.status, row.lease_owner, row.lease_until = "PENDING", None, None


def finish(row: DueWork, *, now: datetime) -> None:
    """Mark work done."""
    row.status, row.done_at = "DONE", now
    row.lease_owner = row.lease_until = row.last_error = None


def postpone(row: DueWork, *, machine: datetime, error: str, counted: bool = True) -> None:
    """Leave work for later: 2 s, 8 s, 32 s … at most an hour, give or take a fifth; uncounted it is soon again."""
    if counted:
        row.attempts += 1
    growths = min(max(row.attempts - 1, 0), MOST_GROWTHS)
    wait = min(FIRST_BACK_OFF * BACK_OFF_GROWTH**growths, MOST_BACK_OFF) if counted else 1.0
    wait *= random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, keeps no secret
    row.status, row.not_before, row.last_error = "PENDING", machine + timedelta(seconds=wait), error[:200]
    row.lease_owner = row.lease_until = None


def bury(row: DueWork, *, error: str) -> None:
    """Give work up until a person has looked."""
    row.attempts += 1
    row.status, row.last_error = DEAD, error[:200]
    row.lease_owner = row.lease_until = None


def revive(row: DueWork, *, machine: datetime) -> None:
    """Let work be tried again from the beginning, at once."""
    row.status, row.attempts, row.not_before = "PENDING", 0, machine
    row.lease_owner = row.lease_until = None
