"""What stands against publishing the files of a draft: the one check of bundles, as this installation makes it."""

from workflow_app.domain.actors import Actor
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.process_checks import Report
from workflow_app.services.process_draft_views import draft_bundle
from workflow_app.services.tested_bundles import check_with_tests
from workflow_app.services.tools import Tools


def check_draft(draft_id: str, *, actor: Actor, tools: Tools, with_tests: bool = False) -> Report:
    """Return everything that stands against publishing a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN.

    Its tests take a second each, so they are run where somebody submits or confirms it, or asks for it.
    """
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    check = check_with_tests if with_tests else check_here
    return check(files, key=key, tools=tools)
