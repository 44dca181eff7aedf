"""Inboxes: what is mine, my section's, done, or waits for others since; by the nearer of two limits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.errors import BusyError, ConflictError
from workflow_app.domain.inbox import SOON, Marks, Urgency
from workflow_app.domain.time import end_of_day, local_date
from workflow_app.models import TaskSeen
from workflow_app.repositories.inboxes import Inboxes, InboxRow
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.batch_sizes import batch_sizes
from workflow_app.services.drafts import draft_until
from workflow_app.services.showing import show_task
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import TaskView


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How full an inbox is: its scopes, and by urgency the one that was asked for; every count stops at 1,000."""

    mine: int
    group: int
    waiting: int
    due: Mapping[Urgency, int]


def list_tasks(wanted: TaskFilter, *, actor: Actor, tools: Tools) -> Page[TaskView]:
    """Return one page of an inbox: open tasks by the nearer of their limits, done ones newest first."""
    with tools.database.read() as unit:
        marks = _marks(unit, actor, tools)
        rows = Inboxes(unit.session).list_page(wanted, actor, marks)
        page = cut(rows, limit=wanted.limit, key=lambda row: _key(row, wanted.scope))
        clocks = unit.cases.clocks([row.rows.case.id for row in page.items]) if page.items else ()
        sizes = batch_sizes(unit, (row.rows.case for row in page.items))
        views = [
            replace(
                show_task(
                    row.task,
                    row.rows,
                    loaded_of(unit, row.rows, tools),
                    actor=actor,
                    clocks=[clock for clock in clocks if clock.case_id == row.rows.case.id],
                    assignee_name=row.assignee,
                ),
                document_no=row.document_no,
                urgency=marks.of(row.task.near_at),
                is_seen=row.is_seen,
                batch_id=row.rows.case.batch_id,
                batch_size=sizes.get(row.rows.case.id, 0),
                has_draft=bool(row.task.draft) and row.task.assignee_id in (None, actor.id),
                draft_until=draft_until(unit, row.task, row.rows, tools),
            )
            for row in page.items
        ]
    return Page(views, page.next_cursor)


def _key(row: InboxRow, scope: str) -> tuple[str, str]:
    """Return the sort key of a row for the cursor."""
    at = row.task.completed_at if scope == "done" else row.task.near_at
    return (at.isoformat() if at else "", row.task.id)


def count_tasks(scope: str | None = None, *, actor: Actor, tools: Tools) -> TaskCounts:
    """Return how full the reader's inboxes are, and how urgent what is in one of them; without one, in the first.

    The first is what is theirs, or their section's where they hold nothing.
    """
    with tools.database.read() as unit:
        marks = _marks(unit, actor, tools)
        inboxes = Inboxes(unit.session)
        mine, group = inboxes.counts([("mine", None), ("group", None)], actor, marks)
        waiting = inboxes.waiting(actor, marks)
        shown = scope or first_scope(mine, group)
        if shown == "waiting":
            return TaskCounts(mine, group, sum(waiting.values()), waiting)
        asked = "group" if shown == "group" else "mine"
        due = inboxes.counts([(asked, urgency) for urgency in Urgency], actor, marks)
    return TaskCounts(mine, group, sum(waiting.values()), dict(zip(Urgency, due, strict=True)))


def first_scope(mine: int, group: int) -> str:
    """Return with which scope an inbox opens: what is mine, else what my section may take."""
    return "mine" if mine or not group else "group"


def note_seen(task_id: str, *, actor: Actor, tools: Tools) -> None:
    """Keep that somebody has opened a task, once; where the database is busy it is kept the next time.

    Ask after `get_task` has let them in.
    """
    try:
        with tools.database.write() as unit:
            if not Inboxes(unit.session).is_seen(task_id, actor.id):
                unit.add(TaskSeen(task_id=task_id, account_id=actor.id, seen_at=tools.clock.now()))
                unit.commit()
    except (BusyError, ConflictError):
        return


def _marks(unit: UnitOfWork, actor: Actor, tools: Tools) -> Marks:
    """Return the instants between the groups, by the calendar of the reader's authority."""
    now = tools.clock.now()
    today = local_date(now)
    soon = _calendar(unit, actor, tools).count_working_days(today, SOON).due_on
    return Marks(now, end_of_day(today), end_of_day(soon))


def _calendar(unit: UnitOfWork, actor: Actor, tools: Tools) -> Calendar:
    """Return the calendar of the reader's authority, or an empty one that knows weekends only."""
    authority_id = next((grant.authority_id for grant in actor.grants if grant.authority_id), None)
    if authority_id is None:
        return Calendar({}, frozenset())
    return tools.calendars.get(unit.authorities.get(authority_id), unit.authorities)
