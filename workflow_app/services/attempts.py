"""Attempts at a task that a rule forbids: some of them are kept in the trail of the case, though nothing was done."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ForbiddenError
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

ON_RECORD = frozenset({"SOD_VIOLATION", "CONFLICT_OF_INTEREST"})
"""Rules whose breach, even if only tried, is kept in the trail of the case."""


def note_attempt(task_id: str, error: ForbiddenError, *, actor: Actor, tools: Tools) -> None:
    """Leave a trace of an attempt against the separation of duties, or in a case of one's own; of others, none."""
    if error.code not in ON_RECORD:
        return
    with tools.database.write() as unit:
        task, rows = unit.tasks.get(task_id, lock=True)
        work = work_on(unit, rows, actor=actor, tools=tools)
        work.audit("task.refused", element=task.element, rule=error.code)
        write_audit(work)
        unit.commit()
