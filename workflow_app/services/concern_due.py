"""The limits of an objection or a report: its last day is told, and that it is over; nothing else follows by itself."""

from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.concern_policies import HANDLES
from workflow_app.domain.concerns import OPEN
from workflow_app.domain.time import start_of_day
from workflow_app.models import Concern, DueWork
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

KIND = "concern_due"
DUE, LATE = "CONCERN_DUE", "CONCERN_LATE"


def leave_due(unit: UnitOfWork, row: Concern, *, now: datetime) -> None:
    """Have those who handle it reminded when the last day begins, and the section head too once it is over.

    What was left for a point that it has passed, or for another day, tells nobody.
    """
    due_on = row.due_on.isoformat()
    for code, at in ((DUE, start_of_day(row.due_on)), (LATE, row.due_at)):
        unit.due_work.ensure(
            kind=KIND,
            key=f"{KIND}:{row.id}:{row.status}:{code}:{due_on}",
            payload={"concern_id": row.id, "code": code, "status": row.status, "due_on": due_on},
            due_at=max(at, now),
            now=now,
        )


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Tell of one that stands where it stood."""
    del told
    row, code = unit.concerns.get(str(work.payload["concern_id"])).concern, str(work.payload["code"])
    due_on = row.due_on.isoformat()
    if row.status not in OPEN or row.status != work.payload["status"] or work.payload.get("due_on", due_on) != due_on:
        return
    facts = {"concern": row.number, "due_on": due_on, "path": f"/desk/concerns/{row.id}"}
    telling = Telling(code, row.authority_id, facts)
    roles = {*HANDLES, *({Role.SECTION_HEAD} if code == LATE else ())}
    unit.add(*(telling.for_role(role, now=tools.clock.now()) for role in sorted(roles)))


CONCERN_DUE = Handler(record=_record)
