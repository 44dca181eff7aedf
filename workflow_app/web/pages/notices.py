"""The notices of whoever is signed in: the list, the way to what one is about, and marking them read."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Actor
from workflow_app.services.notices import (
    MOST_COUNTED,
    NoticeView,
    count_unread,
    list_notices,
    read_all_notices,
    read_notice,
)
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see

pages = Blueprint("notices", __name__, url_prefix="/notices")
PAGE = 25


@pages.get("")
@require_actor()
def notices() -> str:
    """Show what one was told, the newest first."""
    unread = request.args.get("show") == "unread"
    cursor = request.args.get("cursor") or None
    page = list_notices(actor=current_actor(), tools=current_tools(), unread=unread, cursor=cursor, limit=PAGE)
    return render_template("notices.html", page=page, unread=unread)


@pages.get("/<uuid:notice_id>")
@require_actor()
def notice(notice_id: object) -> Response:
    """Go to what a notice is about; it counts as read."""
    found = read_notice(str(notice_id), actor=current_actor(), tools=current_tools())
    return see(_place_of(found, current_actor()))


@pages.post("/read")
@require_actor()
def read_all() -> Response:
    """Mark everything as read."""
    count = read_all_notices(actor=current_actor(), tools=current_tools())
    if count:
        flash(ngettext("%(num)d message is marked as read.", "%(num)d messages are marked as read.", count), "success")
    else:
        flash(_("There was nothing unread."), "info")
    return see("/notices")


def unread_count(actor: Actor) -> str:
    """Return how many messages somebody has not read, for the bell: empty for none, 99+ for very many."""
    count = count_unread(actor=actor, tools=current_tools())
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count or "")


def _place_of(notice: NoticeView, actor: Actor) -> str:
    """Return the page of the case or record, as its reader may open it."""
    as_applicant = notice.for_subject and bool(actor.subject_ids)
    if notice.case_id:
        return f"/my/cases/{notice.case_id}" if as_applicant else f"/desk/cases/{notice.case_id}"
    if notice.record_id and as_applicant:
        return f"/my/records/{notice.record_id}"
    path = notice.facts.get("path")
    return path if isinstance(path, str) and path.startswith("/") and not path.startswith("//") else "/notices"
