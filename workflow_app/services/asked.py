"""The form of a task as it is asked in its case: narrowed by the answers that were given before."""

from collections.abc import Iterable
from typing import Any

from workflow_app.domain.form_narrowing import narrowed
from workflow_app.models import Task
from workflow_app.services.loaded import LoadedProcess


def form_of(task: Task, tasks: Iterable[Task], loaded: LoadedProcess) -> dict[str, Any]:
    """Return the form of a task of the case's own process version, {} where it asks nothing."""
    if task.form is None or task.form not in loaded.forms:
        return {}
    return narrowed(loaded.forms[task.form], answers_before(task, tasks))


def answers_before(task: Task, tasks: Iterable[Task]) -> dict[str, object]:
    """Return every answer given in a case before a task was opened, later ones over earlier ones."""
    answers: dict[str, object] = {}
    for each in sorted(tasks, key=lambda one: one.id):
        if each.id < task.id:
            answers |= each.outcome or {}
    return answers
