"""What stands against publishing the files of a draft: the one check of bundles, as this installation makes it."""

from workflow_app.domain.actors import Actor
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.process_checks import Report
from workflow_app.services.process_draft_views import draft_bundle
from workflow_app.services.tools import Tools


def check_draft(draft_id: str, *, actor: Actor, tools: Tools) -> Report:
    """Return everything that stands against publishing a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    return check_here(files, key=key, tools=tools)
