"""One application among several that are prepared together: its own questions, and where it goes on after them."""

from dataclasses import replace

from workflow_app.domain.batches import Part, form_part, keys_of
from workflow_app.services.views import TaskDetail


def is_in_batch(detail: TaskDetail) -> bool:
    """Tell whether a step is the draft of an application that is prepared together with others."""
    return detail.case.batch_id is not None and detail.case.submitted_at is None


def own_questions(detail: TaskDetail) -> TaskDetail:
    """Return the step of such a draft with its own questions alone; what is common is asked elsewhere, once."""
    if not is_in_batch(detail):
        return detail
    own = keys_of(detail.form, Part.OWN)
    values = {key: value for key, value in detail.values.items() if key in own}
    return replace(detail, form=form_part(detail.form, Part.OWN), values=values)


def after_own_questions(detail: TaskDetail) -> str:
    """Return where a step goes on once its own questions are answered: its last look, or the next of its batch."""
    if is_in_batch(detail):
        return f"/my/batches/{detail.case.batch_id}/next"
    return f"/my/tasks/{detail.task.id}?confirm=1"


def before_questions(detail: TaskDetail) -> str:
    """Return where the way back from the first question of a step leads: to its case, or to the list of its batch."""
    return f"/my/batches/{detail.case.batch_id}" if is_in_batch(detail) else f"/my/cases/{detail.case.id}"
