"""Who may do what with a letter after its issue (rule A15): one asks, another decides, and the office stamps."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

SEALS = frozenset({Role.CLERK_OF_OFFICE, Role.SECTION_HEAD})
"""Roles that stamp letters of their authority and attach the scan."""
PROPOSES = frozenset({Role.DECIDER, Role.SECTION_HEAD, Role.CLERK_OF_OFFICE})
"""Roles that ask for a letter to be put right."""
DECIDES = frozenset({Role.DECIDER, Role.SECTION_HEAD})
"""Roles that decide on it; a clerk of the office decides nothing (rule A18)."""


PRINTS = frozenset({Role.DATA_CLERK, Role.CLERK_OF_OFFICE, Role.SECTION_HEAD})
"""Roles that print the notice on a repair together with the decision."""
CONFIRMS = frozenset({Role.DATA_CLERK, Role.FIRST_REVIEWER, Role.SECTION_HEAD})
"""Roles that confirm for their authority that the duties of a decision are performed."""


def may_print_notice(actor: Actor, *, authority_id: str, subject_id: str | None) -> Answer:
    """Tell whether somebody may issue the notice on the repair of a record."""
    return _may(actor, PRINTS, authority_id, subject_id)


def may_confirm_duties(actor: Actor, *, authority_id: str, subject_id: str | None) -> Answer:
    """Tell whether somebody may confirm that the duties of a decision are performed."""
    return _may(actor, CONFIRMS, authority_id, subject_id)


def may_seal_letter(actor: Actor, *, authority_id: str, subject_id: str | None) -> Answer:
    """Tell whether somebody may attach the stamped copy of a letter."""
    return _may(actor, SEALS, authority_id, subject_id)


def may_propose_change(actor: Actor, *, authority_id: str, subject_id: str | None) -> Answer:
    """Tell whether somebody may ask for a letter to be corrected, annulled or issued anew."""
    return _may(actor, PROPOSES, authority_id, subject_id)


def may_decide_change(actor: Actor, *, authority_id: str, subject_id: str | None, proposed_by: str) -> Answer:
    """Tell whether somebody may decide on such a change: in charge, and not who asked for it."""
    answer = _may(actor, DECIDES, authority_id, subject_id)
    if answer.allowed and actor.id == proposed_by:
        return Answer(allowed=False, rule="OWN_PROPOSAL")
    return answer


def _may(actor: Actor, roles: frozenset[Role], authority_id: str, subject_id: str | None) -> Answer:
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & roles:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id is not None and subject_id in actor.subject_ids else YES
