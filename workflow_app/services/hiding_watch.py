"""The clock of the second person on an emergency hiding: reminded on the last day, told on when that is over.

Nothing is put back by itself, however late it is. The last day is reckoned anew each time, for the calendar may have
been changed or an outage registered since.
"""

from datetime import datetime

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.hiding import WAITS_FOR_SECOND, HidingStatus
from workflow_app.domain.periods import Due
from workflow_app.domain.reminders import OFFICE_OPENS
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.models import DueWork, Hiding
from workflow_app.repositories.hidings import HidingRows, Hidings
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.handlers import Handler
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

KIND = "hiding_watch"
CONFIRM_PERIOD = "publicity.hiding_confirm_wd"
TODAY, LATE = "TODAY", "LATE"


def watch_hiding(unit: UnitOfWork, hiding: Hiding, *, due: Due, since: datetime, now: datetime) -> None:
    """Have a hiding looked at on the morning of its last day and when that is over; asking twice is one of each.

    `since` is when it began to wait, and tells one waiting from another.
    """
    morning = start_of_day(due.due_on) + OFFICE_OPENS
    for stage, at in ((TODAY, morning), (LATE, due.due_at)):
        name = f"{KIND}:{hiding.id}:{since.isoformat()}:{stage}:{due.due_on.isoformat()}"
        payload: dict[str, object] = {"hiding_id": hiding.id, "stage": stage, "since": since.isoformat()}
        if at > now:
            unit.due_work.ensure(kind=KIND, key=name, payload=payload, due_at=at, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Remind, or tell on, unless a second person has decided."""
    del told
    now, since = tools.clock.now(), datetime.fromisoformat(row.payload["since"])
    found = Hidings(unit.session).get(row.payload["hiding_id"], lock=True)
    hiding = found.hiding
    if hiding.status not in WAITS_FOR_SECOND or since != _began(hiding):
        return
    start, today = local_date(since), local_date(now)
    due = ends(unit, found.authority, CONFIRM_PERIOD, start=start, today=today, tools=tools)
    if due.due_on > hiding.due_on:
        hiding.due_on = due.due_on
        watch_hiding(unit, hiding, due=due, since=since, now=now)
        return
    if row.payload["stage"] == TODAY:
        _tell(unit, found, "HIDING_DUE_TODAY", (Role.DATA_CLERK, Role.SECTION_HEAD), now=now)
        return
    hiding.late_at = now
    _tell(unit, found, "HIDING_LATE", (Role.SECTION_HEAD, Role.SUPERVISOR), now=now)
    said = {"hiding": hiding.id, "record": found.record.id, "document_no": found.record.document_no}
    audit.record(unit, authority=found.authority, actor=SERVICE, action="record.hiding_late", data=said, now=now)


def _began(hiding: Hiding) -> datetime:
    """Return when a hiding began to wait for its second person."""
    return (hiding.asked_at if hiding.status == HidingStatus.SHOWING_ASKED else None) or hiding.hidden_at


def _tell(unit: UnitOfWork, found: HidingRows, code: str, roles: tuple[Role, ...], *, now: datetime) -> None:
    facts = {"document_no": found.record.document_no, "due_on": found.hiding.due_on.isoformat()}
    facts["path"] = f"/desk/removals/hidden/{found.hiding.id}"
    telling = Telling(code, found.authority.id, facts, record_id=found.record.id)
    unit.add(*(telling.for_role(role, now=now) for role in roles))


HIDING_WATCH = Handler(record=_record)
