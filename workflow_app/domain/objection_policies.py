"""Who handles objections to an intended repair, and who may not."""

from collections.abc import Collection

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

STAFF_OF_CASE = Answer(allowed=False, rule="STAFF_OF_CASE")


def may_handle_objections(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody reads and judges the objections at an authority, and who made them.

    Not to a repair of an enterprise they act for.
    """
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if Role.COMPLAINT_HANDLER not in held:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def may_judge_objection(actor: Actor, *, staff: Collection[str]) -> Answer:
    """Tell whether a handler may judge an objection: not one who did a step of the case that is objected to."""
    return STAFF_OF_CASE if actor.id in staff else YES
