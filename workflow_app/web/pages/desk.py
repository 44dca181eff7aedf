"""The inbox of the staff: what is theirs, their section's, waits for others, and done, by how near the limit is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.inbox import Urgency
from workflow_app.services.emergency_views import list_unconfirmed_at_work
from workflow_app.services.inbox import count_tasks, first_scope, list_tasks
from workflow_app.services.pause_views import list_pauses_at_work
from workflow_app.services.views import TaskView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.asking import batch_asked, words_sought

pages = Blueprint("desk", __name__, url_prefix="/desk")
SCOPES = ("mine", "group", "waiting", "done")
PAGE = 25


@dataclass
class Group:
    """Tasks of one urgency."""

    key: str
    title: str
    tasks: list[TaskView] = field(default_factory=list)


@pages.get("")
@require_actor(*DESK_ROLES)
def inbox() -> str:
    """Show one scope of the inbox; without a choice, what is mine, else what my section may take."""
    actor, use = current_actor(), current_tools()
    chosen = request.args.get("scope", "")
    counts = count_tasks(chosen if chosen in SCOPES else None, actor=actor, tools=use)
    scope = chosen if chosen in SCOPES else first_scope(counts.mine, counts.group)
    due = None if scope == "done" else urgency_asked()
    cursor = request.args.get("cursor") or None
    batch = batch_asked()
    wanted = TaskFilter(scope=scope, due=due, q=words_sought() or None, batch_id=batch, cursor=cursor, limit=PAGE)
    page = list_tasks(wanted, actor=actor, tools=use)
    groups = [Group("done", _("Done"), list(page.items))] if scope == "done" else _by_urgency(page.items)
    return render_template(
        "desk/inbox.html",
        scope=scope,
        due=due,
        q=words_sought(),
        batch=batch,
        counts=counts,
        titles=titles(),
        row_mark=row_mark,
        page=page,
        groups=[group for group in groups if group.tasks],
        heads_section=actor.has(Role.SECTION_HEAD),
        pauses=list_pauses_at_work(actor=actor, tools=use),
        unconfirmed=list_unconfirmed_at_work(actor=actor, tools=use),
    )


def titles() -> dict[Urgency, str]:
    """Return what the groups of an inbox are called."""
    return {
        Urgency.OVERDUE: _("Overdue"),
        Urgency.TODAY: _("Due today"),
        Urgency.SOON: _("Within two days"),
        Urgency.REST: _("The rest"),
        Urgency.PAUSED: _("Paused"),
    }


def urgency_asked() -> Urgency | None:
    """Return the group that was asked for, or None for all."""
    word = request.args.get("due", "").upper()
    return Urgency(word) if word in list(Urgency) else None


def row_mark(task: TaskView) -> str:
    """Return what a row shows in short: equal marks, equal rows."""
    how_far = "draft" if task.has_draft else "seen" if task.is_seen else "new"
    return f"{task.version}-{task.urgency}-{task.due_on}-{task.legal_due_on}-{how_far}"


def _by_urgency(tasks: Iterable[TaskView]) -> list[Group]:
    """Return the groups of the inbox, the most urgent first."""
    groups = {urgency: Group(urgency, title) for urgency, title in titles().items()}
    for task in tasks:
        groups[Urgency(task.urgency)].tasks.append(task)
    return list(groups.values())
