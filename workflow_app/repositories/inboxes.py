"""Questions about inboxes. Each of their parts is a range of one index, so the millionth task costs what the first did.

Every post that somebody holds is asked for its own first rows, and only these are put together: a database that is
asked for several posts at once would sort all they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.inbox import STANDS_STILL, Marks, Urgency
from workflow_app.models import Account, Case, Record, Subject, Task, TaskSeen
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.cases import WITH_ROWS, CaseRows, to_rows
from workflow_app.repositories.finding import answers
from workflow_app.repositories.inbox_scopes import FOLLOWED, headed_by, parts_of
from workflow_app.repositories.pages import instant, mark

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A task of an inbox with its case, who holds it, its record's number, and whether its reader has opened it."""

    task: Task
    rows: CaseRows
    assignee: str | None
    document_no: str | None
    is_seen: bool


class Inboxes:
    """What is somebody's to do, their section's, done by them, or waits for others since."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_page(self, wanted: TaskFilter, actor: Actor, marks: Marks) -> Sequence[InboxRow]:
        """Return up to `limit + 1` tasks of an inbox: open ones by their nearer limit, done ones newest first."""
        ids = self.session.scalars(self._first(wanted, actor, marks)).all()
        if not ids:
            return ()
        seen = and_(TaskSeen.task_id == Task.id, TaskSeen.account_id == actor.id)
        statement = (
            WITH_ROWS.add_columns(Task, Account.name.label("assignee"), Record.document_no, TaskSeen.id.label("seen"))
            .join(Task, Task.case_id == Case.id)
            .outerjoin(Record, Record.id == Case.record_id)
            .outerjoin(Account, Account.id == Task.assignee_id)
            .outerjoin(TaskSeen, seen)
            .where(Task.id.in_(ids))
        )
        found = {row.Task.id: row for row in self.session.execute(statement)}
        rows = [found[each] for each in ids if each in found]
        return [InboxRow(row.Task, to_rows(row), row.assignee, row.document_no, row.seen is not None) for row in rows]

    def is_seen(self, task_id: str, account_id: str) -> bool:
        """Tell whether somebody has opened a task."""
        seen = (TaskSeen.task_id == task_id) & (TaskSeen.account_id == account_id)
        return self.session.scalar(select(TaskSeen.id).where(seen)) is not None

    def counts(self, scopes: Sequence[tuple[str, Urgency | None]], actor: Actor, marks: Marks) -> list[int]:
        """Return how many tasks each part of an inbox holds, counting no further than 1,000, in one statement."""
        asked = [self._count(scope, urgency, actor, marks) for scope, urgency in scopes]
        return [count or 0 for count in self.session.execute(select(*asked)).one()]

    def waiting(self, actor: Actor, marks: Marks) -> dict[Urgency, int]:
        """Return how much of each group waits for others, of the first tasks that do; one walk tells them all."""
        (part,) = parts_of("waiting", actor)
        near = select(Task.near_at).where(part).limit(FOLLOWED).subquery()
        groups = [func.sum(case((and_(*_within(urgency, marks, near.c.near_at)), 1), else_=0)) for urgency in Urgency]
        counted = self.session.execute(select(*groups)).one()
        return {urgency: count or 0 for urgency, count in zip(Urgency, counted, strict=True)}

    def _count(self, scope: str, urgency: Urgency | None, actor: Actor, marks: Marks) -> Any:  # noqa: ANN401 - scalar
        parts = [
            select(literal(1).label("one")).where(part, *_due(urgency, marks)).limit(COUNT_LIMIT).subquery()
            for part in parts_of(scope, actor)
        ]
        if not parts:
            return literal(0)
        every = union_all(*(select(part.c.one) for part in parts)).limit(COUNT_LIMIT).subquery()
        return select(func.count()).select_from(every).scalar_subquery()

    def _first(self, wanted: TaskFilter, actor: Actor, marks: Marks) -> Select[Any]:
        """Return the question for the ids of one page."""
        done = wanted.scope == "done"
        at: ColumnElement[Any] = type_coerce(Task.completed_at if done else Task.near_at, UtcDateTime())
        last = _last(wanted.cursor) if wanted.cursor else None
        parts = []
        for part in headed_by(wanted, actor) if wanted.scope == "section" else parts_of(wanted.scope, actor):
            asked = select(Task.id.label("id"), at.label("at")).where(part)
            if not done:
                asked = asked.where(*_due(wanted.due, marks))
            if wanted.q and wanted.q.strip():
                asked = _sought(self.session, asked, wanted.q.strip())
            if wanted.batch_id:
                asked = asked.where(Task.case_id.in_(select(Case.id).where(Case.batch_id == wanted.batch_id)))
            if last is not None:
                asked = asked.where(tuple_(at, Task.id) < last if done else tuple_(at, Task.id) > last)
            asked = asked.order_by(at.desc(), Task.id.desc()) if done else asked.order_by(at, Task.id)
            parts.append(asked.limit(wanted.limit + 1).subquery())
        if not parts:
            return select(Task.id).where(Task.id.is_(None))
        every = union_all(*(select(part.c.id, part.c.at) for part in parts)).subquery()
        ordered = (every.c.at.desc(), every.c.id.desc()) if done else (every.c.at, every.c.id)
        return select(every.c.id).distinct().add_columns(every.c.at).order_by(*ordered).limit(wanted.limit + 1)


def _due(urgency: Urgency | None, marks: Marks) -> list[ColumnElement[bool]]:
    """Return the conditions of one group of an inbox; none where all are wanted."""
    return [] if urgency is None else _within(urgency, marks, Task.near_at)


def _within(urgency: Urgency, marks: Marks, at: Any) -> list[ColumnElement[bool]]:  # noqa: ANN401 - a column
    """Return the conditions under which an instant falls into a group."""
    if urgency is Urgency.PAUSED:
        return [at == STANDS_STILL]
    after, until = marks.between(urgency)
    conditions = [at > after] if after is not None else []
    return [*conditions, at <= until if until is not None else at != STANDS_STILL]


def _sought(session: Session, asked: Select[Any], text: str) -> Select[Any]:
    """Return a question narrowed to the cases that answer the words."""
    asked = asked.join(Case, Case.id == Task.case_id).join(Subject, Subject.id == Case.subject_id)
    return asked.where(answers(session, text))


def _last(cursor: str) -> ColumnElement[Any]:
    """Return the sort key of the last task seen as the database compares it."""
    at, task_id = mark(cursor, instant)
    return tuple_(literal(at, UtcDateTime()), literal(task_id, Task.id.type))
