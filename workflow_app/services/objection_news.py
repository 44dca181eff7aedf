"""Leaving, in the transaction in which an objection moves, the work of telling its objector by SMS."""

from datetime import datetime

from workflow_app.domain.objections import Status
from workflow_app.models import Objection
from workflow_app.repositories.unit_of_work import UnitOfWork

KIND = "sms_objector"


def leave_news(unit: UnitOfWork, row: Objection, *, now: datetime, at: datetime | None = None) -> None:
    """Have the objector told where the objection stands now; whether they want to be is known to the work itself.

    One that is examined with another is accepted as any, so both are told the same.
    """
    status = Status.ACCEPTED if row.status == Status.ATTACHED else Status(row.status)
    later = f":{at.isoformat()}" if at else ""
    unit.due_work.ensure(
        kind=KIND,
        key=f"{KIND}:{row.id}:{status}{later}",
        payload={"objection_id": row.id, "status": status.value},
        due_at=at or now,
        now=now,
        case_id=row.case_id,
    )
