"""Permits at the desk: the list with its filters, and one with its case, its letters and what is reported of it."""

from flask import Blueprint, render_template, request

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.services.permit_desk import get_desk_permit, list_desk_permits
from workflow_app.services.permits import list_matter_choices
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.permit_asking import permits_asked

pages = Blueprint("desk_permits", __name__, url_prefix="/desk/permits")
PAGE = 25
UNPROCESSABLE = 422


@pages.get("")
@require_actor(*DESK_ROLES)
def permits() -> str | tuple[str, int]:
    """Show the permits of the authorities that this desk reads."""
    asked, use, actor = permits_asked(), current_tools(), current_actor()
    cursor = request.args.get("cursor") or None
    page = (
        None if asked.problems else list_desk_permits(asked.wanted, actor=actor, tools=use, cursor=cursor, limit=PAGE)
    )
    shown = render_template("desk/permits.html", asked=asked, page=page, matters=list_matter_choices(tools=use))
    return shown if page is not None else (shown, UNPROCESSABLE)


@pages.get("/<uuid:permit_id>")
@require_actor(*DESK_ROLES)
def permit(permit_id: object) -> str:
    """Show one permit with everything beside it."""
    found = get_desk_permit(str(permit_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/permit.html", found=found, permit=found.permit, line=found.permit.line)
