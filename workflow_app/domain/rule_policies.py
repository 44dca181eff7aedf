"""Who may change the rules that hold for everybody: one proposes, another decides (four eyes)."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import YES, Answer


def may_propose(actor: Actor, *, authority_id: str | None) -> Answer:
    """Tell whether somebody may propose a change of the rules of an authority, or (None) of everybody."""
    return _administers_rules(actor, Role.SYSTEM_ADMIN, authority_id)


def may_decide_proposal(actor: Actor, *, authority_id: str | None, proposed_by: str) -> Answer:
    """Tell whether somebody may approve or reject a change of the rules: another person, in another role."""
    answer = _administers_rules(actor, Role.SECURITY_ADMIN, authority_id)
    if answer.allowed and actor.id == proposed_by:
        return Answer(allowed=False, rule="FOUR_EYES")
    return answer


def may_withdraw_proposal(actor: Actor, *, proposed_by: str) -> Answer:
    """Tell whether somebody may take a proposal back: whoever made it."""
    return YES if actor.id == proposed_by else Answer(allowed=False, rule="NOT_YOUR_PROPOSAL")


def may_register_outage(actor: Actor) -> Answer:
    """Tell whether somebody may register an outage: it extends periods of every authority (rule A14)."""
    return _administers_rules(actor, Role.SYSTEM_ADMIN, None)


def may_approve_outage(actor: Actor, *, proposed_by: str) -> Answer:
    """Tell whether somebody may approve an outage for every authority: not whoever registered it."""
    answer = _administers_rules(actor, Role.SECURITY_ADMIN, None)
    if answer.allowed and actor.id == proposed_by:
        return Answer(allowed=False, rule="SELF_APPROVAL")
    return answer


def may_reject_outage(actor: Actor) -> Answer:
    """Tell whether somebody may refuse an outage that was registered for every authority."""
    return _administers_rules(actor, Role.SECURITY_ADMIN, None)


def may_withdraw_outage(actor: Actor) -> Answer:
    """Tell whether somebody may withdraw an outage that is not decided: those who could register it."""
    return _administers_rules(actor, Role.SYSTEM_ADMIN, None)


def _administers_rules(actor: Actor, role: Role, authority_id: str | None) -> Answer:
    """Tell whether a role is held where a change would hold; one held at one authority changes nothing for others."""
    held = {grant.authority_id for grant in actor.grants if grant.role == role}
    if not held:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return YES if held & {None, authority_id} else Answer(allowed=False, rule="OTHER_AUTHORITY")
