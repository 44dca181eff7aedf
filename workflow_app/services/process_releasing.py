"""One way to publish for programs and commands: whoever wrote a draft submits it, another person confirms it."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.process_drafts import DraftStatus, may_write
from workflow_app.domain.training_policies import insist
from workflow_app.services.process_confirming import confirm_draft, submit_draft
from workflow_app.services.process_draft_views import DraftView, get_draft
from workflow_app.services.process_terms import Terms
from workflow_app.services.tools import Tools


def release_draft(draft_id: str, terms: Terms, *, seen: int, actor: Actor, tools: Tools) -> DraftView:
    """Take a draft one step towards being published, and return how it stands then.

    An open one is submitted with the terms; one that waits is confirmed, unless who asks has submitted it: then it goes
    on waiting. Raises as `submit_draft` and `confirm_draft`.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        row = unit.process_drafts.get(draft_id)
    if row.status == DraftStatus.OPEN:
        submit_draft(draft_id, terms, seen=seen, actor=actor, tools=tools)
    elif row.status != DraftStatus.SUBMITTED:
        raise ConflictError("DRAFT_CLOSED", status=row.status)
    elif row.submitted_by != actor.id:
        confirm_draft(draft_id, seen=seen, actor=actor, tools=tools)
    return get_draft(draft_id, actor=actor, tools=tools).draft
