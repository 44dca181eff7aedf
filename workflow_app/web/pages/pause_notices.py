"""What pages say of processes that take no new filings for a while."""

from flask import g

from workflow_app.services.pause_views import PauseNotice, list_running_pauses
from workflow_app.web.context import current_tools


def paused(*keys: str) -> tuple[PauseNotice, ...]:
    """Return the pauses that hold now, of some processes or of all; the database is asked once for a page."""
    if "pauses" not in g:
        g.pauses = list_running_pauses(tools=current_tools())
    found: tuple[PauseNotice, ...] = g.pauses
    return tuple(each for each in found if not keys or each.key in keys)
