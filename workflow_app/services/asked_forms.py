"""The form of a task as its case asks it."""

from collections.abc import Iterable
from typing import Any

from workflow_app.domain.earlier_answers import form_after, given_before
from workflow_app.models import Task
from workflow_app.services.loaded import LoadedProcess


def form_of(task: Task, tasks: Iterable[Task], loaded: LoadedProcess) -> dict[str, Any]:
    """Return the form of a task as the answers given before it leave it; a step without one has an empty form."""
    return form_after(loaded.forms.get(task.form or "", {}), given_before(task, tasks))
