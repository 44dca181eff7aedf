"""Machine steps of a case: a timer that is due, a message that came from inside the house."""

from datetime import date

from workflow_app import engine
from workflow_app.domain.actors import SERVICE
from workflow_app.models import DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.holding import held_until
from workflow_app.services.objection_results import is_accepted
from workflow_app.services.steps import loaded_of, take_step, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.withdrawals import deliver


def _fire(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Fire one timer at its own instant, if the case still waits for it.

    Where its clock moved while the timer was in our hands, it is left for its new instant.
    """
    del told
    rows = unit.cases.get(str(work.case_id), lock=True)
    wait = unit.tasks.find_wait(str(work.payload["wait_id"]))
    if wait is None or wait.status != "OPEN":
        return
    ref = wait.engine_ref
    at_work = work_on(unit, rows, actor=SERVICE, tools=tools)
    if wait.due_at is not None and wait.due_at > at_work.now:
        payload: dict[str, object] = {"wait_id": wait.id}
        at_work.leave("timer", f"timer:{work.id}", payload, due_at=wait.due_at, clock_id=work.clock_id)
        return
    held = held_until(at_work, work)
    if held is not None:
        at_work.leave("timer", f"timer:{work.id}", {"wait_id": wait.id}, due_at=held, clock_id=work.clock_id)
        return
    at_work.audit("case.timer_fired", element=wait.element)
    take_step(
        at_work,
        loaded_of(unit, rows, tools),
        tools,
        lambda process, routing, run: engine.fire_timer(
            process, rows.case.engine_state, ref=ref, routing=routing, run=run
        ),
        open_tasks=unit.tasks.of_case(rows.case.id),
    )


def _deliver(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Give a message to a case; one that no longer waits for it has moved on, which is no fault."""
    del told
    message = str(work.payload["message"])
    rows = unit.cases.get(str(work.payload["case_id"]), lock=True)
    if not any(each.message == message for each in unit.tasks.open_waits(rows.case.id)):
        return
    if (objection_id := work.payload.get("objection_id")) and not is_accepted(unit, str(objection_id)):
        return
    at_work = work_on(unit, rows, actor=SERVICE, tools=tools)
    if day := work.payload.get("on"):
        at_work.counts_from = date.fromisoformat(str(day))
    at_work.audit("case.told", message=message)
    deliver(at_work, loaded_of(unit, rows, tools), tools, message)


FIRE_TIMER = Handler(record=_fire)
TELL_CASE = Handler(record=_deliver)
