"""Whether anybody is left for each open task of the office; where nobody is, its head of section is asked (rule A17).

It is looked at every few hours of business time and at once when an account is shut, and so costs no step anything.
A chunk is one transaction.
"""

from datetime import datetime, timedelta

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.appointing import READERS, AppointmentStatus
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date
from workflow_app.models import Appointment, Assignment, DueWork, Task
from workflow_app.repositories.appointments import Appointments
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools

KIND = "staffing_check"
CHUNK = 50
EVERY = timedelta(hours=4)
"""How long a case may wait for nobody before the office is told."""


def plan_staffing(unit: UnitOfWork, *, now: datetime, at_once: bool = False) -> None:
    """Have open tasks looked at soon, or now; asking twice for the same moment is one piece of work."""
    hours = EVERY // timedelta(hours=1)
    slot = now.replace(hour=now.hour - now.hour % hours, minute=0, second=0, microsecond=0) + EVERY
    due_at, name = (now, f"{KIND}:{new_id()}") if at_once else (slot, f"{KIND}:{slot.isoformat()}")
    unit.due_work.ensure(kind=KIND, key=name, payload={"single": at_once}, due_at=due_at, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Ask about one chunk of tasks without anybody, drop what needs no answer any more, and plan the next look."""
    del told
    now, appointments = tools.clock.now(), Appointments(unit.session)
    today = local_date(now)
    settled = appointments.list_settled(today=today, limit=CHUNK)
    lacking = appointments.list_unstaffed(today=today, limit=CHUNK)
    for task_id in sorted({*settled, *lacking}):
        _look(unit, task_id, tools)
    if CHUNK in (len(settled), len(lacking)):
        plan_staffing(unit, now=now, at_once=True)
    if not row.payload.get("single"):
        plan_staffing(unit, now=now)


def _look(unit: UnitOfWork, task_id: str, tools: Tools) -> None:
    """Ask about one task, or drop the question, as it is now that its case is held."""
    task, rows = unit.tasks.get(task_id, lock=True)
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    appointments = Appointments(unit.session)
    asked = appointments.find_open(task_id)
    waits = task.status == "OPEN" and not appointments.is_staffed(task_id, today=work.today)
    if waits and asked is None:
        _ask(work, task, tools)
    elif asked is not None and not waits:
        task.unstaffed_at = None
        asked.status, asked.open_task_id, asked.settled_at = AppointmentStatus.NOT_NEEDED.value, None, work.now
        work.audit("case.appointment_not_needed", element=task.element)
    if work.entries:
        write_audit(work)


def _ask(work: CaseWork, task: Task, tools: Tools) -> None:
    """Ask the head of the section for a name, take the task from who may not do it any more, and tell."""
    unit, now = work.unit, work.now
    task.unstaffed_at = now
    if task.assignee_id is not None:
        released = Assignment(
            task_id=task.id, account_id=task.assignee_id, kind="RELEASED", made_by=SERVICE.id, made_at=now
        )
        task.assignee_id, task.version = None, task.version + 1
        unit.add(released)
        work.audit("task.released", element=task.element)
    wanted = Appointment(
        id=new_id(),
        case_id=task.case_id,
        task_id=task.id,
        open_task_id=task.id,
        authority_id=task.authority_id,
        status=AppointmentStatus.WANTED.value,
        wanted_at=now,
    )
    unit.add(wanted)
    work.audit("case.appointment_wanted", element=task.element, appointment=wanted.id)
    tell(work, task, "APPOINTMENT_WANTED", tools, path=f"/desk/appointments/{wanted.id}", roles=READERS)


def tell(
    work: CaseWork,
    task: Task,
    code: str,
    tools: Tools,
    *,
    path: str,
    roles: tuple[Role, ...] = (),
    account_id: str | None = None,
) -> None:
    """Tell people of the office of a task for which somebody is wanted or was named."""
    element = loaded_of(work.unit, work.unit.cases.get(work.case.id), tools).compiled.elements.get(task.element)
    facts: dict[str, object] = {
        "number": work.case.number,
        "what_zh": element.name if element else task.element,
        "what_en": element.name_en if element else task.element,
        "path": path,
    }
    telling = Telling(code, task.authority_id, facts, case_id=task.case_id)
    work.unit.add(*(telling.for_role(role, now=work.now) for role in roles))
    if account_id is not None:
        work.unit.add(telling.for_account(account_id, now=work.now))


STAFFING_CHECK = Handler(record=_record, housekeeping=True)
