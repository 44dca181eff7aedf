"""Leaving, in the transaction in which an objection or a report moves, the work of telling who spoke by SMS."""

from datetime import datetime

from workflow_app.domain.concerns import Status
from workflow_app.models import Concern
from workflow_app.repositories.unit_of_work import UnitOfWork

KIND = "sms_speaker"
TOLD = frozenset({Status.RECEIVED, Status.NOT_TAKEN, Status.ANSWERED})
"""Of what who spoke is told: that it came, and how it ended."""


def leave_speaker_news(unit: UnitOfWork, row: Concern, *, now: datetime, at: datetime | None = None) -> None:
    """Have who spoke told where it stands now; whether they want to be is known to the work itself."""
    if row.status not in TOLD or row.contact_cipher is None:
        return
    later = f":{at.isoformat()}" if at else ""
    unit.due_work.ensure(
        kind=KIND,
        key=f"{KIND}:{row.id}:{row.status}{later}",
        payload={"concern_id": row.id, "status": row.status},
        due_at=at or now,
        now=now,
    )
