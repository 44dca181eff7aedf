"""The form of a task as its case asks it."""

from collections.abc import Iterable, Mapping
from typing import Any

from workflow_app.domain.actors import Role
from workflow_app.domain.earlier_answers import NOTHING, asked_of, form_after, given_before
from workflow_app.domain.typed_answers import wrong_answers
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


def typed_so_far(task: Task, loaded: LoadedProcess) -> dict[str, object]:
    """Return the unfinished answers to a step as its form can show them; what an earlier version asked stays kept."""
    kept = task.draft or {}
    if task.role != Role.APPLICANT or not kept:
        return dict(kept)
    wrong = {each.field.removeprefix("/values/") for each in wrong_answers(loaded.forms.get(task.form or "", {}), kept)}
    return {key: value for key, value in kept.items() if key not in wrong}


def values_asked(
    task: Task, values: Mapping[str, object], loaded: LoadedProcess, facts: Mapping[str, object]
) -> dict[str, object]:
    """Return answers without those that its facts spare a case: a draft or another site may know of more."""
    return asked_of(loaded.forms.get(task.form or "", {}), values, facts if task.status != "DONE" else NOTHING)
