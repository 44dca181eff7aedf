"""How the guide of an edition would read: as it is saved, or as it is being typed."""

from flask import Blueprint, render_template, request

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.matter_editions import READERS, WRITERS
from workflow_app.services.matter_desk import get_edition, preview_edition
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.matter_forms import parse
from workflow_app.web.pages.matter_labels import problems_of

pages = Blueprint("desk_matter_previews", __name__, url_prefix="/desk/matters/editions")
UNPROCESSABLE = 422
PART = "desk/_guide_preview.html"


@pages.get("/<uuid:edition_id>/preview")
@require_actor(*READERS)
def saved(edition_id: object) -> str:
    """Show the guide that an edition makes, as the public would read it."""
    page = get_edition(str(edition_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/matter_preview.html", page=page, guide=page.guide)


@pages.post("/<uuid:edition_id>/preview")
@require_actor(*WRITERS)
def typed(edition_id: object) -> str | tuple[str, int]:
    """Return the guide as what is typed now would make it; nothing is saved."""
    try:
        guide = preview_edition(str(edition_id), parse(request.form), actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return render_template(PART, problems=problems_of(error.errors)), UNPROCESSABLE
    return render_template(PART, guide=guide, problems={})
