"""Breaches of pledges: how they stand, and what follows for the pledge (rule 2.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.pledges import PledgeStatus, Result

PROCESS = "pledge_breach"
"""The process in which a breach is heard."""
NOT_SUPPLIED = "NOT_SUPPLIED"
"""What a process alleges: documents that were promised were not there on the last day."""
UNTRUE = "UNTRUE"
"""What a process alleges: a pledge proved untrue before it was decided on."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a process found by itself: a code, and the values that its words name; letters and pages put it in words."""

    code: str
    said: Mapping[str, object]


class BreachStatus(StrEnum):
    """How a breach stands; until it is settled it is alleged and nothing more."""

    ALLEGED = "ALLEGED"
    CONFIRMED = "CONFIRMED"
    CLEARED = "CLEARED"
    RECTIFIED = "RECTIFIED"
    REPAIRED = "REPAIRED"
    ENDED = "ENDED"


PUBLIC = frozenset({BreachStatus.CONFIRMED})
"""Breaches that everybody may read, and only with a record that rests on a document."""

PLEDGE_AFTER: Mapping[BreachStatus, PledgeStatus] = MappingProxyType(
    {
        BreachStatus.CONFIRMED: PledgeStatus.BREACH_CONFIRMED,
        BreachStatus.CLEARED: PledgeStatus.CLEARED,
        BreachStatus.RECTIFIED: PledgeStatus.RECTIFIED,
        BreachStatus.REPAIRED: PledgeStatus.REPAIRED,
        BreachStatus.ENDED: PledgeStatus.WITHDRAWN,
    }
)
"""How a pledge stands once its breach is settled."""

KIND_OF: Mapping[Result, BreachKind] = MappingProxyType(
    {Result.FALSE: BreachKind.FALSE_PLEDGE, Result.NOT_FULFILLED: BreachKind.NON_PERFORMANCE}
)
"""Which breach may be alleged on a finding."""


def standing_beside(standing: PledgeStatus, others: Iterable[str]) -> PledgeStatus:
    """Return how a pledge stands once a breach of it is settled, beside its other breaches: the gravest counts."""
    found = set(others)
    if BreachStatus.ALLEGED in found:
        return PledgeStatus.BREACH_ALLEGED
    return PledgeStatus.BREACH_CONFIRMED if BreachStatus.CONFIRMED in found else standing
