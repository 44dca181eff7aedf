"""Who may do what about training, as questions with the rule that decided."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

READERS = (Role.TRAINER, Role.SECTION_HEAD, Role.SUPERVISOR)
"""Roles that see classes, tests and certificates of their authority."""
JUDGES = (Role.TRAINER, Role.SECTION_HEAD)
"""Roles of which two people together annul a certificate."""


def may_train(actor: Actor, *, authority_id: str) -> Answer:
    """Tell whether somebody keeps the courses and classes of an authority."""
    return _holds(actor, authority_id, Role.TRAINER)


def may_read_training(actor: Actor, *, authority_id: str) -> Answer:
    """Tell whether somebody sees the classes and certificates of an authority."""
    return _holds(actor, authority_id, *READERS)


def may_mark(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody notes attendance and result of a subject: not of an enterprise they act for."""
    answer = may_train(actor, authority_id=authority_id)
    return CONFLICT_OF_INTEREST if answer.allowed and subject_id in actor.subject_ids else answer


def may_dispute(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may ask for a certificate to be annulled, or let it be."""
    answer = _holds(actor, authority_id, *JUDGES)
    return CONFLICT_OF_INTEREST if answer.allowed and subject_id in actor.subject_ids else answer


def may_annul(actor: Actor, authority_id: str, *, subject_id: str, disputed_by: str | None) -> Answer:
    """Tell whether somebody may annul a certificate: somebody else than who asked for it (rule A15)."""
    answer = may_dispute(actor, authority_id=authority_id, subject_id=subject_id)
    return Answer(allowed=False, rule="SELF_APPROVAL") if answer.allowed and actor.id == disputed_by else answer


def may_attend(actor: Actor, *, subject_id: str) -> Answer:
    """Tell whether somebody may read, take tests and enrol on behalf of a subject."""
    if actor.files_for(subject_id) and actor.has(Role.APPLICANT):
        return YES
    return Answer(allowed=False, rule="NOT_YOUR_SUBJECT")


def held_authorities(actor: Actor, *roles: Role) -> frozenset[str] | None:
    """Return the authorities at which somebody holds any of the roles; None stands for all."""
    held = {grant.authority_id for grant in actor.grants if grant.role in roles}
    return None if None in held else frozenset(each for each in held if each is not None)


def insist(answer: Answer) -> None:
    """Refuse who may not, by the rule that says so."""
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _holds(actor: Actor, authority_id: str, *roles: Role) -> Answer:
    held = held_authorities(actor, *roles)
    if held is None or authority_id in held:
        return YES
    return Answer(allowed=False, rule="OTHER_AUTHORITY" if held else "ROLE_NEEDED")
