"""What can be asked of training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class StartTest:
    """Begin a test of a course on behalf of a subject; who takes it, and as what, as they typed it.

    `insists` stands by a legal representative whom the register does not know.
    """

    course_id: str
    subject_id: str
    attendee: str
    capacity: str
    insists: bool = False


@dataclass(frozen=True, slots=True)
class HandInTest:
    """Hand a test in: by question, the places of the answers chosen."""

    test_id: str
    answers: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanSession:
    """Plan a class at an authority; None where no instant could be read, texts as they were typed."""

    authority_id: str
    starts_at: datetime | None
    ends_at: datetime | None
    given: Mapping[str, str]
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class ChangeSession:
    """Change a class; `version` is the one that the asker saw."""

    session_id: str
    version: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Enrol:
    """Take a seat in a class, or a place in its queue; `insists` as in `StartTest`."""

    session_id: str
    subject_id: str
    attendee: str
    capacity: str
    insists: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """What a trainer noted of a seat, as typed."""

    seat_id: str
    present: bool
    minutes: str = ""
    score: str = ""


@dataclass(frozen=True, slots=True)
class RecordAttendance:
    """Note who was there and what their test gave; `version` is the class as the asker saw it."""

    session_id: str
    version: int | None
    rows: Sequence[Attendance]
