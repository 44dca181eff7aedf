"""The page for those who came second: what happened, and what they typed."""

from collections.abc import Mapping

from flask import render_template
from flask_babel import gettext as _

from workflow_app.domain.errors import ConflictError
from workflow_app.services.views import TaskDetail
from workflow_app.web.pages.answering import files_of

CONFLICT = 409


def stale_page(
    detail: TaskDetail, values: Mapping[str, object], error: ConflictError, *, desk: bool
) -> tuple[str, int]:
    """Return the page that keeps what was typed; the task as it is now is one click away."""
    titles = {
        "STALE": _("Somebody has changed this task since you opened it."),
        "TASK_DONE": _("This task has been completed by somebody else."),
        "TASK_CANCELLED": _("This task is no longer needed: the case has moved on."),
    }
    area = "desk" if desk else "my"
    page = render_template(
        "desk/stale.html",
        stale_title=titles.get(error.code, _("The case has moved on.")),
        task=detail.task,
        form=detail.form,
        values=values,
        files=files_of(detail.documents),
        desk=desk,
        again=f"/{area}/tasks/{detail.task.id}",
    )
    return page, CONFLICT
