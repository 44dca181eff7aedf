"""The catalogue of matters at the desk: the list, an edition as a form, its preview, and what is done with it."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.matter_differences import differences
from workflow_app.domain.matter_editions import READERS, WRITERS, Status
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read, write
from workflow_app.services.matter_beginning import begin_edition, begin_matter
from workflow_app.services.matter_desk import EditionPage, get_edition, list_catalogue, writes_at
from workflow_app.services.matter_editing import Terms, propose_edition, save_edition
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.matter_forms import apply, clean, counts, flat, parse, row_act
from workflow_app.web.pages.matter_labels import problems_of

pages = Blueprint("desk_matters", __name__, url_prefix="/desk/matters")
UNPROCESSABLE, CONFLICT = 422, 409
LIST = "/desk/matters"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*READERS)
def catalogue() -> str:
    """Show every matter with what is in force and what is being written."""
    return _list({}, {})


@pages.post("")
@require_actor(*WRITERS)
def begin_new() -> Answer:
    """Begin a matter that is not there yet."""
    typed = {"authority": text("authority"), "code": clean(text("code"))}
    places = [each[0] for each in writes_at(actor=current_actor(), tools=current_tools())]
    authority = typed["authority"] if typed["authority"] in places else places[0] if len(places) == 1 else ""
    if not authority:
        return _list(typed, {"authority": _("Choose an authority")}), UNPROCESSABLE
    try:
        edition_id = begin_matter(authority, typed["code"], actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _list(typed, problems_of(error.errors)), UNPROCESSABLE
    return see(f"{LIST}/editions/{edition_id}")


@pages.post("/<uuid:matter_id>/editions")
@require_actor(*WRITERS)
def begin_next(matter_id: object) -> Response:
    """Begin the next edition of a matter, or go to the one that is open."""
    edition_id = begin_edition(str(matter_id), actor=current_actor(), tools=current_tools())
    return see(f"{LIST}/editions/{edition_id}")


@pages.get("/editions/<uuid:edition_id>")
@require_actor(*READERS)
def edition(edition_id: object) -> str:
    """Show an edition: as a form to who writes it, to be read by everybody else."""
    page = get_edition(str(edition_id), actor=current_actor(), tools=current_tools())
    return _form(page, write(page.content), _terms_of(page), problems_of(page.findings) if _is_begun(page) else {})


@pages.post("/editions/<uuid:edition_id>")
@require_actor(*WRITERS)
def save(edition_id: object) -> Answer:
    """Save what was typed, after the button of a row did its work; then preview or propose it where that was asked."""
    data, asked = parse(request.form), text("act")
    act = row_act(asked)
    if act is not None:
        apply(data, act)
    where, version = f"{LIST}/editions/{edition_id}", None
    try:
        version = _save(str(edition_id), data)
        if asked == "propose":
            propose_edition(str(edition_id), version=version, actor=current_actor(), tools=current_tools())
            flash(_("The edition is proposed. Somebody else confirms or rejects it, and you are told."), "success")
    except InvalidError as error:
        page = get_edition(str(edition_id), actor=current_actor(), tools=current_tools())
        return _form(
            page, data, _typed_terms(), problems_of(error.errors), refused="kept" if version else "lost"
        ), UNPROCESSABLE
    except ConflictError as error:
        return _clash(str(edition_id), data, error.code, asked)
    if act is not None:
        return see(f"{where}#{act.rows}")
    if asked == "save":
        flash(_("The draft is saved."), "success")
    return see(f"{where}/preview" if asked == "preview" else where)


def _save(edition_id: str, data: dict[str, Any]) -> int:
    terms = _typed_terms()
    given = Terms(_day(terms["valid_from"]), terms["note"], terms["basis"])
    use, actor = current_tools(), current_actor()
    return save_edition(edition_id, data, given, version=version_seen() or 0, actor=actor, tools=use).version


def _clash(edition_id: str, data: dict[str, Any], code: str, asked: str) -> Answer:
    """Show those who came second what there is now and what they typed; a second click on one's own is no clash."""
    page = get_edition(edition_id, actor=current_actor(), tools=current_tools())
    try:
        differs = tuple(differences(page.content, read(MatterContent, data)))
    except InvalidError:
        differs = ()
    if code == "EDITION_NOT_OPEN" and asked == "propose" and page.row.status is Status.PROPOSED and not differs:
        return see(f"{LIST}/editions/{edition_id}")
    return _form(page, data, _typed_terms(), {}, clash=code, differs=differs), CONFLICT


def _form(
    page: EditionPage,
    data: dict[str, Any],
    terms: dict[str, str],
    problems: dict[str, str],
    *,
    refused: str = "",
    clash: str = "",
    differs: object = (),
) -> str:
    typed = flat(data) | {f"terms-{name}": value for name, value in terms.items()}
    return render_template(
        "desk/matter_edition.html",
        page=page,
        typed=typed,
        problems=_beside_terms(problems),
        rows=counts(data),
        refused=refused,
        clash=clash,
        differs=differs,
        is_edited=page.may_write and page.row.status is Status.DRAFT,
    )


def _list(typed: dict[str, str], problems: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    places = writes_at(actor=actor, tools=use) if actor.has(*WRITERS) else []
    rows = list_catalogue(actor=actor, tools=use)
    return render_template("desk/matters.html", rows=rows, places=places, typed=typed, problems=problems)


def _is_begun(page: EditionPage) -> bool:
    """Tell whether anything was written yet; on an empty form nothing is wrong, it is only empty."""
    return bool(page.content.name.zh or page.content.materials)


def _terms_of(page: EditionPage) -> dict[str, str]:
    day = page.row.valid_from
    return {"valid_from": day.isoformat() if day else "", "note": page.row.note, "basis": page.row.basis}


def _typed_terms() -> dict[str, str]:
    return {name: clean(request.form.get(f"terms-{name}", "")) for name in ("valid_from", "note", "basis")}


def _beside_terms(problems: dict[str, str]) -> dict[str, str]:
    """Return problems by field, those of the day and the reasons beside theirs."""
    return {
        f"terms-{name}" if name in {"valid_from", "note", "basis"} else name: text for name, text in problems.items()
    }


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
