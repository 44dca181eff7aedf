"""An SMS that did not arrive becomes a call that the office owes, within a working day (parameter); over, it is told.

Only what was for those who act for the subject of a case: other notices wait in the message box.
"""

from collections.abc import Collection, Iterable

from workflow_app.domain.actors import Role
from workflow_app.domain.call_tasks import CALL_ROLE, CALL_WITHIN, OPEN
from workflow_app.domain.contacts import Channel
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import end_of_day, local_date
from workflow_app.models import Authority, CallTask, DueWork
from workflow_app.repositories.deliveries import REJECTED, WAITING, DeliveryRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.office_periods import ends, value_today
from workflow_app.services.tools import Tools

KIND = "call_due"
NEEDED, LATE, GIVEN_UP = "CALL_NEEDED", "CALL_LATE", "GIVEN_UP"


def leave_calls(unit: UnitOfWork, rows: Iterable[DeliveryRows], *, why: str, tools: Tools) -> None:
    """Leave a call for each SMS among some deliveries, none of which arrived; doing it twice leaves one."""
    for each in rows:
        notice, account_id = each.notice, each.delivery.account_id
        if each.delivery.channel != Channel.SMS or notice.case_id is None or notice.subject_id is None:
            continue
        if not unit.call_tasks.is_known(each.delivery.id) and not unit.notices.is_read(notice.id, account_id):
            _leave(unit, each, notice.case_id, why, tools)


def follow_up(unit: UnitOfWork, delivery_ids: Collection[str], *, status: str, tools: Tools) -> None:
    """Have those called whose number was refused, and nobody whom an SMS reached after all."""
    if status == REJECTED:
        leave_calls(unit, unit.deliveries.list_some(delivery_ids), why=REJECTED, tools=tools)
    else:
        unit.call_tasks.arrived(delivery_ids, now=tools.clock.now())


def give_up(unit: UnitOfWork, work: DueWork, tools: Tools) -> None:
    """Have somebody called whose SMS is tried no more, until a person has looked."""
    found = unit.deliveries.list_some([str(work.payload["delivery_id"])])
    leave_calls(unit, [each for each in found if each.delivery.status == WAITING], why=GIVEN_UP, tools=tools)


def caller_role(unit: UnitOfWork, authority: Authority, tools: Tools) -> Role:
    """Return which role calls people for an authority."""
    today = local_date(tools.clock.now())
    return Role(str(value_today(unit, authority, CALL_ROLE, today=today, tools=tools).value))


def _leave(unit: UnitOfWork, rows: DeliveryRows, case_id: str, why: str, tools: Tools) -> None:
    now, notice = tools.clock.now(), rows.notice
    today = local_date(now)
    due_on = ends(unit, rows.authority, CALL_WITHIN, start=today, today=today, tools=tools).due_on
    call = CallTask(
        id=new_id(),
        authority_id=notice.authority_id,
        case_id=case_id,
        account_id=rows.delivery.account_id,
        delivery_id=rows.delivery.id,
        code=notice.code,
        facts=dict(notice.facts),
        why=why,
        status=OPEN,
        tries=0,
        due_on=due_on,
        due_at=end_of_day(due_on),
        created_at=now,
    )
    unit.add(call)
    role = caller_role(unit, rows.authority, tools)
    unit.add(_telling(unit, call, NEEDED).for_role(role, now=now))
    unit.due_work.ensure(
        kind=KIND,
        key=f"{KIND}:{call.id}",
        payload={"call_id": call.id},
        due_at=call.due_at,
        now=now,
        case_id=case_id,
    )


def _telling(unit: UnitOfWork, call: CallTask, code: str) -> Telling:
    rows = unit.cases.get(call.case_id)
    facts = {
        "number": rows.case.number,
        "subject": rows.subject.name,
        "due_on": call.due_on.isoformat(),
        "path": f"/desk/calls/{call.id}",
    }
    return Telling(code, call.authority_id, facts, case_id=call.case_id)


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Tell of a call that nobody has settled in time, who makes it and the head of the section."""
    del told
    found = unit.call_tasks.find(str(work.payload["call_id"]))
    if found is None or found.call.status != OPEN:
        return
    telling, now = _telling(unit, found.call, LATE), tools.clock.now()
    roles = (caller_role(unit, found.authority, tools), Role.SECTION_HEAD)
    unit.add(*(telling.for_role(role, now=now) for role in roles))


CALL_DUE = Handler(record=_record)
