"""Whose a task of the staff is: taking it in hand, and giving it back."""

from collections.abc import Callable

from flask import Blueprint, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.tasks import TaskAct
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError
from workflow_app.services.tasks import claim_task, get_task, release_task
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.stale import stale_page

pages = Blueprint("desk_task_hands", __name__, url_prefix="/desk/tasks")
Answer = Response | str | tuple[str, int]


@pages.post("/<uuid:task_id>/claim")
@require_actor(*DESK_ROLES)
def claim(task_id: object) -> Answer:
    """Take a task in hand."""
    return _act(task_id, claim_task, _("The task is yours now."), f"/desk/tasks/{task_id}")


@pages.post("/<uuid:task_id>/release")
@require_actor(*DESK_ROLES)
def release(task_id: object) -> Answer:
    """Give a task back to the section."""
    return _act(task_id, release_task, _("The task went back to your section."), "/desk")


def _act(task_id: object, act: Callable[..., object], done: str, target: str) -> Answer:
    """Claim or give back, once."""
    command = TaskAct(str(task_id), version=version_seen(), once=once_for(lambda _task: target))
    try:
        act(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except ConflictError as error:
        detail = get_task(str(task_id), actor=current_actor(), tools=current_tools())
        speak_of(detail.case.subject.uscc)
        return stale_page(detail, {}, error, desk=True)
    flash(done, "success")
    return see(target)
