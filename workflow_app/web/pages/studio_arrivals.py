"""Processes from elsewhere: taking in a zip or a diagram, what was adapted in it, and what still stands against it."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.bundle_parts import LARGEST_BUNDLE
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.services.process_arriving import Brought, get_arrival, replace_diagram, take_in
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import get_draft
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.arrival_words import adaptation_lines, roles_by_word
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.finding_words import finding_groups, finding_lines, findings_text
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.studio import show_home
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_arrivals", __name__, url_prefix="/studio")
UNPROCESSABLE = 422
LONGEST_TITLE = 100
Answer = Response | str | tuple[str, int]


@pages.post("/imports")
@require_actor(Role.PROCESS_ADMIN)
def bring() -> Answer:
    """Begin a draft from a zip or from a diagram, and go to it."""
    typed = {"import_title": text("import_title")}
    brought = _brought("bundle", typed["import_title"])
    if brought is None:
        return show_home(typed, {"bundle": sentence("REQUIRED", {})}), UNPROCESSABLE
    try:
        draft_id = take_in(brought, roles=roles_by_word(), actor=current_actor(), tools=current_tools())
    except (ProcessRefusedError, RefusedError, InvalidError) as error:
        return show_home(typed, {"bundle": _why(error)}), UNPROCESSABLE
    flash(_("The files were taken in as a draft; nothing of it runs yet."), "success")
    return see(_onward(draft_id))


@pages.post("/drafts/<uuid:draft_id>/drawing")
@require_actor(Role.PROCESS_ADMIN)
def replace(draft_id: object) -> Answer:
    """Put a diagram that was drawn elsewhere in the place of a draft's own."""
    brought = _brought("foreign")
    if brought is None:
        flash(_("Choose the file of the diagram first."), "warning")
        return see(f"/studio/drafts/{draft_id}")
    try:
        replace_diagram(
            str(draft_id),
            brought,
            seen=version_seen() or 0,
            roles=roles_by_word(),
            actor=current_actor(),
            tools=current_tools(),
        )
    except (ProcessRefusedError, RefusedError, ConflictError) as error:
        flash(_why(error), "danger")
        return see(f"/studio/drafts/{draft_id}")
    flash(_("The diagram was taken in; nothing of it runs yet."), "success")
    return see(f"/studio/drafts/{draft_id}/arrival")


@pages.get("/drafts/<uuid:draft_id>/arrival")
@require_actor(Role.PROCESS_ADMIN)
def arrival(draft_id: object) -> str:
    """Show what was adapted when a draft was taken in, and what still stands against it, each with its line."""
    found = get_arrival(str(draft_id), actor=current_actor(), tools=current_tools())
    lines = adaptation_lines(found.adaptations)
    left = check_draft(str(draft_id), actor=current_actor(), tools=current_tools()).findings
    return render_template(
        "studio/arrival.html",
        draft=get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft,
        arrival=found,
        changed=[each for each in lines if not each.is_routine],
        rewritten=[each for each in lines if each.is_routine],
        findings=(found_now := finding_lines(left)),
        groups=finding_groups(found_now),
    )


def _brought(field: str, title: str = "") -> Brought | None:
    """Return the file that came with a form, no more of it than a bundle may have; None where none was chosen."""
    file = request.files.get(field)
    if file is None or not file.filename:
        return None
    name = file.filename[:LONGEST_TITLE]
    with file.stream as stream:
        return Brought(name, stream.read(LARGEST_BUNDLE + 1), title or name)


def _onward(draft_id: str) -> str:
    """Return the page to go to: what was adapted, where anything was, else the draft."""
    try:
        get_arrival(draft_id, actor=current_actor(), tools=current_tools())
    except NotFoundError:
        return f"/studio/drafts/{draft_id}"
    return f"/studio/drafts/{draft_id}/arrival"


def _why(error: ProcessRefusedError | RefusedError | InvalidError | ConflictError) -> str:
    if isinstance(error, ProcessRefusedError):
        return findings_text(error.findings)
    if isinstance(error, InvalidError):
        return " ".join(sentence(each.code, each.values) for each in error.errors)
    return sentence(error.code, error.values)
