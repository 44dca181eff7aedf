"""Asking for missing items: everything at once, and once more only where the head of the section says why (rule A3)."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

ROUNDS = "repair.correction_rounds"
COUNT = "correction_count"
"""The routing value that counts how often items were asked for in a case."""
JUDGED = "SUBMITTED"
"""The state in which somebody looks whether an application is whole."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often items may be asked for by the rules, how often more by leave, and how often they were."""

    by_rule: int
    by_leave: int
    used: int

    @property
    def are_left(self) -> bool:
        """Tell whether items may be asked for now."""
        return self.used < self.by_rule + self.by_leave


def may_allow_notice(actor: Actor, rounds: Rounds, *, authority_id: str, subject_id: str, state: str) -> Answer:
    """Tell whether somebody may give leave for a second notice in a case, and if not, the rule that says so."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if Role.SECTION_HEAD not in held:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    if subject_id in actor.subject_ids:
        return CONFLICT_OF_INTEREST
    if state != JUDGED:
        return Answer(allowed=False, rule="NOT_BEING_ACCEPTED")
    return Answer(allowed=False, rule="NOTICE_LEFT") if rounds.are_left else YES
