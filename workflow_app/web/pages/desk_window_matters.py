"""Applying for a matter at the window: which matter, which way is open to who came, and who that is."""

from flask import Blueprint, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.window import ApplyAtWindow
from workflow_app.services.window_finding import subject_at_window
from workflow_app.services.window_matters import matter_at_window, matters_at_window
from workflow_app.services.window_opening import open_at_window
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.window_asking import Answer, begin
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_window_matters", __name__, url_prefix="/desk/window/subjects/<uuid:subject_id>/matters")


@pages.get("")
@require_actor(Role.WINDOW)
def matters(subject_id: object) -> str:
    """List the matters of the authority, for one to be chosen."""
    actor, use, q = current_actor(), current_tools(), words_sought()
    found = subject_at_window(str(subject_id), actor=actor, tools=use)
    page = matters_at_window(q, cursor=request.args.get("cursor") or None, actor=actor, tools=use)
    return render_template("desk/window_matters.html", found=found, subject=found.subject, page=page, q=q)


@pages.route("/<authority>/<code>", methods=["GET", "POST"])
@require_actor(Role.WINDOW)
def matter(subject_id: object, authority: str, code: str) -> Answer:
    """Say which ways are open and why others are not, note who stands at the counter, and begin."""

    def ask(typed_before: dict[str, str], told: dict[str, str], whole: str) -> str:
        asked = matter_at_window(str(subject_id), authority, code, actor=current_actor(), tools=current_tools())
        speak_of(asked.subject.uscc)
        against = whole or (sentence(asked.rule) if asked.rule else "")
        return render_template("desk/window_matter.html", asked=asked, typed=typed_before, problems=told, whole=against)

    if request.method == "GET":
        return ask({"way": request.args.get("way", "")}, {}, "")
    return begin(
        lambda person, once: open_at_window(
            ApplyAtWindow(str(subject_id), authority, code, text("way"), person, once),
            actor=current_actor(),
            tools=current_tools(),
        ),
        ask,
    )
