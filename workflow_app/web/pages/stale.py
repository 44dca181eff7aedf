"""The page for those who came second: what happened, and what they typed."""

from collections.abc import Mapping

from flask import render_template
from flask_babel import gettext as _

from workflow_app.domain.deferral import ITEM_OPEN
from workflow_app.domain.errors import ConflictError, FieldError
from workflow_app.domain.time import ZONE
from workflow_app.services.views import TaskDetail, TaskView
from workflow_app.web.days import full_day
from workflow_app.web.pages.answering import files_of

CONFLICT = 409


def stale_page(
    detail: TaskDetail, values: Mapping[str, object], error: ConflictError, *, desk: bool
) -> tuple[str, int]:
    """Return the page that keeps what was typed; the task as it is now is one click away."""
    titles = {
        "STALE": _("Somebody has changed this task since you opened it."),
        "TASK_DONE": _done_words(detail.task),
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


def beside_decision(error: ConflictError) -> tuple[FieldError, ...]:
    """Return what is said beside a decision that cannot be made yet; nothing where the case has moved on."""
    return (FieldError("/values/decision", error.code, error.values),) if error.code == ITEM_OPEN else ()


def _done_words(task: TaskView) -> str:
    """Return who was first: oneself in another window, or somebody else."""
    if task.is_mine_done and task.completed_at is not None:
        at = task.completed_at.astimezone(ZONE)
        return str(
            _(
                "You completed this task yourself on %(day)s at %(time)s.",
                day=full_day(at.date()),
                time=f"{at:%H:%M}",
            )
        )
    return str(_("This task has been completed by somebody else."))
