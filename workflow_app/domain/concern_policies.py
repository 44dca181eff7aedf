"""Who handles objections and reports about what is public, and who may not."""

from collections.abc import Collection

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer
from workflow_app.domain.window import FILES

HANDLES = frozenset({Role.CREDIT_OFFICE, Role.COMPLAINT_HANDLER})
"""Roles that take up objections and reports, and answer them."""
READS_NAMES = frozenset({Role.COMPLAINT_HANDLER})
"""Who reads who it was: the handlers alone (rule 2.9)."""
ENTERS = HANDLES | FILES
"""Roles that take down what somebody says at the counter or by telephone."""
INVOLVED = Answer(allowed=False, rule="STAFF_OF_CASE")


def may_handle_concern(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody handles what was said about a subject at an authority; not about those they act for."""
    if not _holds(actor, HANDLES, authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def may_enter_concern(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody takes such a thing down at an authority; not about those they act for."""
    if not _holds(actor, ENTERS, authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def may_settle_concern(actor: Actor, *, staff: Collection[str]) -> Answer:
    """Tell whether a handler may settle it: not one who had a hand in what it is about."""
    return INVOLVED if actor.id in staff else YES


def may_read_speaker(actor: Actor, *, authority_id: str, subject_id: str) -> bool:
    """Tell whether somebody may read who spoke."""
    return _holds(actor, READS_NAMES, authority_id) and subject_id not in actor.subject_ids


def _holds(actor: Actor, roles: Collection[Role], authority_id: str) -> bool:
    return any(each.role in roles and each.authority_id in (None, authority_id) for each in actor.grants)
