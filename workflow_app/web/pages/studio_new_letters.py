"""A letter that a draft gets: named, called in both languages, and begun with a small text."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import InvalidError
from workflow_app.services.letter_drafts import add_letter
from workflow_app.services.process_draft_views import get_draft
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_new_letters", __name__, url_prefix="/studio/drafts/<uuid:draft_id>/new-letter")
UNPROCESSABLE = 422
FIELDS = ("name", "title", "title_en")
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def ask(draft_id: object) -> str:
    """Ask what a new letter is called."""
    return _page(draft_id, {}, {})


@pages.post("")
@require_actor(Role.PROCESS_ADMIN)
def make(draft_id: object) -> Answer:
    """Put a new letter into a draft and go to it."""
    typed = {field: text(field) for field in FIELDS}
    try:
        path = add_letter(str(draft_id), **typed, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(draft_id, typed, problems), UNPROCESSABLE
    return see(f"/studio/drafts/{draft_id}/letter/{path}")


def _page(draft_id: object, typed: dict[str, str], problems: dict[str, str]) -> str:
    page = get_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    return render_template("studio/new_letter.html", draft=page.draft, typed=typed, problems=problems)
