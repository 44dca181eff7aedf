"""Withdrawing, applying about another record, by another way, or once more: who may, and when."""

from collections.abc import Collection

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import YES, Answer

MOVES_IN = frozenset({"DRAFT", "SUBMITTED", "CORRECTION_REQUESTED"})
"""States before acceptance: the office has decided nothing about the application yet."""
COPIED_FROM = frozenset({"WITHDRAWN", "LAPSED"})
"""States of cases that ended by the will, or the silence, of the applicant."""


def may_withdraw(actor: Actor, *, subject_id: str, state: str, states: Collection[str]) -> Answer:
    """Tell whether a case may be withdrawn: by its applicant, up to the decision."""
    if not _is_own(actor, subject_id):
        return Answer(allowed=False, rule="NOT_YOUR_SUBJECT")
    return YES if state in states else Answer(allowed=False, rule="TOO_LATE_TO_WITHDRAW")


def may_move(actor: Actor, *, subject_id: str, state: str) -> Answer:
    """Tell whether a case may be moved to another record: by its applicant, before it is accepted."""
    if not _is_own(actor, subject_id):
        return Answer(allowed=False, rule="NOT_YOUR_SUBJECT")
    return YES if state in MOVES_IN else Answer(allowed=False, rule="TOO_LATE_TO_MOVE")


def may_switch(actor: Actor, *, subject_id: str, state: str, states: Collection[str]) -> Answer:
    """Tell whether an application may go on by another way: by its applicant, up to the decision (rule 2.2 step 5)."""
    if not _is_own(actor, subject_id):
        return Answer(allowed=False, rule="NOT_YOUR_SUBJECT")
    return YES if state in states else Answer(allowed=False, rule="TOO_LATE_TO_SWITCH")


def may_copy(actor: Actor, *, subject_id: str, state: str) -> Answer:
    """Tell whether one may apply once more with what stood in a case: its applicant, after a withdrawal."""
    if not _is_own(actor, subject_id):
        return Answer(allowed=False, rule="NOT_YOUR_SUBJECT")
    return YES if state in COPIED_FROM else Answer(allowed=False, rule="NOT_WITHDRAWN")


def _is_own(actor: Actor, subject_id: str) -> bool:
    return actor.files_for(subject_id) and actor.has(Role.APPLICANT)
