"""A form that a draft gets: named, called in both languages, and begun from one that is there or empty."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.bundle_parts import Kind
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.new_forms import form_bytes, new_form, path_of_form
from workflow_app.services.process_draft_views import get_draft
from workflow_app.services.process_drafting import save_file
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.form_drafts import read_form_draft
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_new_forms", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")
CONFLICT, UNPROCESSABLE = 409, 422
FIELDS = ("name", "title", "title_en", "model")
Answer = Response | str | tuple[str, int]


@pages.get("/new-form")
@require_actor(Role.PROCESS_ADMIN)
def ask(draft_id: object) -> str:
    """Ask what a new form is called, and what it begins from."""
    return _page(draft_id, {}, {})


@pages.post("/new-form")
@require_actor(Role.PROCESS_ADMIN)
def make(draft_id: object) -> Answer:
    """Put a new form into a draft and go to it."""
    typed = {field: text(field) for field in FIELDS}
    try:
        model = read_form_draft(draft_id, typed["model"]).form if typed["model"] else None
        form = new_form(typed["name"], typed["title"], typed["title_en"], model=model)
        path = path_of_form(typed["name"])
        _save(draft_id, path, form_bytes(form))
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(draft_id, typed, problems), UNPROCESSABLE
    return see(f"/studio/drafts/{draft_id}/form/{path}")


def _save(draft_id: object, path: str, content: bytes) -> None:
    try:
        save_file(str(draft_id), path, content, seen="", actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        if error.code != "STALE":
            raise
        raise InvalidError(FieldError("/name", "FORM_THERE")) from error


def _page(draft_id: object, typed: dict[str, str], problems: dict[str, str]) -> str:
    page = get_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    models = sorted((each for each in page.files if each.kind is Kind.FORM), key=lambda each: each.path)
    return render_template("studio/new_form.html", draft=page.draft, models=models, typed=typed, problems=problems)
