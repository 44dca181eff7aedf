"""Intended repairs that anybody may read, and object to, before they are decided."""

from flask import Blueprint, Response, render_template, request

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.intended_repairs import get_repair, open_notice, search_repairs
from workflow_app.web.context import current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.pages.asking import words_sought

pages = Blueprint("public_repairs", __name__, url_prefix="/public/repairs")
PAGE = 20
OFTEN = "60 per minute"
NOT_FOUND = 404


@pages.get("")
@limiter.limit(OFTEN)
def repairs() -> str:
    """Search the intended repairs on display; without words, the newest."""
    page = search_repairs(words_sought(), tools=current_tools(), cursor=request.args.get("cursor") or None, limit=PAGE)
    return render_template("public/repairs.html", q=words_sought(), page=page)


@pages.get("/<uuid:case_id>")
@limiter.limit(OFTEN)
def repair(case_id: object) -> str | tuple[str, int]:
    """Show one intended repair; what is no longer on display says so."""
    try:
        detail = get_repair(str(case_id), tools=current_tools())
    except NotFoundError:
        return render_template("public/repair_gone.html"), NOT_FOUND
    return render_template("public/repair.html", detail=detail, repair=detail.repair)


@pages.get("/<uuid:case_id>/notice.pdf")
@limiter.limit(OFTEN)
def notice(case_id: object) -> Response:
    """Hand out the notice of an intended repair while it is on display."""
    number, stream = open_notice(str(case_id), tools=current_tools())
    return as_attachment(stream, media_type="application/pdf", filename=f"{number}.pdf")


@pages.after_request
def leave_unindexed(response: Response) -> Response:
    """Ask robots to forget what is here: what is shown for three days is not to be found for years."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
