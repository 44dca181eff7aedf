"""Work at another site that people do: its ways, its states, and which act leads from where to where."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from workflow_app.domain.errors import FieldError
from workflow_app.domain.inlets import wrong_text

LONGEST_NOTE = 200


class Connector(StrEnum):
    """How a site is told: our own listing, by signed HTTP, by spreadsheet, by hand, or through another office."""

    OWN = "OWN"
    HTTP = "HTTP"
    FILE = "FILE"
    MANUAL = "MANUAL"
    ASSISTANCE = "ASSISTANCE"


BY_PEOPLE = (Connector.MANUAL, Connector.FILE, Connector.ASSISTANCE)
"""Ways in which people tell a site, the usual one first."""


class JobKind(StrEnum):
    """What is to be done at the site; RESULT gives back what came of an application that the site had taken in."""

    REMOVE = "REMOVE"
    SHOW = "SHOW"
    RESULT = "RESULT"


class JobStatus(StrEnum):
    """Where such work stands; RETURNED by the site, or found undone by a look."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    DONE = "DONE"
    VERIFIED = "VERIFIED"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"


UNFINISHED = (JobStatus.OPEN, JobStatus.SUBMITTED, JobStatus.DONE, JobStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs are wanted: in which states, in which way, at which site."""

    statuses: Collection[JobStatus] = UNFINISHED
    way: Connector | None = None
    site: str | None = None


class Act(StrEnum):
    """What somebody, or the service, did about it."""

    OPENED = "OPENED"
    WRITTEN_OUT = "WRITTEN_OUT"
    SUBMITTED = "SUBMITTED"
    REMINDED = "REMINDED"
    DONE = "DONE"
    RETURNED = "RETURNED"
    ESCALATED = "ESCALATED"
    SWITCHED = "SWITCHED"
    SEEN_GONE = "SEEN_GONE"
    SEEN_SHOWN = "SEEN_SHOWN"
    CANCELLED = "CANCELLED"


FROM: Mapping[Act, frozenset[JobStatus]] = MappingProxyType(
    {
        Act.SUBMITTED: frozenset({JobStatus.OPEN}),
        Act.REMINDED: frozenset({JobStatus.SUBMITTED}),
        Act.DONE: frozenset({JobStatus.OPEN, JobStatus.SUBMITTED}),
        Act.RETURNED: frozenset({JobStatus.OPEN, JobStatus.SUBMITTED}),
        Act.ESCALATED: frozenset({JobStatus.OPEN, JobStatus.SUBMITTED, JobStatus.RETURNED}),
        Act.SWITCHED: frozenset({JobStatus.OPEN, JobStatus.SUBMITTED, JobStatus.RETURNED}),
        Act.SEEN_GONE: frozenset({JobStatus.DONE}),
        Act.SEEN_SHOWN: frozenset({JobStatus.DONE}),
    }
)
"""In which states an act of a person is possible."""

TO: Mapping[Act, JobStatus] = MappingProxyType(
    {
        Act.OPENED: JobStatus.OPEN,
        Act.WRITTEN_OUT: JobStatus.SUBMITTED,
        Act.SUBMITTED: JobStatus.SUBMITTED,
        Act.DONE: JobStatus.DONE,
        Act.RETURNED: JobStatus.RETURNED,
        Act.SWITCHED: JobStatus.OPEN,
        Act.SEEN_GONE: JobStatus.VERIFIED,
        Act.SEEN_SHOWN: JobStatus.RETURNED,
        Act.CANCELLED: JobStatus.CANCELLED,
    }
)
"""What each act leads to; one that is not here leaves the state as it is."""


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What was typed about an act; `has_proof` tells of a screenshot or another file.

    `writes` tells that the service writes the letter which asks for assistance, unless the number of one is typed.
    """

    act: Act
    way: Connector
    note: str = ""
    receipt_no: str = ""
    office: str = ""
    on: date | None = None
    has_proof: bool = False
    to_way: Connector | None = None
    writes: bool = False


def wrong_in_act(facts: ActFacts, *, today: date, since: date) -> Iterator[FieldError]:
    """Yield what is missing or cannot be; `since` is the first day on which it may have happened."""
    if facts.act is Act.SUBMITTED and facts.way is Connector.ASSISTANCE:
        yield from wrong_text("office", facts.office, longest=LONGEST_NOTE)
    if facts.act in (Act.RETURNED, Act.ESCALATED, Act.SEEN_SHOWN):
        yield from wrong_text("note", facts.note, longest=LONGEST_NOTE)
    if facts.act is Act.DONE and not facts.receipt_no and not facts.has_proof:
        yield FieldError("/receipt_no", "RECEIPT_OR_PROOF")
    if facts.act in (Act.SEEN_GONE, Act.SEEN_SHOWN) and not facts.has_proof:
        yield FieldError("/proof", "REQUIRED")
    if facts.act is Act.SWITCHED and facts.to_way is None:
        yield FieldError("/to_way", "REQUIRED")
    yield from _wrong_day(facts, today, since)


def _wrong_day(facts: ActFacts, today: date, since: date) -> Iterator[FieldError]:
    """Yield what is wrong with the day of a dispatch or a reminder, which are dated by hand."""
    if facts.on is None:
        if facts.way is Connector.ASSISTANCE and facts.act in (Act.SUBMITTED, Act.REMINDED):
            yield FieldError("/on", "REQUIRED")
    elif facts.on > today:
        yield FieldError("/on", "IN_THE_FUTURE", {"maximum": today})
    elif facts.on < since:
        yield FieldError("/on", "TOO_EARLY", {"minimum": since})
    elif facts.on < today and facts.writes and facts.way is Connector.ASSISTANCE:
        yield FieldError("/letter_no", "LETTER_OF_THAT_DAY")


def open_acts(status: JobStatus, *, kind: JobKind, looks_itself: bool) -> Iterable[Act]:
    """Return what can be done in a state; where the service looks itself, no second person need."""
    looked = {Act.SEEN_GONE, Act.SEEN_SHOWN}
    for act, states in FROM.items():
        if status in states and not (act in looked and (looks_itself or kind is not JobKind.REMOVE)):
            yield act
