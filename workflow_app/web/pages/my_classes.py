"""Applicants and classes: a class with one's own seats, taking a seat, giving it back."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.training import Enrol
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.training import SeatStatus
from workflow_app.services.records import list_my_subjects
from workflow_app.services.training_seats import enrol, give_back
from workflow_app.services.training_views import get_my_session
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import acting_for, subject_asked
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("my_classes", __name__, url_prefix="/my/training/sessions")
Answer = Response | str | tuple[str, int]


@pages.get("/<uuid:session_id>")
@require_actor(Role.APPLICANT)
def session(session_id: object) -> str:
    """Show a class and the seats of one's own subjects."""
    return _session(session_id, {}, {})


@pages.post("/<uuid:session_id>/enrol")
@require_actor(Role.APPLICANT)
def take_seat(session_id: object) -> Answer:
    """Take a seat in a class, or a place in its queue."""
    command = Enrol(
        str(session_id), subject_asked(), text("attendee"), text("capacity"), insists="insists" in request.form
    )
    try:
        found = enrol(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _session(session_id, typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        waits = _("All seats are taken; you are on the waiting list and are told when one becomes free.")
        flash(_("You have a seat.") if found is SeatStatus.ENROLLED else waits, "success")
    return see(f"/my/training/sessions/{session_id}")


@pages.post("/<uuid:session_id>/give-back")
@require_actor(Role.APPLICANT)
def leave_seat(session_id: object) -> Answer:
    """Give a seat back."""
    try:
        give_back(str(session_id), subject_id=subject_asked(), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("The seat is given back."), "success")
    return see(f"/my/training/sessions/{session_id}")


def _session(session_id: object, typed_before: dict[str, str], told: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    now = acting_for(actor)
    view, seats = get_my_session(str(session_id), actor=actor, tools=use)
    return render_template(
        "my/training_session.html",
        session=view,
        seats=seats,
        subjects=list_my_subjects(actor=actor, tools=use),
        typed={"subject": now.id if now else "", **typed_before},
        problems=told,
    )
