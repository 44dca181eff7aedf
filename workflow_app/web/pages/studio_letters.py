"""The text of a letter in a draft: written beside the names it may print and the letter as it comes out."""

from flask import Blueprint, Response, jsonify, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.services.letter_previews import letter_names, preview_letter
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import digest
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_letters", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")
UNPROCESSABLE = 422
LONGEST_QUERY = 2000


@pages.get("/letter/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def letter(draft_id: object, path: str) -> str:
    """Show the text of a letter, the names it may print, and the place for the letter as it comes out."""
    actor, use = current_actor(), current_tools()
    names = letter_names(str(draft_id), path, actor=actor, tools=use)
    draft = get_draft(str(draft_id), actor=actor, tools=use).draft
    content = read_draft_file(str(draft_id), path, actor=actor, tools=use)
    return render_template(
        "studio/letter.html",
        draft=draft,
        path=path,
        text=content.decode("utf-8", errors="replace"),
        digest=digest(content),
        names=names,
        writes=draft.status is DraftStatus.OPEN,
    )


@pages.get("/letter-preview/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def preview(draft_id: object, path: str) -> Response | tuple[Response, int]:
    """Return the letter as PDF, as its text is saved; `without` names conditions that do not hold, apart by commas."""
    without = request.args.get("without", "")[:LONGEST_QUERY].split(",")
    try:
        pdf = preview_letter(
            str(draft_id),
            path,
            without=[each for each in without if each],
            actor=current_actor(),
            tools=current_tools(),
        )
    except RefusedError as error:
        return jsonify(words=_why(error)), UNPROCESSABLE
    return Response(pdf, mimetype="application/pdf")


def _why(error: RefusedError) -> str:
    """Return why a letter does not come out, and where."""
    where = error.values.get("name") or error.values.get("detail")
    said = sentence(error.code, error.values)
    return f"{said} ({where})" if where else said
