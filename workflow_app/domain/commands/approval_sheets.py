"""What can be asked of approval sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof


@dataclass(frozen=True, slots=True)
class Decision:
    """What a signed sheet decides: the task, as it was seen, what its form is answered, and that both were compared."""

    task_id: str
    version: int | None
    values: Mapping[str, object]
    compared: bool


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """Register the sheet of a case that somebody signed on paper; `number` is what is read from the paper.

    With a `decision` the sheet is one: its task is completed by who signed, entered by who registers.
    """

    case_id: str
    number: str
    signer_id: str
    signed_on: date | None
    proof: Proof | None
    once: Once | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class SignedOnPaper:
    """Who signed on paper what somebody else enters, and the sheet that shows it."""

    signer: Actor
    sheet_id: str
