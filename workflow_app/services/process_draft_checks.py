"""What stands against publishing the files of a draft: the one check of bundles, as this installation makes it."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.process_checks import Report
from workflow_app.services.process_draft_views import draft_files, get_draft
from workflow_app.services.tools import Tools


def check_draft(draft_id: str, *, actor: Actor, tools: Tools) -> Report:
    """Return everything that stands against publishing a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    insist(may_write(actor))
    key = get_draft(draft_id, actor=actor, tools=tools).draft.key
    return check_here(draft_files(draft_id, actor=actor, tools=tools), key=key, tools=tools)
