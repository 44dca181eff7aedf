"""A removal that no clock of a case watches: whoever is in charge is told once when its last day is over."""

from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork, Removal
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

KIND = "removal_late"
VERIFIED = "VERIFIED"
PERIODS = {"REAPPEARED": "repair.share_wd", "EMERGENCY": "publicity.hiding_removal_wd"}
"""By which parameter the last day of a removal is reckoned, by its reason."""


def watch_removal(unit: UnitOfWork, removal: Removal, *, due_at: datetime, now: datetime) -> None:
    """Have a removal looked at when its last day is over; asking twice is one piece of work."""
    payload: dict[str, object] = {"removal_id": removal.id}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{removal.id}", payload=payload, due_at=due_at, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Tell of a removal that is late; where the calendar has moved its last day since, wait for that one."""
    del told
    now = tools.clock.now()
    rows = unit.listings.removal(str(row.payload["removal_id"]))
    removal = rows.removal
    if removal is None or removal.status == VERIFIED:
        return
    found = unit.records.get(rows.listing.item_id)
    key, start, today = PERIODS[removal.reason], local_date(removal.ordered_at), local_date(now)
    due = ends(unit, found.authority, key, start=start, today=today, tools=tools)
    if due.due_at > now:
        removal.due_on, name = due.due_on, f"{KIND}:{removal.id}:{due.due_on.isoformat()}"
        unit.due_work.ensure(kind=KIND, key=name, payload=dict(row.payload), due_at=due.due_at, now=now)
        return
    facts: dict[str, object] = {"document_no": found.record.document_no, "due_on": removal.due_on.isoformat()}
    facts |= {"site_zh": rows.site.name_zh, "site_en": rows.site.name_en, "path": f"/desk/records/{found.record.id}"}
    telling = Telling("REMOVAL_LATE", found.authority.id, facts, case_id=removal.case_id, record_id=found.record.id)
    unit.add(*(telling.for_role(role, now=now) for role in (Role.DATA_CLERK, Role.SECTION_HEAD)))


REMOVAL_LATE = Handler(record=_record, housekeeping=True)
