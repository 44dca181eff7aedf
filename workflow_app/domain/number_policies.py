"""Who answers why two parties carry one decision number, and who confirms it: never one person alone (rule A16)."""

from collections.abc import Collection

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer, may_keep_records

CONFIRM = frozenset({Role.DATA_CLERK, Role.SECTION_HEAD})
"""Roles of whom a second person confirms that a record is set aside, or counts again."""


def may_answer_number(actor: Actor, *, authority_id: str, subject_ids: Collection[str]) -> Answer:
    """Tell whether somebody answers: a data clerk of the authority who acts for neither party."""
    answers = [may_keep_records(actor, authority_id=authority_id, subject_id=each) for each in subject_ids]
    return next((each for each in answers if not each.allowed), YES)


def may_confirm_number(
    actor: Actor, *, authority_id: str, subject_ids: Collection[str], answered_by: str | None
) -> Answer:
    """Tell whether somebody confirms an answer: not who gave it, and nobody who acts for one of the parties."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & CONFIRM:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    if actor.id == answered_by:
        return Answer(allowed=False, rule="SECOND_PERSON_NEEDED")
    return CONFLICT_OF_INTEREST if actor.subject_ids & set(subject_ids) else YES
