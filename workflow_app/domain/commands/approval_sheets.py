"""What can be asked of approval sheets."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """Register the sheet of a case that somebody signed on paper; `number` is what is read from the paper."""

    case_id: str
    number: str
    signer_id: str
    signed_on: date | None
    proof: Proof | None
    once: Once | None = None
