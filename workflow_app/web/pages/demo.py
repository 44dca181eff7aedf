"""The bar that moves demo time, and the outbox of a demonstration; their routes do not exist in production."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.time import ZONE
from workflow_app.services.demo_outbox import list_demo_messages
from workflow_app.services.demo_time import Moved, next_due, next_working_day
from workflow_app.services.tools import Tools
from workflow_app.web.context import current_tools
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.sentences import sentence

pages = Blueprint("demo", __name__, url_prefix="/demo")
PAGE = 25


def is_open(tools: Tools) -> bool:
    """Tell whether this installation lets time be moved."""
    return tools.environment in {"demo", "development"}


@pages.post("/next-working-day", endpoint="next_working_day")
def to_next_working_day() -> Response:
    """Move to the opening of the office on the next working day."""
    return _move(next_working_day)


@pages.post("/next-due", endpoint="next_due")
def to_next_due() -> Response:
    """Move to the next instant at which something is due."""
    return _move(next_due)


@pages.get("/messages")
def messages() -> str:
    """Show what would have been sent; only where all data is made up."""
    use = current_tools()
    if use.environment != "demo":
        abort(404)
    page = list_demo_messages(tools=use, cursor=request.args.get("cursor") or None, limit=PAGE)
    return render_template("demo/messages.html", page=page, base_url=use.base_url)


def _move(move: Callable[..., Moved]) -> Response:
    """Move time, say what happened, and go back to the page."""
    try:
        moved = move(tools=current_tools())
    except RefusedError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        now = moved.now.astimezone(ZONE)
        told = ngettext("%(num)d thing was done on the way.", "%(num)d things were done on the way.", moved.begun)
        text = _("It is now %(day)s, %(time)s.", day=full_day(now.date()), time=f"{now:%H:%M}")
        flash(f"{text} {told}" if current_language() == "en" else f"{text}{told}", "info")
    return see(local_path(request.form.get("back")) or "/")
