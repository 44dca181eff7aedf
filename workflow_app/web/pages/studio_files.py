"""The files of a draft for the editors in the browser: read, save, check, and who else has it open; small JSON."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.domain.bundle_parts import LARGEST_FILE, Kind
from workflow_app.domain.errors import ConflictError, DomainError, RefusedError
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.services.draft_holding import hold_open
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import digest, remove_file, save_file
from workflow_app.services.process_vocabulary import get_vocabulary
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.finding_words import finding_lines
from workflow_app.web.pages.sheet_lines import moment
from workflow_app.web.pages.vocabulary_words import vocabulary_words
from workflow_app.web.sentences import sentence
from workflow_app.web.wording import words as _

pages = Blueprint("studio_files", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")
CONFLICT, TOO_LARGE, UNPROCESSABLE = 409, 413, 422
Answer = Response | str | tuple[Response, int]


@pages.get("/diagram")
@require_actor(Role.PROCESS_ADMIN)
def diagram(draft_id: object) -> str:
    """Show the editor of the diagram."""
    page = get_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    file = next(each for each in page.files if each.kind is Kind.DIAGRAM)
    writes = page.draft.status is DraftStatus.OPEN
    return render_template("studio/diagram.html", draft=page.draft, file=file, writes=writes, page=page)


@pages.get("/edit/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def edit(draft_id: object, path: str) -> str:
    """Show a file as text, to be written or read."""
    page = get_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    content = read_draft_file(str(draft_id), path, actor=current_actor(), tools=current_tools())
    return render_template(
        "studio/file.html",
        draft=page.draft,
        path=path,
        text=content.decode("utf-8", errors="replace"),
        digest=digest(content),
        writes=page.draft.status is DraftStatus.OPEN,
    )


@pages.get("/files/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def read(draft_id: object, path: str) -> Response:
    """Return a file as it is, with the digest that a save names."""
    content = read_draft_file(str(draft_id), path, actor=current_actor(), tools=current_tools())
    answer = Response(content, mimetype="application/octet-stream")
    answer.headers["ETag"] = f'"{digest(content)}"'
    return answer


@pages.put("/files/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def save(draft_id: object, path: str) -> Answer:
    """Save a file, if it still is as `If-Match` says; answers its digest and what stands against the draft now."""
    content = request.get_data(cache=False) if (request.content_length or 0) <= LARGEST_FILE else None
    if content is None:
        refused = RefusedError("BUNDLE_FILE_SIZE", path=path, most=LARGEST_FILE)
        return _refusal(refused, TOO_LARGE)
    seen = request.headers.get("If-Match", "").strip('"')
    try:
        now = save_file(str(draft_id), path, content, seen=seen, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        return _refusal(error, CONFLICT, _who_saved(draft_id) if error.code == "STALE" else "")
    except RefusedError as error:
        return _refusal(error, UNPROCESSABLE)
    return jsonify(digest=now, findings=_findings(draft_id))


@pages.delete("/files/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def remove(draft_id: object, path: str) -> Answer:
    """Remove a file, if it still is as `If-Match` says."""
    seen = request.headers.get("If-Match", "").strip('"')
    try:
        remove_file(str(draft_id), path, seen=seen, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        return _refusal(error, CONFLICT)
    return jsonify(findings=_findings(draft_id))


@pages.get("/findings")
@require_actor(Role.PROCESS_ADMIN)
def findings(draft_id: object) -> Response:
    """Return what stands against the draft as it is saved."""
    return jsonify(findings=_findings(draft_id))


@pages.get("/vocabulary")
@require_actor(Role.PROCESS_ADMIN)
def vocabulary(draft_id: object) -> Response:
    """Return the names that the draft may use, with words in the language of the page."""
    found = get_vocabulary(str(draft_id), actor=current_actor(), tools=current_tools())
    return jsonify(vocabulary_words(found))


@pages.post("/open")
@require_actor(Role.PROCESS_ADMIN)
def hold(draft_id: object) -> Response:
    """Note that the page is open, and say who else has had the draft open just now."""
    return jsonify(other=hold_open(str(draft_id), actor=current_actor(), tools=current_tools()))


def _findings(draft_id: object) -> list[dict[str, object]]:
    found = check_draft(str(draft_id), actor=current_actor(), tools=current_tools()).findings
    return [asdict(each) for each in finding_lines(found)]


def _who_saved(draft_id: object) -> str:
    """Return who saved the draft last, and when, for whoever wrote on what is not there any more."""
    draft = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    when = moment(draft.edited_at)
    if draft.is_edited_by_reader:
        return _(
            "Not saved: you saved this draft yourself on %(when)s, in another window, and it is not as it was opened "
            "here. Download what is here as a copy, then choose which of the two remains.",
            when=when,
        )
    return _(
        "Not saved: %(who)s saved this draft on %(when)s, and it is not as it was opened here. Download what is here "
        "as a copy, then choose which of the two remains.",
        who=draft.editor,
        when=when,
    )


def _refusal(error: DomainError, status: int, words: str = "") -> tuple[Response, int]:
    said = {"code": error.code, "words": words or sentence(error.code, error.values)}
    return jsonify(said | ({"current": error.values["current"]} if "current" in error.values else {})), status
