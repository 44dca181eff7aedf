"""What an inbox asks for while it stays open: which rows there are now, and one task at a glance."""

from flask import Blueprint, Response, jsonify, render_template, request

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.services.inbox import list_tasks
from workflow_app.services.tasks import get_task
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.desk import PAGE, row_mark, urgency_asked
from workflow_app.web.pages.task_checks import APPLICATION, all_checks

pages = Blueprint("desk_live", __name__, url_prefix="/desk")
LIVE = ("mine", "group", "waiting")


@pages.get("/rows")
@require_actor(*DESK_ROLES)
def rows() -> Response:
    """Return the first rows of an inbox, each with a mark that changes when what it shows does."""
    asked = request.args.get("scope", "")
    wanted = TaskFilter(scope=asked if asked in LIVE else "mine", due=urgency_asked(), limit=PAGE)
    page = list_tasks(wanted, actor=current_actor(), tools=current_tools())
    return jsonify(rows=[[task.id, row_mark(task)] for task in page.items])


@pages.get("/tasks/<uuid:task_id>/preview")
@require_actor(*DESK_ROLES)
def preview(task_id: object) -> str:
    """Show what decides whether to open a task now; looking at it here does not count as having seen it."""
    detail = get_task(str(task_id), actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/_preview.html",
        task=detail.task,
        case=detail.case,
        documents=detail.documents,
        answers=detail.answers,
        checks=all_checks(detail),
        application=APPLICATION,
    )
