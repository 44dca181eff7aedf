"""Questions about inboxes. Each of their parts is a range of one index, so the millionth task costs what the first did.

Every post that somebody holds is asked for its own first rows, and only these are put together: a database that is
asked for several posts at once would sort all they have.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, not_, or_, select, tuple_, type_coerce, union_all
from sqlalchemy.orm import Session

from workflow_app.domain.actors import DESK_ROLES, Actor, Grant, Role
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.inbox import STANDS_STILL, Marks, Urgency
from workflow_app.models import Account, Case, Subject, Task, TaskSeen
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.cases import WITH_ROWS, CaseRows, to_rows
from workflow_app.repositories.finding import answers
from workflow_app.repositories.pages import instant, mark

COUNT_LIMIT = 1000
FOLLOWED = 1000
"""How many of the tasks that somebody completed last are looked at for what waits for others since."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A task of an inbox with its case, who holds it, and whether its reader has opened it."""

    task: Task
    rows: CaseRows
    assignee: str | None
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
            WITH_ROWS.add_columns(Task, Account.name.label("assignee"), TaskSeen.id.label("seen"))
            .join(Task, Task.case_id == Case.id)
            .outerjoin(Account, Account.id == Task.assignee_id)
            .outerjoin(TaskSeen, seen)
            .where(Task.id.in_(ids))
        )
        found = {row.Task.id: row for row in self.session.execute(statement)}
        rows = [found[each] for each in ids if each in found]
        return [InboxRow(row.Task, to_rows(row), row.assignee, row.seen is not None) for row in rows]

    def is_seen(self, task_id: str, account_id: str) -> bool:
        """Tell whether somebody has opened a task."""
        seen = (TaskSeen.task_id == task_id) & (TaskSeen.account_id == account_id)
        return self.session.scalar(select(TaskSeen.id).where(seen)) is not None

    def counts(self, scopes: Sequence[tuple[str, Urgency | None]], actor: Actor, marks: Marks) -> list[int]:
        """Return how many tasks each part of an inbox holds, counting no further than 1,000, in one statement."""
        asked = [self._count(scope, urgency, actor, marks) for scope, urgency in scopes]
        return [count or 0 for count in self.session.execute(select(*asked)).one()]

    def _count(self, scope: str, urgency: Urgency | None, actor: Actor, marks: Marks) -> Any:  # noqa: ANN401 - scalar
        parts = [
            select(literal(1).label("one")).where(part, *_due(urgency, marks)).limit(COUNT_LIMIT).subquery()
            for part in _parts(scope, actor)
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
        for part in _headed(wanted, actor) if wanted.scope == "section" else _parts(wanted.scope, actor):
            asked = select(Task.id.label("id"), at.label("at")).where(part)
            if not done:
                asked = asked.where(*_due(wanted.due, marks))
            if wanted.q and wanted.q.strip():
                asked = _sought(self.session, asked, wanted.q.strip())
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
    if urgency is None:
        return []
    if urgency is Urgency.PAUSED:
        return [Task.near_at == STANDS_STILL]
    after, until = marks.between(urgency)
    conditions = [Task.near_at > after] if after is not None else []
    conditions += [Task.near_at <= until] if until is not None else [Task.near_at != STANDS_STILL]
    return conditions


def _sought(session: Session, asked: Select[Any], text: str) -> Select[Any]:
    """Return a question narrowed to the cases that answer the words."""
    asked = asked.join(Case, Case.id == Task.case_id).join(Subject, Subject.id == Case.subject_id)
    return asked.where(answers(session, text))


def _last(cursor: str) -> ColumnElement[Any]:
    """Return the sort key of the last task seen as the database compares it."""
    at, task_id = mark(cursor, instant)
    return tuple_(literal(at, UtcDateTime()), literal(task_id, Task.id.type))


def _parts(scope: str, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions whose rows together, each at most once, are an inbox."""
    if scope == "done":
        return [Task.completed_by == actor.id]
    is_open = Task.status == "OPEN"
    if scope == "mine":
        mine = and_(is_open, Task.assignee_id == actor.id)
        own = and_(is_open, Task.role == Role.APPLICANT, Task.subject_id.in_(actor.subject_ids))
        return [mine, and_(own, Task.assignee_id.is_distinct_from(actor.id))] if actor.subject_ids else [mine]
    posts = _posts(actor)
    if scope == "waiting":
        return [_waiting(actor, posts)]
    not_own = [Task.subject_id.not_in(actor.subject_ids)] if actor.subject_ids else []
    named = [and_(Task.appointee_id == actor.id, not_(or_(*posts)))] if posts else []
    return [and_(is_open, Task.assignee_id.is_(None), each, *not_own) for each in (*posts, *named)]


def _headed(wanted: TaskFilter, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions of what nobody, or one person, holds at the authorities whose section somebody heads."""
    headed = sorted({str(grant.authority_id) for grant in actor.grants if grant.role is Role.SECTION_HEAD})
    here = and_(Task.status == "OPEN", Task.authority_id.in_(headed))
    if wanted.holder:
        return [and_(here, Task.assignee_id == wanted.holder)]
    return [and_(here, Task.assignee_id.is_(None), Task.role == role) for role in sorted(DESK_ROLES)]


def _posts(actor: Actor) -> list[ColumnElement[bool]]:
    """Return what somebody's posts are for: role, authority and section, no task in two of them."""
    held = sorted((grant for grant in actor.grants if grant.role in DESK_ROLES), key=str)
    everywhere = {grant.role for grant in held if grant.authority_id is None}
    parts: dict[tuple[Role, str | None], list[ColumnElement[bool]]] = {}
    for grant in held:
        there = None if grant.role in everywhere else grant.authority_id
        parts.setdefault((grant.role, there), []).append(_department(grant, everywhere))
    return [
        and_(Task.role == role, *([Task.authority_id == there] if there else []), or_(*sections))
        for (role, there), sections in parts.items()
    ]


def _department(grant: Grant, everywhere: Collection[Role]) -> ColumnElement[bool]:
    """Return for which section a post is, and for which authority where the same role is held everywhere too."""
    section = or_(Task.department.is_(None), Task.department == grant.department)
    narrow = grant.authority_id is not None and grant.role in everywhere
    return and_(Task.authority_id == grant.authority_id, section) if narrow else section


def _waiting(actor: Actor, posts: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return the condition of what waits for others: open in cases that somebody worked on last, not theirs to do."""
    last = (
        select(Task.case_id)
        .where(Task.completed_by == actor.id)
        .order_by(Task.completed_at.desc())
        .limit(FOLLOWED)
        .correlate(None)
        .subquery()
    )
    theirs = [and_(Task.assignee_id.is_(None), or_(*posts))] if posts else []
    not_mine = not_(or_(func.coalesce(Task.assignee_id == actor.id, literal(value=False)), *theirs))
    return and_(Task.status == "OPEN", Task.case_id.in_(select(last.c.case_id)), not_mine)
