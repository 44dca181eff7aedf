"""The inbox of the staff: what is theirs, their section's, and done, by how near the limit is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.services.tasks import count_tasks, list_tasks
from workflow_app.services.views import TaskView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.values import days_left

pages = Blueprint("desk", __name__, url_prefix="/desk")
SCOPES = ("mine", "group", "done")
PAGE = 25
SOON = 2
"""Working days within which a task counts as soon due."""


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
    counts = count_tasks(actor=actor, tools=use)
    chosen = request.args.get("scope", "")
    scope = chosen if chosen in SCOPES else ("mine" if counts.mine or not counts.group else "group")
    wanted = TaskFilter(scope=scope, q=words_sought() or None, cursor=request.args.get("cursor") or None, limit=PAGE)
    page = list_tasks(wanted, actor=actor, tools=use)
    groups = [Group("done", _("Done"), list(page.items))] if scope == "done" else _by_urgency(page.items)
    return render_template(
        "desk/inbox.html",
        scope=scope,
        q=words_sought(),
        counts=counts,
        page=page,
        groups=[group for group in groups if group.tasks],
    )


def _by_urgency(tasks: Iterable[TaskView]) -> list[Group]:
    """Return the four groups of the inbox."""
    groups = {
        "overdue": Group("overdue", _("Overdue")),
        "today": Group("today", _("Due today")),
        "soon": Group("soon", _("Within two days")),
        "rest": Group("rest", _("The rest")),
    }
    for task in tasks:
        groups[_urgency(days_left(task.due_on, task.authority))].tasks.append(task)
    return list(groups.values())


def _urgency(left: int | None) -> str:
    if left is None or left > SOON:
        return "rest"
    if left < 0:
        return "overdue"
    return "soon" if left else "today"
