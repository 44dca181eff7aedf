"""Who may do what about pledges, as questions with the rule that decided."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer, reads_by_office

KEEPS = frozenset({Role.CREDIT_OFFICE})
"""Roles that publish pledges and allege breaches."""
LOOKS = KEEPS | {Role.VERIFIER}
"""Roles that look whether a pledge is kept."""
READS_STAFF = frozenset({Role.SECTION_HEAD})
"""Roles that keep the archive of the staff's own pledges (scenario S63)."""


def may_read_pledge(actor: Actor, *, authority_id: str, subject_id: str) -> bool:
    """Tell whether somebody reads the whole of a subject's pledge: its own people, and that desk."""
    return subject_id in actor.subject_ids or reads_by_office(actor, authority_id)


def may_keep_pledges(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may publish a pledge or allege its breach: the credit office, not in own matters."""
    return _may(actor, KEEPS, authority_id=authority_id, subject_id=subject_id)


def may_look(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may record what a look at a subject's pledge found."""
    return _may(actor, LOOKS, authority_id=authority_id, subject_id=subject_id)


def may_read_staff_pledge(actor: Actor, *, authority_id: str, signed_by: str) -> bool:
    """Tell whether somebody reads a pledge of the staff: who signed it, and the head of their section."""
    return actor.id == signed_by or holds(actor, READS_STAFF, authority_id=authority_id)


def may_look_at_staff(actor: Actor, *, authority_id: str, signed_by: str) -> Answer:
    """Tell whether somebody may record what a look at a pledge of the staff found: the head, not of their own."""
    if not holds(actor, READS_STAFF, authority_id=authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if actor.id == signed_by else YES


def holds(actor: Actor, roles: frozenset[Role], *, authority_id: str) -> bool:
    """Tell whether one of the roles is held at an authority."""
    return any(each.role in roles and each.authority_id in (None, authority_id) for each in actor.grants)


def places(actor: Actor, roles: frozenset[Role]) -> list[str] | None:
    """Return the authorities at which somebody holds one of the roles, or None for all."""
    held = {each.authority_id for each in actor.grants if each.role in roles}
    return None if None in held else sorted(each for each in held if each)


def _may(actor: Actor, roles: frozenset[Role], *, authority_id: str, subject_id: str) -> Answer:
    if not holds(actor, roles, authority_id=authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES
