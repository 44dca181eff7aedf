"""The limit in which a handler says whether an objection is examined: its last day is told, and that it is over."""

from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.objections import Status
from workflow_app.domain.time import start_of_day
from workflow_app.models import DueWork, Objection
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

KIND = "objection_due"
DUE, LATE = "OBJECTION_DUE", "OBJECTION_LATE"


def leave_due(unit: UnitOfWork, row: Objection, *, now: datetime) -> None:
    """Have the handlers reminded when the last day begins, and them and the section head told once it is over.

    Where the day moves, this is asked again; what was left for another day then tells nobody.
    """
    due_on = row.accept_due_on.isoformat()
    for code, at in ((DUE, start_of_day(row.accept_due_on)), (LATE, row.accept_due_at)):
        if at > now or code == LATE:
            unit.due_work.ensure(
                kind=KIND,
                key=f"{KIND}:{row.id}:{code}:{due_on}",
                payload={"objection_id": row.id, "code": code, "due_on": due_on},
                due_at=max(at, now),
                now=now,
                case_id=row.case_id,
            )


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Tell of an objection that nobody has judged yet."""
    del told
    rows = unit.objections.get(str(work.payload["objection_id"]))
    objection, code = rows.objection, str(work.payload["code"])
    due_on = objection.accept_due_on.isoformat()
    if objection.status != Status.RECEIVED or work.payload.get("due_on", due_on) != due_on:
        return
    facts = {
        "number": rows.case.number,
        "objection": objection.number,
        "due_on": due_on,
    }
    telling = Telling(code, objection.authority_id, facts, case_id=objection.case_id)
    roles = (Role.COMPLAINT_HANDLER, Role.SECTION_HEAD) if code == LATE else (Role.COMPLAINT_HANDLER,)
    unit.add(*(telling.for_role(role, now=tools.clock.now()) for role in roles))


OBJECTION_DUE = Handler(record=_record)
