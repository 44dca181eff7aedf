"""What can be asked of the service of letters."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from workflow_app.domain.commands.once import Once
from workflow_app.domain.serving import Result, Way


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that proves a service: the signed slip, the receipt of the post, a photograph."""

    filename: str
    media_type: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class RecordAttempt:
    """Record one attempt at serving a letter; `version` is the service record as the asker saw it."""

    letter_id: str
    way: Way
    result: Result
    made_on: date | None
    version: int | None = None
    address: str = ""
    receiver: str = ""
    tracking_no: str = ""
    note: str = ""
    proof: Proof | None = None
    once: Once | None = None
