"""What can be asked of calls to those whom an SMS did not reach."""

from dataclasses import dataclass

from workflow_app.domain.call_tasks import Outcome
from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class SettleCall:
    """Say what came of a call; `gist` becomes the telephone note."""

    call_id: str
    outcome: Outcome
    gist: str
    once: Once | None = None
