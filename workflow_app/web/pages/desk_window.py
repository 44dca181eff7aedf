"""The service window: find the enterprise, see what can be repaired, begin an application for who stands there."""

from flask import Blueprint, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.window import OpenAtWindow
from workflow_app.domain.window import DRAFTS, STAGES
from workflow_app.services.window_finding import find_subjects, record_at_window, subject_at_window
from workflow_app.services.window_opening import open_at_window
from workflow_app.services.window_views import list_filings
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.template_links import template_links
from workflow_app.web.pages.window_asking import HERE, Answer, begin

pages = Blueprint("desk_window", __name__, url_prefix="/desk/window")


@pages.get("")
@require_actor(Role.WINDOW)
def window() -> str:
    """Ask for whom one files; below, what was filed here."""
    stage = request.args.get("show", DRAFTS)
    q, actor, use = words_sought(), current_actor(), current_tools()
    cursor = request.args.get("cursor") or None
    found = find_subjects(q, actor=actor, tools=use) if q else ()
    page = list_filings(stage=stage, q="", cursor=cursor, actor=actor, tools=use)
    stage = stage if stage in STAGES else DRAFTS
    return render_template("desk/window.html", q=q, found=found, page=page, stage=stage)


@pages.get("/subjects/<uuid:subject_id>")
@require_actor(Role.WINDOW)
def subject(subject_id: object) -> str:
    """Show what is on record of an enterprise, and what it has applied for, each with at most one button."""
    found = subject_at_window(str(subject_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/window_subject.html", found=found, subject=found.subject)


@pages.route("/records/<uuid:record_id>", methods=["GET", "POST"])
@require_actor(Role.WINDOW)
def record(record_id: object) -> Answer:
    """Say what this record takes, note who stands at the counter, and begin."""
    if request.method == "GET":
        return _ask(str(record_id), {}, {}, "")
    return begin(
        lambda person, once: open_at_window(
            OpenAtWindow(str(record_id), person, once), actor=current_actor(), tools=current_tools()
        ),
        lambda *told: _ask(str(record_id), *told),
    )


def _ask(record_id: str, typed_before: dict[str, str], told: dict[str, str], whole: str) -> str:
    found = record_at_window(record_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/window_record.html",
        record=found.record,
        head=found.representative,
        blanks=template_links(record_id, found.record.materials, area=HERE),
        typed=typed_before,
        problems=told,
        whole=whole,
    )
