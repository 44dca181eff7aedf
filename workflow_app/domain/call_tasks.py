"""Calls to those whom an SMS did not reach: who makes them, and what can come of one."""

from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.phone_notes import may_note_call
from workflow_app.domain.policies import Answer

CALL_WITHIN, CALL_ROLE = "notice.call_wd", "notice.call_role"
OPEN, OBSOLETE = "OPEN", "OBSOLETE"
READERS = (Role.INTAKE, Role.WINDOW, Role.SECTION_HEAD)
"""Who may be concerned: the two roles of which a parameter names one, and the head who sees what is over."""


class Outcome(StrEnum):
    """What came of a call."""

    REACHED = "REACHED"
    NOT_REACHED = "NOT_REACHED"
    WRONG_NUMBER = "WRONG_NUMBER"


def makes_calls(actor: Actor, role: str, *, authority_id: str) -> bool:
    """Tell whether somebody holds the role that calls people for an authority."""
    return any(grant.role == role and grant.authority_id in (None, authority_id) for grant in actor.grants)


def sees_calls(actor: Actor, role: str, *, authority_id: str) -> bool:
    """Tell whether somebody sees which calls an authority owes: who makes them, and the head of the section."""
    return any(makes_calls(actor, each, authority_id=authority_id) for each in (role, Role.SECTION_HEAD))


def may_call(actor: Actor, role: str, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody makes a call: who holds the role there, and acts for nobody whom it is about."""
    if not makes_calls(actor, role, authority_id=authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return may_note_call(actor, authority_id=authority_id, subject_id=subject_id)
