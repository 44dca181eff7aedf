"""Why a step is done once more, said at the top of its page: whoever has it back reads that before anything else."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.services.views import TaskDetail

REASONS = {"review_again": "second_reason", "review_second_again": "return_reason"}
"""By steps to which a case is sent back: the answer that says why."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """Who sent a case back, when, and why."""

    by: str
    at: datetime | None
    reason: str


def sent_back(detail: TaskDetail) -> SentBack | None:
    """Return why an open step is done once more; None of every other step."""
    asked = REASONS.get(detail.task.key, "")
    said = [each for each in detail.answers if each.values.get(asked)] if detail.task.status == "OPEN" else []
    if not said:
        return None
    last = said[-1]
    return SentBack(last.by or "", last.at, str(last.values[asked]))
