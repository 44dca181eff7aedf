"""Whether the limit of a case may be put off: once, by who decides, before it ends, where the rules say by how much."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

ASKS = frozenset({Role.INTAKE, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.VERIFIER})
"""Who may ask that a limit is put off; the decider does it."""
MESSAGE = "limit_extended"
"""What a case is told when its limit is put off; it waits for that once."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as far as it matters here: `days` is by how many working days the rules let it be put off, if at all.

    `until` is its last day, None while none runs; `waits` tells whether the case still expects to be put off.
    """

    authority_id: str
    subject_id: str
    until: date | None
    paused: bool
    waits: bool
    days: int | None


def may_extend(actor: Actor, limit: Limit, *, on: date) -> Answer:
    """Tell whether somebody may put a limit off today, and if not, the rule that says so."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, limit.authority_id)}
    if Role.DECIDER not in held:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    if limit.subject_id in actor.subject_ids:
        return CONFLICT_OF_INTEREST
    return _stands(limit, on)


def may_ask(actor: Actor, limit: Limit, *, on: date, is_asked: bool) -> Answer:
    """Tell whether somebody may ask the decider today to put a limit off: who reviews, once until it is answered."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, limit.authority_id)}
    if not held & ASKS:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    if limit.subject_id in actor.subject_ids:
        return CONFLICT_OF_INTEREST
    stands = _stands(limit, on)
    return Answer(allowed=False, rule="EXTENSION_ASKED_BEFORE") if stands.allowed and is_asked else stands


def _stands(limit: Limit, on: date) -> Answer:
    """Tell whether a limit can be put off at all, and if not, the rule that says so."""
    found = (
        ("NO_EXTENSION", not limit.days),
        ("LIMIT_PAUSED", limit.paused),
        ("LIMIT_NOT_RUNNING", limit.until is None),
        ("EXTENDED_BEFORE", not limit.waits),
        ("LIMIT_OVER", limit.until is not None and on > limit.until),
    )
    rule = next((rule for rule, holds in found if holds), None)
    return YES if rule is None else Answer(allowed=False, rule=rule)
