"""Who comes to the window with a draft that was begun online, or is not on file yet."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.window import EnterSubject, TakeToWindow
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.services.window_joining import online_draft, take_to_window
from workflow_app.services.window_subjects import enter_at_window
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.window_asking import HERE, Answer, begin
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_window_joining", __name__, url_prefix="/desk/window")


@pages.route("/drafts/<uuid:case_id>", methods=["GET", "POST"])
@require_actor(Role.WINDOW)
def draft(case_id: object) -> Answer:
    """Say which draft it is, note who asks for it at the counter, and go on with it."""
    try:
        return _ask(str(case_id)) if request.method == "GET" else _take(str(case_id))
    except ConflictError as error:  # handed in or given up meanwhile
        flash(sentence(error.code, error.values), "warning")
        return see(HERE)


def _take(case_id: str) -> Answer:
    return begin(
        lambda person, once: take_to_window(
            TakeToWindow(case_id, person, once), actor=current_actor(), tools=current_tools()
        ),
        lambda *told: _page(case_id, *told),
    )


def _ask(case_id: str) -> Answer:
    found = online_draft(case_id, actor=current_actor(), tools=current_tools())
    return see(f"{HERE}/cases/{case_id}") if found.case.at_window else _page(case_id, {}, {}, "")


def _page(case_id: str, typed_before: dict[str, str], told: dict[str, str], whole: str) -> str:
    found = online_draft(case_id, actor=current_actor(), tools=current_tools())
    speak_of(found.case.subject.uscc)
    return render_template("desk/window_draft.html", found=found, typed=typed_before, problems=told, whole=whole)


@pages.route("/subjects/new", methods=["GET", "POST"])
@require_actor(Role.WINDOW)
def new_subject() -> Answer:
    """Ask for code, name and representative as the business licence shows them, and go on with who was entered."""
    if request.method == "GET":
        return render_template("desk/window_subject_new.html", typed={"uscc": words_sought()[:18]}, problems={})
    command = EnterSubject(text("uscc"), text("name"), text("representative"))
    try:
        subject_id, was_known = enter_at_window(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return render_template("desk/window_subject_new.html", typed=typed(), problems=problems(error)), UNPROCESSABLE
    if was_known:
        flash(_("This code is on file already. Compare the name with the licence; nothing was changed."), "warning")
    else:
        flash(_("Entered."), "success")
    return see(f"{HERE}/subjects/{subject_id}")
