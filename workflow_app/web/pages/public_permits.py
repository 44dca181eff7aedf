"""The permits that anybody may look up: found by holder, code or number, those that ended among them."""

from flask import Blueprint, render_template, request

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.permits import get_public_permit, list_matter_choices, search_permits
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.pages.permit_asking import permits_asked

pages = Blueprint("public_permits", __name__, url_prefix="/public/permits")
PAGE = 20
OFTEN = "60 per minute"
NOT_FOUND, UNPROCESSABLE = 404, 422
Answer = str | tuple[str, int]


@pages.get("")
@limiter.limit(OFTEN)
def permits() -> Answer:
    """Search the permits; without words, the newest."""
    asked, use = permits_asked(), current_tools()
    cursor = request.args.get("cursor") or None
    page = None if asked.problems else search_permits(asked.wanted, tools=use, cursor=cursor, limit=PAGE)
    shown = render_template("public/permits.html", asked=asked, page=page, matters=list_matter_choices(tools=use))
    return shown if page is not None else (shown, UNPROCESSABLE)


@pages.get("/<uuid:permit_id>")
@limiter.limit(OFTEN)
def permit(permit_id: object) -> Answer:
    """Show one permit as it stands today."""
    try:
        found = get_public_permit(str(permit_id), tools=current_tools())
    except NotFoundError:
        return render_template("public/permit_gone.html"), NOT_FOUND
    return render_template("public/permit.html", permit=found, line=found.line)
