"""What can be asked of objections to an intended repair."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class FileObjection:
    """Object to an intended repair; `files` are the tokens of files that were uploaded before.

    `caller` is the network of whoever asks, for limits only; `confirmation` is the code that came to the phone.
    `told_by` is SMS where the objector wants to be told so how it goes on, in `language`.
    """

    case_id: str
    ground: str
    statement: str
    name: str = field(repr=False)
    phone: str = field(repr=False)
    relation: str = ""
    interest: str = field(default="", repr=False)
    confirmation: str = field(default="", repr=False)
    files: tuple[str, ...] = ()
    caller: str = ""
    told_by: str = ""
    language: str = ""
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class RegisterObjection:
    """Take down what somebody said by telephone or at the counter; `received_at` is when, now where nobody says."""

    said: FileObjection
    way: str
    received_at: datetime | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class KeepEvidence:
    """Keep a file for an objection that is being written, or, where it came earlier, `came_at`, taken down."""

    case_id: str
    filename: str
    media_type: str
    stream: BinaryIO
    caller: str = ""
    came_at: datetime | None = None


class Verdict(StrEnum):
    """What a handler says of an objection: it is examined, it is not, or it is one that is examined already."""

    ACCEPT = "ACCEPT"
    ATTACH = "ATTACH"
    NOT_ACCEPT = "NOT_ACCEPT"


@dataclass(frozen=True, slots=True)
class JudgeObjection:
    """Accept an objection or not; `version` is the objection as the asker saw it."""

    objection_id: str
    verdict: Verdict
    reason: str = ""
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class OrderSuspension:
    """Suspend the publicity of an intended repair because of a report, with a reason."""

    case_id: str
    reason: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file of the applicant's reply."""

    filename: str
    media_type: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class ReplyToObjection:
    """Say, as the applicant, what is to be said to an objection."""

    objection_id: str
    text: str
    files: tuple[Evidence, ...] = ()
    version: int | None = None
    once: Once | None = None
