"""What can be applied for: the list of matters, and the guide to each."""

from datetime import date

from flask import Blueprint, render_template, request

from workflow_app.domain.commands.matters import FindMatters
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.matters import Way
from workflow_app.services.authority_views import list_authorities
from workflow_app.services.matter_guides import get_guide, search_matters
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.pages.asking import words_sought

pages = Blueprint("public_matters", __name__, url_prefix="/public/matters")
PAGE = 20
OFTEN = "60 per minute"
NOT_FOUND = 404
LONGEST_CODE = 40


@pages.get("")
@limiter.limit(OFTEN)
def matters() -> str:
    """Search the matters by name, authority and way."""
    way = request.args.get("way", "")
    authority = request.args.get("authority", "").strip()[:LONGEST_CODE]
    wanted = FindMatters(words_sought(), authority, Way(way) if way in set(Way) else None)
    use = current_tools()
    page = search_matters(wanted, tools=use, cursor=request.args.get("cursor") or None, limit=PAGE)
    authorities = list_authorities(tools=use)
    return render_template("public/matters.html", wanted=wanted, page=page, authorities=authorities, ways=tuple(Way))


@pages.get("/<authority>/<code>")
@limiter.limit(OFTEN)
def matter(authority: str, code: str) -> str | tuple[str, int]:
    """Show the guide to a matter as it is today, or with ?on= as it was or will be on a day."""
    on = _day(request.args.get("on", ""))
    try:
        guide = get_guide(authority[:LONGEST_CODE], code[:LONGEST_CODE], tools=current_tools(), on=on)
    except NotFoundError:
        return render_template("public/matter_gone.html"), NOT_FOUND
    return render_template("public/matter.html", guide=guide, on=on)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
