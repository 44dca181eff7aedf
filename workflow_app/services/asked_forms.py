"""The form of a task as its case asks it."""

from collections.abc import Iterable, Mapping
from typing import Any

from workflow_app.domain.earlier_answers import NOTHING, asked_of, form_after, given_before
from workflow_app.models import Task
from workflow_app.services.loaded import LoadedProcess


def form_of(
    task: Task, tasks: Iterable[Task], loaded: LoadedProcess, facts: Mapping[str, object] = NOTHING
) -> dict[str, Any]:
    """Return the form of a task as the answers given before and the facts of the case leave it.

    A step without one has an empty form.
    """
    answered = task.outcome or {} if task.status == "DONE" else {}
    return form_after(loaded.forms.get(task.form or "", {}), {**given_before(task, tasks), **facts}, answered=answered)


def values_asked(
    task: Task, values: Mapping[str, object], loaded: LoadedProcess, facts: Mapping[str, object]
) -> dict[str, object]:
    """Return answers without those that its facts spare a case: a draft or another site may know of more."""
    return asked_of(loaded.forms.get(task.form or "", {}), values, facts if task.status != "DONE" else NOTHING)
