"""The breaches of pledges that anybody may read, each with the way in which it is repaired."""

from flask import Blueprint, render_template, request

from workflow_app.services.public_breaches import get_breach, search_breaches
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.pages.asking import words_sought

pages = Blueprint("public_breaches", __name__, url_prefix="/public/breaches")
PAGE = 20
OFTEN = "60 per minute"


@pages.get("")
@limiter.limit(OFTEN)
def breaches() -> str:
    """Search the confirmed breaches; without words, the newest."""
    cursor = request.args.get("cursor") or None
    page = search_breaches(words_sought(), tools=current_tools(), cursor=cursor, limit=PAGE)
    return render_template("public/breaches.html", q=words_sought(), page=page)


@pages.get("/<uuid:breach_id>")
@limiter.limit(OFTEN)
def breach(breach_id: object) -> str:
    """Show one confirmed breach."""
    return render_template("public/breach.html", breach=get_breach(str(breach_id), tools=current_tools()))
