"""Trainers: classes with their seats, attendance and certificates, and the sheet that people sign."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.training import Attendance, ChangeSession, PlanSession, RecordAttendance
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.training import SessionStatus
from workflow_app.domain.training_policies import READERS
from workflow_app.services.course_views import Place, training_figures, training_places
from workflow_app.services.session_views import get_session, list_sessions
from workflow_app.services.training_attendance import issue_certificates, record_attendance
from workflow_app.services.training_sessions import cancel_session, change_session, plan_session
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen, words_sought
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.session_forms import as_typed, instant
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_training", __name__, url_prefix="/desk/training")
Answer = Response | str | tuple[str, int]
CONFLICT = 409


@pages.get("")
@require_actor(*READERS)
def sessions() -> str:
    """List the classes, the latest first, with what happened this year."""
    actor, use = current_actor(), current_tools()
    status = request.args.get("status", "")
    known = status if status in set(SessionStatus) else None
    cursor = request.args.get("cursor") or None
    page = list_sessions(actor=actor, tools=use, words=words_sought(), status=known, cursor=cursor)
    return render_template(
        "desk/training.html",
        page=page,
        q=words_sought(),
        status=known,
        figures=training_figures(actor=actor, tools=use),
        may_train=actor.has(Role.TRAINER),
    )


@pages.route("/sessions/new", methods=["GET", "POST"])
@require_actor(Role.TRAINER)
def plan() -> Answer:
    """Plan a class."""
    if request.method == "GET":
        return _form({"trainer": current_actor().name}, {})
    command = PlanSession(
        authority_id=text("authority") or next(each.id for each in _places()),
        starts_at=instant("starts_at"),
        ends_at=instant("ends_at"),
        given=request.form,
        once=once_for(lambda session_id: f"/desk/training/sessions/{session_id}"),
    )
    try:
        session_id = plan_session(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _form(typed(), problems(error)), UNPROCESSABLE
    flash(_("The class is planned. Enterprises can enrol now."), "success")
    return see(f"/desk/training/sessions/{session_id}")


@pages.get("/sessions/<uuid:session_id>")
@require_actor(*READERS)
def session(session_id: object) -> str:
    """Show a class with its seats."""
    return _page(session_id, {}, {})


@pages.route("/sessions/<uuid:session_id>/change", methods=["GET", "POST"])
@require_actor(Role.TRAINER)
def change(session_id: object) -> Answer:
    """Change a class that has not begun."""
    view = get_session(str(session_id), actor=current_actor(), tools=current_tools())
    if request.method == "GET":
        return _form(as_typed(view), {}, view)
    command = ChangeSession(
        str(session_id), version_seen(), instant("starts_at"), instant("ends_at"), given=request.form
    )
    try:
        change_session(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _form(typed(), problems(error), view), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _form(typed(), {}, view), CONFLICT
    flash(_("The class is changed; those who enrolled are told."), "success")
    return see(f"/desk/training/sessions/{session_id}")


@pages.post("/sessions/<uuid:session_id>/cancel")
@require_actor(Role.TRAINER)
def cancel(session_id: object) -> Answer:
    """Cancel a class and say why."""
    try:
        cancel_session(
            str(session_id), text("reason"), version=version_seen(), actor=current_actor(), tools=current_tools()
        )
    except InvalidError as error:
        return _page(session_id, typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(session_id, typed(), {}), CONFLICT
    flash(_("The class is cancelled; those who enrolled are told."), "success")
    return see(f"/desk/training/sessions/{session_id}")


@pages.post("/sessions/<uuid:session_id>/attendance")
@require_actor(Role.TRAINER)
def attendance(session_id: object) -> Answer:
    """Note who was there, how long, and what their test gave."""
    rows = [
        Attendance(each, f"present-{each}" in request.form, text(f"minutes-{each}"), text(f"score-{each}"))
        for each in request.form.getlist("seat")
    ]
    command = RecordAttendance(str(session_id), version_seen(), rows)
    try:
        record_attendance(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _page(session_id, typed(), problems(error)), UNPROCESSABLE
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(session_id, typed(), {}), CONFLICT
    flash(_("Attendance is noted."), "success")
    return see(f"/desk/training/sessions/{session_id}")


@pages.post("/sessions/<uuid:session_id>/certificates")
@require_actor(Role.TRAINER)
def certificates(session_id: object) -> Answer:
    """Issue certificates to everybody who has earned one."""
    try:
        issued = issue_certificates(str(session_id), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        said = _("Certificates issued: %(count)s.", count=issued.count)
        more = _(" Still to issue: %(left)s; press the button again.", left=issued.left) if issued.left else ""
        flash(said + more, "success" if issued.count else "info")
    return see(f"/desk/training/sessions/{session_id}")


@pages.get("/sessions/<uuid:session_id>/sheet")
@require_actor(*READERS)
def sheet(session_id: object) -> str:
    """Show the sheet that attendees sign, to be printed."""
    view = get_session(str(session_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/training_sheet.html", session=view)


def _places() -> tuple[Place, ...]:
    """Return the authorities at which somebody trains."""
    return training_places(actor=current_actor(), tools=current_tools())


def _form(typed_before: dict[str, str], told: dict[str, str], view: object = None) -> str:
    return render_template("desk/training_form.html", typed=typed_before, problems=told, places=_places(), session=view)


def _page(session_id: object, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = get_session(str(session_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/training_session.html", session=view, typed=typed_before, problems=told)
