"""A pause is over: what was filed in it goes on, case by case in the order of receipt, each in its own version.

Work that is due at the end of the pause waits for each case since it was handed in, so nothing has to find them.
"""

from workflow_app import engine
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork
from workflow_app.repositories.pauses import FILING_KIND, OVER_KIND
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.pause_news import Paused, note_event, tell_over
from workflow_app.services.steps import loaded_of, take_step, work_on
from workflow_app.services.tools import Tools


def _go_on(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Let one case go on, unless it ended meanwhile; where the pause was prolonged, it is left for its new end."""
    del told
    rows = unit.cases.get(str(row.case_id), lock=True)
    case = rows.case
    if case.pause_id is None:
        return
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    pause = unit.pauses.get(case.pause_id)
    if pause.holds(work.now):
        work.leave(FILING_KIND, f"{FILING_KIND}:{row.id}", {"pause_id": pause.id}, due_at=pause.ends_at)
        return
    case.pause_id = None
    if case.submitted_at is not None:
        work.office_counts_from = local_date(case.submitted_at)
    work.audit("case.goes_on", pause=pause.id)
    work.tell_subject("FILING_GOES_ON", subject=rows.subject.name)
    take_step(
        work,
        loaded_of(unit, rows, tools),
        tools,
        lambda process, routing, run: engine.go_on(process, case.engine_state, routing=routing, run=run),
        open_tasks=unit.tasks.of_case(case.id),
    )


def _end(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Note that a pause came to its end, and tell whom it concerns; one that was lifted has ended before."""
    del told
    pause, now = unit.pauses.get(str(row.payload["pause_id"])), tools.clock.now()
    if pause.ended_at is not None:
        return
    if pause.holds(now):
        payload: dict[str, object] = {"pause_id": pause.id}
        unit.due_work.ensure(
            kind=OVER_KIND, key=f"{OVER_KIND}:{row.id}", payload=payload, due_at=pause.ends_at, now=now
        )
        return
    pause.ended_at = pause.ends_at
    paused = Paused(unit.processes.get(pause.process_id), pause)
    note_event(unit, paused, "process.pause_over", actor=SERVICE, now=now)
    tell_over(unit, paused, tools, now=now)


FILING_GOES_ON = Handler(record=_go_on)
PAUSE_OVER = Handler(record=_end)
