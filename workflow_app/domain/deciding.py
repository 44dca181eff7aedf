"""Who decides on an application by pledge: a person, or the service where it was switched on for the matter (A10)."""

from enum import StrEnum

from workflow_app.domain.gate import Outcome
from workflow_app.domain.matters import PledgeTerms

DECIDING, DECISION = "deciding", "decision"
"""The routing values by which a diagram knows who decides, and what was decided."""


class Deciding(StrEnum):
    """By whom it is decided."""

    PERSON = "PERSON"
    AUTOMATIC = "AUTOMATIC"


def decided_by(terms: PledgeTerms, *, gate_outcome: str | None) -> Deciding:
    """Return who decides: the service only where the post is named that answers for it, and the gate left no doubt."""
    named = bool(terms.automatic_post.zh.strip())
    is_clear = gate_outcome == Outcome.ALLOW
    return Deciding.AUTOMATIC if terms.automatic and named and is_clear else Deciding.PERSON
