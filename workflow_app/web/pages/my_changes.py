"""What changed for an application that is not filed yet: shown at its next opening, until somebody has read it."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.services.draft_changes import (
    DraftChanges,
    changes_at_window,
    changes_of_task,
    read_changes_at_window,
    read_changes_of_task,
)
from workflow_app.services.rules_changed import RULES_CHANGED
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.applicant_changes import for_applicants
from workflow_app.web.pages.change_words import ShownChanges
from workflow_app.web.pages.task_pages import applicants_task
from workflow_app.web.sentences import sentence

pages = Blueprint("my_changes", __name__)


@pages.get("/my/tasks/<uuid:task_id>/changes")
@require_actor(Role.APPLICANT)
def changes(task_id: object) -> Response | str:
    """Show what changed, or go on where nothing is left to tell."""
    detail = applicants_task(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    told = changes_of_task(str(task_id), actor=current_actor(), tools=current_tools())
    if told is None:
        return see(f"/my/tasks/{task_id}")
    return render_template(
        "my/changes.html",
        task=detail.task,
        case=detail.case,
        told=told,
        changes=for_applicants(told),
    )


@pages.post("/my/tasks/<uuid:task_id>/changes")
@require_actor(Role.APPLICANT)
def read(task_id: object) -> Response:
    """Note that it was read, and go on with the application."""
    if not read_changes_of_task(str(task_id), last=_last_shown(), actor=current_actor(), tools=current_tools()):
        _ask_once_more()
    return see(f"/my/tasks/{task_id}")


@pages.post("/desk/window/cases/<uuid:case_id>/changes")
@require_actor(Role.WINDOW)
def read_at_window(case_id: object) -> Response:
    """Note that who stands at the window was told."""
    if read_changes_at_window(str(case_id), last=_last_shown(), actor=current_actor(), tools=current_tools()):
        flash(_("Noted. Have the form looked through, and print the paper to sign anew."), "success")
    else:
        _ask_once_more()
    return see(f"/desk/window/cases/{case_id}")


def _last_shown() -> str:
    """Return up to which move the page told what changed."""
    return request.form.get("last", "")


def _ask_once_more() -> None:
    """Say that more changed than the page told."""
    flash(_("The rules changed once more while that page was open. Please read what is new."), "warning")


def lead_to_changes(detail: TaskDetail) -> Response:
    """Say since when other rules hold for a step that was to be handed in; it may have been begun anew meanwhile."""
    own = [each.id for each in detail.case.tasks if each.status == "OPEN" and each.role == Role.APPLICANT]
    task_id = next(iter(own), detail.task.id)
    if told := changes_of_task(task_id, actor=current_actor(), tools=current_tools()):
        flash(sentence(RULES_CHANGED, {"at": told.turns[-1].since}), "warning")
    return see(f"/my/tasks/{task_id}")


def told_at_window(case_id: str) -> tuple[DraftChanges, ShownChanges] | None:
    """Return what a clerk is to tell who stands at the window, or None."""
    told = changes_at_window(case_id, actor=current_actor(), tools=current_tools())
    return (told, for_applicants(told)) if told else None
