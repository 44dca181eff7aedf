"""Two published versions of a process, held against each other."""

from flask import Blueprint, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.services.process_comparing import compare_versions
from workflow_app.services.processes import ProcessView, get_process
from workflow_app.services.version_views import VersionView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.change_words import shown_changes

pages = Blueprint("studio_comparing", __name__, url_prefix="/studio/processes/<key>/compare")


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def compare(key: str) -> str:
    """Show what a version says otherwise than another: the newest than the one before it, unless others are named."""
    process = get_process(key, tools=current_tools())
    newest = process.versions[0].version if process.versions else 0
    new = _version(process, request.args.get("new", type=int) or newest)
    old = _version(process, request.args.get("old", type=int) or max(new.version - 1, 1))
    found = compare_versions(key, old.version, new.version, actor=current_actor(), tools=current_tools())
    return render_template("studio/compare.html", process=process, old=old, new=new, changes=shown_changes(found))


def _version(process: ProcessView, number: int) -> VersionView:
    found = next((each for each in process.versions if each.version == number), None)
    if found is None:
        raise NotFoundError("PROCESS_UNKNOWN", key=process.key)
    return found
