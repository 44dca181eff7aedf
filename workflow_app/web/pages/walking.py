"""The form of a task in a walk: which task is chosen, what was typed into it, and answers that go through."""

from datetime import datetime

from flask import request

from workflow_app.domain.process_walks import SAMPLE
from workflow_app.domain.time import local_date
from workflow_app.schemas.forms import Access, FieldKind, read_form, sample_answers
from workflow_app.services.views import TaskDetail
from workflow_app.services.walk_scenes import OpenTask
from workflow_app.services.walk_views import WalkView
from workflow_app.web.pages.answering import typed

TASK = "walk-task"
"""Under this name pages say which of the open tasks is meant: its element and its number among those of the element."""


def task_name(task: OpenTask) -> str:
    """Return how pages name an open task."""
    return f"{task.detail.task.key}:{task.number}"


def chosen_task(view: WalkView, name: str) -> OpenTask | None:
    """Return the open task of a name; the first one where none is named, and None where the named one is over."""
    tasks = view.scene.tasks if view.scene else ()
    return next((each for each in tasks if name in ("", task_name(each))), None)


def typed_in(detail: TaskDetail) -> dict[str, object]:
    """Return what was typed into the form of a task; whatever file was chosen, a blank sheet is handed in for it."""
    values = typed(detail)
    for field in read_form(detail.form):
        if field.kind is FieldKind.FILE and field.access_at(detail.task.key) is Access.EDIT:
            came = any(each.filename for each in request.files.getlist(field.key))
            if came or values.get(field.key):
                values[field.key] = SAMPLE
    return values


def filled_in(detail: TaskDetail, now: datetime) -> dict[str, object]:
    """Return answers to a form that its check takes, as far as one can be found for each question."""
    return sample_answers(detail.form, step=detail.task.key, given=detail.values, today=local_date(now))
