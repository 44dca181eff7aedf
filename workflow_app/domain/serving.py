"""Serving letters: by which way, what an attempt came to, and when a way is open (rule A1).

A clock that depends on a letter starts when the letter is served, never when it is issued.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Way(StrEnum):
    """How a letter reaches whom it is for."""

    ELECTRONIC = "ELECTRONIC"
    DIRECT = "DIRECT"
    POST = "POST"
    LEFT = "LEFT"
    ANNOUNCED = "ANNOUNCED"


class Result(StrEnum):
    """What one attempt came to."""

    SERVED = "SERVED"
    FAILED = "FAILED"


class ServiceStatus(StrEnum):
    """Where the service of a letter stands; ANNOUNCED runs until the announcement is old enough.

    CANCELLED is of a letter that was annulled or replaced before it was served.
    """

    PENDING = "PENDING"
    ANNOUNCED = "ANNOUNCED"
    SERVED = "SERVED"
    CANCELLED = "CANCELLED"


LAST_RESORTS = frozenset({Way.LEFT, Way.ANNOUNCED})
"""Ways that are open only when the others have failed often enough."""
BY_HAND = tuple(way for way in Way if way is not Way.ELECTRONIC)
"""Ways of which a clerk keeps the record; the electronic one keeps its own."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as a clerk records it: the day it was made, by which way, what came of it."""

    way: Way
    result: Result
    made_on: date


def open_ways(failed: int, most: int) -> Collection[Way]:
    """Return the ways that are open after attempts failed on so many days, of `most` that open the last resorts."""
    return [way for way in BY_HAND if way not in LAST_RESORTS or failed >= most]


def served_on(attempt: Attempt, announcement_days: int) -> date | None:
    """Return the day on which an attempt serves the letter; None where it failed.

    An announcement serves when its days are over, the day after it was made being the first.
    """
    if attempt.result is Result.FAILED:
        return None
    if attempt.way is Way.ANNOUNCED:
        return attempt.made_on + timedelta(days=announcement_days)
    return attempt.made_on
