"""Internal limits that have passed: the head of the section is told once, and no more (rule A4).

An internal limit ends with a business day, so this is work of the first instant after each. It asks which open tasks
became overdue since it last asked, and so needs no row for each task. A chunk is one transaction.
"""

from datetime import datetime, timedelta

from workflow_app.domain.actors import Role
from workflow_app.domain.time import end_of_day, local_date
from workflow_app.models import DueWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.tasks import TaskMark
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

KIND = "limits_over"
CHUNK = 200


def plan_limits(unit: UnitOfWork, *, now: datetime, since: datetime | None = None) -> None:
    """Have internal limits looked at when the business day is over; asking twice is one piece of work."""
    due_at = end_of_day(local_date(now))
    day = local_date(due_at - timedelta(seconds=1))
    payload: dict[str, object] = {"since": (since or now).isoformat()}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{day.isoformat()}", payload=payload, due_at=due_at, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Tell of one chunk, leave the next, and plan the next day from where this one ended."""
    del told
    now = tools.clock.now()
    until = datetime.fromisoformat(row.payload["until"]) if "until" in row.payload else now
    after = TaskMark(datetime.fromisoformat(row.payload["since"]), row.payload.get("after"))
    found = unit.tasks.list_overdue(after, until=until, limit=CHUNK)
    for task, rows in found:
        element = loaded_of(unit, rows, tools).compiled.elements.get(task.element)
        facts: dict[str, object] = {
            "number": rows.case.number,
            "what_zh": element.name if element else task.element,
            "what_en": element.name_en if element else task.element,
            "due_on": task.due_on.isoformat() if task.due_on else None,
        }
        unit.add(_telling(rows, facts).for_role(Role.SECTION_HEAD, now=now))
    if len(found) == CHUNK:
        last = found[-1][0]
        rest = {"since": last.due_at.isoformat(), "after": last.id, "until": until.isoformat()}
        unit.due_work.ensure(kind=KIND, key=f"{KIND}:{row.id}:{last.id}", payload=rest, due_at=now, now=now)
    plan_limits(unit, now=now, since=until)


def _telling(rows: CaseRows, facts: dict[str, object]) -> Telling:
    return Telling("INTERNAL_LIMIT_OVER", rows.case.authority_id, facts, case_id=rows.case.id)


LIMITS_OVER = Handler(record=_record, housekeeping=True)
