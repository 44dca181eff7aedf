"""What can be asked of letters about a record: the notice on its repair, and proofs that its duties are performed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a penalty decision, the day on which it was performed, and what proves it."""

    duty: str
    performed_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class WriteRecordLetter:
    """Write a letter about a record; `duties` are confirmed by the proofs, the notice has none."""

    record_id: str
    kind: str
    duties: Sequence[Duty] = ()
    once: Once | None = None
