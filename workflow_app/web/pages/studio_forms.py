"""A form of a draft: its parts, one of them as it is written, and the form as those see it who fill it in."""

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, DomainError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.form_parts import (
    Form,
    TypedPart,
    add_part,
    conditions_in,
    move_part,
    name_form,
    read_part,
    remove_part,
    write_part,
)
from workflow_app.domain.form_slots import KINDS
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.services.form_steps import FormStep, form_steps
from workflow_app.services.process_draft_views import get_draft
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.form_drafts import FormDraft, check_form, read_form_draft, save_form
from workflow_app.web.pages.form_part_typing import lines_of, typed_part
from workflow_app.web.pages.form_previews import preview_of
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_forms", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")
CONFLICT, UNPROCESSABLE = 409, 422
Answer = Response | str | tuple[str, int]
Typed = Mapping[str, str]


@pages.get("/form/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def form(draft_id: object, path: str) -> Answer:
    """Show a form: its parts, or with ?part=3 the fourth of them as it is written, beside the form as it looks."""
    try:
        found = read_form_draft(draft_id, path)
    except RefusedError:
        return see(f"/studio/drafts/{draft_id}/edit/{path}")  # it can be mended as text
    index = request.args.get("part", type=int)
    return _page(found, index if index is not None and 0 <= index < len(found.parts) else None)


@pages.post("/form-preview/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def preview(draft_id: object, path: str) -> str | tuple[str, int]:
    """Return the form as what is typed now would make it; nothing is saved."""
    found = read_form_draft(draft_id, path)
    steps = _steps(draft_id)
    try:
        index, typed = _typed(found, steps)
        changed = write_part(found.form, index, typed)
        check_form(changed)
    except InvalidError as error:
        return sentence(error.errors[0].code, error.errors[0].values), UNPROCESSABLE
    shown = preview_of(found.name, changed["components"], steps)
    return render_template("studio/_form_preview.html", form=changed, preview=shown)


@pages.post("/form-parts/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def write(draft_id: object, path: str) -> Answer:
    """Change one part of a form as it was typed, or put one in, move one, take one out, or call the form otherwise."""
    found = read_form_draft(draft_id, path)
    act = text("act")
    if act == "save":
        return _save(found)
    acts: dict[str, Callable[[], tuple[Form, int | None]]] = {
        "add": lambda: (add_part(found.form, text("kind"), len(found.parts)), len(found.parts)),
        "up": lambda: (move_part(found.form, _index(found), _index(found) - 1), None),
        "down": lambda: (move_part(found.form, _index(found), _index(found) + 1), None),
        "remove": lambda: (remove_part(found.form, _index(found)), None),
        "title": lambda: (name_form(found.form, text("title"), text("title_en")), None),
    }
    if act not in acts or (act == "add" and text("kind") not in KINDS):
        raise NotFoundError("FILE_UNKNOWN", path=path)
    return _kept(found, acts[act])


def _save(found: FormDraft) -> Answer:
    """Save one part; what is refused, or was changed by somebody else meanwhile, comes back as it was typed."""
    index, typed = _typed(found, _steps(found.draft_id))
    try:
        save_form(found, write_part(found.form, index, typed), seen=text("seen"))
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(found, index, typed, problems), UNPROCESSABLE
    except ConflictError as error:
        flash(_told(error), "warning")
        return _page(found, index, typed), CONFLICT
    flash(_("Saved."), "success")
    return see(f"{_here(found)}?part={index}")


def _kept(found: FormDraft, act: Callable[[], tuple[Form, int | None]]) -> Answer:
    """Change the parts of a form, and show it as it is then."""
    try:
        changed, index = act()
        save_form(found, changed, seen=text("seen"))
    except InvalidError as error:
        flash(sentence(error.errors[0].code, error.errors[0].values), "warning")
        return _page(found, None), CONFLICT
    except ConflictError as error:
        flash(_told(error), "warning")
        return _page(found, None), CONFLICT
    return see(f"{_here(found)}?part={index}" if index is not None else _here(found))


def _told(error: DomainError) -> str:
    if error.code == "STALE":
        return str(_("Somebody else changed this form meanwhile. Look at it as it is now, and save once more."))
    return sentence(error.code, error.values)


def _typed(found: FormDraft, steps: tuple[FormStep, ...]) -> tuple[int, TypedPart]:
    index = _index(found)
    part = found.parts[index]
    return index, typed_part(part["type"], read_part(part), [each.name.key for each in steps])


def _index(found: FormDraft) -> int:
    """Return which part is meant: the one that was seen, wherever it stands now; raises NotFoundError if it is gone."""
    index, key = request.form.get("part", type=int), text("was")
    keys = [str(each.get("key", "")) for each in found.parts]
    if index is not None and 0 <= index < len(keys) and keys[index] == key:
        return index
    if key and key in keys:
        return keys.index(key)
    raise NotFoundError("PART_UNKNOWN", path=found.path)


def _steps(draft_id: object) -> tuple[FormStep, ...]:
    return form_steps(str(draft_id), actor=current_actor(), tools=current_tools())


def _here(found: FormDraft) -> str:
    return f"/studio/drafts/{found.draft_id}/form/{found.path}"


def _page(
    found: FormDraft, index: int | None, typed: TypedPart | None = None, problems: Mapping[str, str] | None = None
) -> str:
    draft = get_draft(found.draft_id, actor=current_actor(), tools=current_tools()).draft
    steps = _steps(found.draft_id)
    chosen = found.parts[index] if index is not None else None
    shown = typed or (read_part(chosen) if chosen else None)
    return render_template(
        "studio/form.html",
        draft=draft,
        found=found,
        steps=steps,
        index=index,
        chosen=chosen,
        typed=shown,
        others=lines_of(shown.others) if shown else "",
        problems=problems or {},
        conditions=conditions_in(found.parts),
        kinds=KINDS,
        preview=preview_of(found.name, found.parts, steps),
        writes=draft.status is DraftStatus.OPEN,
    )
