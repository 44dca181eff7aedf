"""What becomes of a proposed edition: confirmed or rejected by a second person, taken back or thrown away."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.matter_editions import CONFIRMERS, WRITERS
from workflow_app.services.matter_deciding import confirm_edition, reject_edition
from workflow_app.services.matter_desk import get_edition
from workflow_app.services.matter_editing import discard_edition, take_back
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.matter_forms import clean, flat
from workflow_app.web.pages.matter_labels import problems_of
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_matter_decisions", __name__, url_prefix="/desk/matters/editions/<uuid:edition_id>")
UNPROCESSABLE, CONFLICT = 422, 409
Answer = Response | tuple[str, int]


@pages.post("/confirm")
@require_actor(*CONFIRMERS)
def confirm(edition_id: object) -> Answer:
    """Confirm a proposed edition."""

    def act() -> None:
        version = version_seen() or 0
        confirm_edition(str(edition_id), version=version, actor=current_actor(), tools=current_tools())

    return _done(edition_id, act, _("The edition is confirmed; the public reads it from its day on."))


@pages.post("/reject")
@require_actor(*CONFIRMERS)
def reject(edition_id: object) -> Answer:
    """Reject a proposed edition and say why."""
    reason = clean(request.form.get("decision_note", ""))

    def act() -> None:
        version = version_seen() or 0
        reject_edition(str(edition_id), reason, version=version, actor=current_actor(), tools=current_tools())

    return _done(edition_id, act, _("The edition is rejected, and whoever wrote it is told why."), reason)


@pages.post("/take-back")
@require_actor(*WRITERS)
def back(edition_id: object) -> Answer:
    """Make a proposal a draft again."""
    return _done(
        edition_id,
        lambda: take_back(str(edition_id), actor=current_actor(), tools=current_tools()),
        _("The proposal is taken back; you can go on writing."),
    )


@pages.post("/discard")
@require_actor(*WRITERS)
def discard(edition_id: object) -> Answer:
    """Throw a draft away."""
    return _done(
        edition_id,
        lambda: discard_edition(str(edition_id), actor=current_actor(), tools=current_tools()),
        _("The draft is thrown away; what is in force stays as it is."),
    )


def _done(edition_id: object, act: Callable[[], None], said: str, reason: str = "") -> Answer:
    """Do something, and show the edition as it is then; what stood against it is said at its place."""
    try:
        act()
    except InvalidError as error:
        return _again(edition_id, problems_of(error.errors), reason), UNPROCESSABLE
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
        return _again(edition_id, {}, reason), CONFLICT if isinstance(error, ConflictError) else 403
    flash(said, "success")
    return see(f"/desk/matters/editions/{edition_id}")


def _again(edition_id: object, problems: dict[str, str], reason: str) -> str:
    page = get_edition(str(edition_id), actor=current_actor(), tools=current_tools())
    typed = flat({}) | {"decision_note": reason}
    return render_template(
        "desk/matter_edition.html",
        page=page,
        typed=typed,
        problems=problems,
        rows={},
        refused=bool(problems),
        clash="",
        differs=(),
        is_edited=False,
    )
