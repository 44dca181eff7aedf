"""What can be asked of objections and reports about what is public."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.commands.once import Once
from workflow_app.domain.concerns import Kind, Outcome, Target


@dataclass(frozen=True, slots=True)
class FileConcern:
    """Object to something public or report it; `said` is who speaks and what they say, as of every objection.

    `wanted` is what is to be done; a report may be `anonymous`, then nothing is kept of who it was.
    """

    kind: Kind
    target: Target
    target_id: str
    said: FileObjection = field(repr=False)
    wanted: str = ""
    anonymous: bool = False
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class EnterConcern:
    """Take down what somebody said at the counter or by telephone: which way, by what they were identified, and when.

    `received_at` is when they said it, now where nobody says; `read_back` that they heard it and agreed.
    """

    concern: FileConcern
    way: str
    identified: str = ""
    received_at: datetime | None = None
    read_back: bool = False
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class KeepProof:
    """Keep a file for something that is being written about one thing."""

    about_id: str
    filename: str
    media_type: str
    stream: BinaryIO
    caller: str = ""


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Say whether it is looked into; `version` is the row as the asker saw it."""

    concern_id: str
    taken: bool
    reason: str = ""
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AnswerConcern:
    """Say what was found; the words go to who spoke."""

    concern_id: str
    outcome: Outcome
    answer: str = ""
    version: int | None = None
    once: Once | None = None
