"""Questions about tasks and the other waits of a case; inboxes are asked in `inboxes.py`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Case, Task, Wait
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.cases import WITH_ROWS, CaseRows, to_rows

# Built once: a step asks them, and building costs more than asking.
_ONE = WITH_ROWS.add_columns(Task).join(Task, Task.case_id == Case.id).where(Task.id == bindparam("task_id"))
_ONE_LOCKED = _ONE.with_for_update(of=(Case, Task), key_share=True).execution_options(populate_existing=True)
_OF_CASE = select(Task).where(Task.case_id == bindparam("case_id")).order_by(Task.id)
_OPEN_WAITS = select(Wait).where(Wait.case_id == bindparam("case_id"), Wait.status == "OPEN").order_by(Wait.id)


@dataclass(frozen=True, slots=True)
class TaskMark:
    """Where a walk through tasks in the order of their limits has come: an instant, and the last task of it seen."""

    due_at: datetime
    task_id: str | None = None


class Tasks:
    """Tasks and waits."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._ahead: dict[str, list[Task]] = {}

    def read_ahead(self, case_ids: Collection[str]) -> None:
        """Read the tasks of several cases at once, for those who only read and will ask for one after the other."""
        self._ahead = {each: [] for each in case_ids}
        for task in self.session.scalars(select(Task).where(Task.case_id.in_(case_ids)).order_by(Task.id)):
            self._ahead[task.case_id].append(task)

    def get(self, task_id: str, *, lock: bool = False) -> tuple[Task, CaseRows]:
        """Return a task and its case with the rows beside it; raises NotFoundError TASK_UNKNOWN."""
        row = self.session.execute(_ONE_LOCKED if lock else _ONE, {"task_id": task_id}).one_or_none()
        if row is None:
            raise NotFoundError("TASK_UNKNOWN")
        return row.Task, to_rows(row)

    def of_case(self, case_id: str) -> Sequence[Task]:
        """Return every task of a case in the order they were opened."""
        if case_id in self._ahead:
            return self._ahead[case_id]
        return self.session.scalars(_OF_CASE, {"case_id": case_id}).all()

    def open_of_cases(self, case_ids: Sequence[str]) -> Sequence[Task]:
        """Return the open tasks of several cases."""
        return self.session.scalars(
            select(Task).where(Task.case_id.in_(case_ids), Task.status == "OPEN").order_by(Task.id)
        ).all()

    def open_waits(self, case_id: str) -> Sequence[Wait]:
        """Return the messages and timers a case waits for."""
        return self.session.scalars(_OPEN_WAITS, {"case_id": case_id}).all()

    def waits(self, case_id: str) -> Sequence[Wait]:
        """Return every message and timer a case has waited for, in that order."""
        return self.session.scalars(select(Wait).where(Wait.case_id == case_id).order_by(Wait.id)).all()

    def find_wait(self, wait_id: str) -> Wait | None:
        """Return a wait as it is now, or None; ask after its case is locked."""
        return self.session.get(Wait, wait_id, populate_existing=True)

    def list_overdue(self, after: TaskMark, *, until: datetime, limit: int) -> Sequence[tuple[Task, CaseRows]]:
        """Return open tasks of the office whose internal limit ended after a mark and up to an instant."""
        at: ColumnElement[Any] = type_coerce(Task.due_at, UtcDateTime())
        late = at > literal(after.due_at, UtcDateTime())
        if after.task_id is not None:
            late = or_(late, and_(at == literal(after.due_at, UtcDateTime()), Task.id > after.task_id))
        statement = (
            WITH_ROWS.add_columns(Task)
            .join(Task, Task.case_id == Case.id)
            .where(Task.status == "OPEN", Task.role != Role.APPLICANT, late, Task.due_at <= until)
            .order_by(Task.due_at, Task.id)
            .limit(limit)
        )
        return [(row.Task, to_rows(row)) for row in self.session.execute(statement)]

    def list_held_by(self, account_id: str) -> Sequence[str]:
        """Return the open tasks that somebody has claimed."""
        held = (Task.status == "OPEN") & (Task.assignee_id == account_id)
        return self.session.scalars(select(Task.id).where(held).order_by(Task.id)).all()

    def next_limit(self, *, after: datetime) -> datetime | None:
        """Return the next instant at which the limit of an open task is over, or None."""
        limited = (Task.status == "OPEN") & Task.due_on.is_not(None) & (Task.due_at > after)
        return self.session.scalar(select(func.min(Task.due_at)).where(limited))
