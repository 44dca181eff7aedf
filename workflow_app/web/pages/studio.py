"""The studio: the processes, their versions and drafts; a draft is begun from a version."""

import io

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import InvalidError
from workflow_app.services.confirmers import lacks_confirmers
from workflow_app.services.draft_outlooks import list_origins
from workflow_app.services.emergency_views import list_unconfirmed
from workflow_app.services.process_draft_views import list_drafts
from workflow_app.services.process_drafting import begin_draft
from workflow_app.services.processes import export_version, get_process, list_processes
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.sentences import sentence
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("studio", __name__, url_prefix="/studio")
UNPROCESSABLE = 422
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def home() -> str:
    """Show every process with its versions, and what is being written."""
    return show_home({}, {})


@pages.get("/processes/<key>")
@require_actor(Role.PROCESS_ADMIN)
def process(key: str) -> str:
    """Show one process: its drafts, its diagram and its versions."""
    return _process(key, {}, {})


@pages.post("/processes/<key>/drafts")
@require_actor(Role.PROCESS_ADMIN)
def begin(key: str) -> Answer:
    """Begin a draft from the version in effect, or from one that is ahead, and go to it."""
    typed = {"title": text("title"), "base_version": text("base_version")}
    base = (whole_number(text("base_version")) or 0) if text("base_version") else None
    try:
        draft_id = begin_draft(key, text("title"), actor=current_actor(), tools=current_tools(), base=base)
    except InvalidError as error:
        return _process(key, typed, _problems(error)), UNPROCESSABLE
    return see(f"/studio/drafts/{draft_id}")


@pages.get("/processes/<key>/<int:version>.zip")
@require_actor(Role.PROCESS_ADMIN)
def export(key: str, version: int) -> Response:
    """Hand out a published version as a zip."""
    content = export_version(key, version, tools=current_tools())
    return as_attachment(io.BytesIO(content), media_type="application/zip", filename=f"{key}-{version}.zip")


def show_home(typed: dict[str, str], problems: dict[str, str]) -> str:
    """Return the page of the studio with what was typed into it, and what stood against that."""
    drafts = list_drafts(actor=current_actor(), tools=current_tools())
    return render_template(
        "studio/home.html",
        processes=list_processes(tools=current_tools()),
        drafts=drafts,
        unconfirmed=list_unconfirmed(actor=current_actor(), tools=current_tools()),
        lacks_confirmers=lacks_confirmers(actor=current_actor(), tools=current_tools()),
        typed=typed,
        problems=problems,
    )


def _process(key: str, typed: dict[str, str], problems: dict[str, str]) -> str:
    found = get_process(key, tools=current_tools())
    drafts = list_drafts(actor=current_actor(), tools=current_tools(), key=key)
    return render_template(
        "studio/process.html",
        process=found,
        origins=list_origins(key, actor=current_actor(), tools=current_tools()),
        drafts=drafts,
        unconfirmed=list_unconfirmed(actor=current_actor(), tools=current_tools(), key=key),
        typed=typed,
        problems=problems,
    )


def _problems(error: InvalidError) -> dict[str, str]:
    return {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
