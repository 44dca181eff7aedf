"""A version that one person published goes to the security administrators when nobody confirms it in time."""

from datetime import datetime

from workflow_app.domain.actors import SERVICE
from workflow_app.models import DueWork, Emergency
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.emergency_news import Alone, note_event, tell_security
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

KIND = "emergency_watch"


def plan_watch(unit: UnitOfWork, emergency: Emergency, *, now: datetime) -> None:
    """Have it looked at when its time is over; asking twice is one piece of work."""
    payload: dict[str, object] = {"emergency_id": emergency.id}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{emergency.id}", payload=payload, due_at=emergency.due_at, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Tell the security administrators once, unless it was confirmed or taken back meanwhile."""
    del told
    wanted = str(row.payload["emergency_id"])
    found = next((each for each in unit.emergencies.list_unconfirmed() if each[0].id == wanted), None)
    if found is None or found[0].escalated_at is not None:
        return
    emergency, version, process = found
    alone, now = Alone(process, version, emergency), tools.clock.now()
    emergency.escalated_at = now
    note_event(unit, alone, "process.emergency_unconfirmed", actor=SERVICE, now=now)
    names = unit.accounts.names([emergency.published_by])
    tell_security(unit, alone, who=names.get(emergency.published_by, ""), now=now)


EMERGENCY_WATCH = Handler(record=_record)
