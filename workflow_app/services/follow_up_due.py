"""Reminding of a look at a pledge on its day, and saying that it was not taken; a late one is the office's (S03)."""

from workflow_app.domain.actors import Role
from workflow_app.models import DueWork
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.pledge_follow_ups import OPEN
from workflow_app.repositories.pledge_planning import LATE
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools


def _tell(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Remind of a look on its day, and tell the head once the day is over; the pledge stands as it stood (S03)."""
    del told
    rows, code = unit.follow_ups.get(str(row.payload["follow_up_id"])), str(row.payload["code"])
    if rows.follow_up.status != OPEN:
        return
    facts = {
        "pledge": rows.pledge.number,
        "due_on": rows.follow_up.due_on.isoformat(),
        "path": f"/desk/pledges/looks/{rows.follow_up.id}",
    }
    telling = Telling(code, rows.authority.id, facts)
    usual = (Role.CREDIT_OFFICE, Role.VERIFIER) if rows.subject else (Role.SECTION_HEAD,)
    roles = (*usual, *((Role.SECTION_HEAD, Role.SUPERVISOR) if code == LATE and rows.subject else ()))
    unit.add(*(telling.for_role(role, now=tools.clock.now()) for role in roles))


FOLLOW_UP_DUE = Handler(record=_tell)
