"""The pledges that anybody may read, from the moment they are signed (rule A9)."""

import io
from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, render_template, request
from flask_babel import force_locale

from workflow_app.domain.pledges import PledgeKind, PledgeStatus
from workflow_app.services.pledge_paper import KINDS, print_pledge
from workflow_app.services.pledges import get_pledge, search_pledges
from workflow_app.web.context import current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.pledge_words import clause_word
from workflow_app.web.pages.signing_words import signing_way_short

pages = Blueprint("public_pledges", __name__, url_prefix="/public/pledges")
PAGE = 20
OFTEN = "60 per minute"


@pages.get("")
@limiter.limit(OFTEN)
def pledges() -> str:
    """Search the pledges; without words, the newest."""
    given = request.args
    since, until = (_day(given.get(name, "")) for name in ("since", "until"))
    kind, status = given.get("kind", ""), given.get("status", "")
    page = search_pledges(
        words_sought(),
        tools=current_tools(),
        kind=kind if kind in set(PledgeKind) else "",
        status=status if status in set(PledgeStatus) else "",
        since=since,
        until=until,
        cursor=given.get("cursor") or None,
        limit=PAGE,
    )
    is_narrowed = any(given.get(name) for name in ("q", "kind", "status", "since", "until"))
    return render_template("public/pledges.html", q=words_sought(), page=page, asked=given, is_narrowed=is_narrowed)


@pages.get("/<uuid:pledge_id>.pdf")
@limiter.limit("20 per minute")
def paper(pledge_id: object) -> Response:
    """Hand out one pledge as a paper."""
    view, content = print_pledge(
        str(pledge_id), tools=current_tools(), way_words=_way_in_both, clause_words=_clause_in_both
    )
    return as_attachment(io.BytesIO(content), media_type="application/pdf", filename=f"{view.number}.pdf")


@pages.get("/<uuid:pledge_id>")
@limiter.limit(OFTEN)
def pledge(pledge_id: object) -> str:
    """Show one pledge in its words."""
    shown = get_pledge(str(pledge_id), tools=current_tools())
    return render_template("public/pledge.html", pledge=shown, paper_kinds=KINDS)


def _day(text: str) -> date | None:
    """Return a day that was asked for; what is none narrows nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _way_in_both(way: str) -> tuple[str, str]:
    """Return by which way a pledge was signed, in Chinese and in English."""
    return _in_both(signing_way_short, way)


def _clause_in_both(key: str) -> tuple[str, str]:
    """Return a standard sentence, in Chinese and in English."""
    return _in_both(clause_word, key)


def _in_both(word: Callable[[str], str], key: str) -> tuple[str, str]:
    said = []
    for language in ("zh", "en"):
        with force_locale(language):
            said.append(word(key))
    return said[0], said[1]
