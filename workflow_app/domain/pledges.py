"""What a pledge is: its kinds, its items, and how it stands (rules 1.2, 2.4, 4.4)."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from workflow_app.domain.audit import canonical
from workflow_app.domain.errors import RefusedError


class PledgeKind(StrEnum):
    """Types of pledges (rule 1.2); one of STAFF is for the office only."""

    APPROVAL_REPLACING = "APPROVAL_REPLACING"
    PROOF_REPLACING = "PROOF_REPLACING"
    DEFERRED_MATERIAL = "DEFERRED_MATERIAL"
    VOLUNTARY = "VOLUNTARY"
    INDUSTRY_SELF_DISCIPLINE = "INDUSTRY_SELF_DISCIPLINE"
    CREDIT_REPAIR = "CREDIT_REPAIR"
    STAFF = "STAFF"


OWN_KINDS = (PledgeKind.VOLUNTARY, PledgeKind.INDUSTRY_SELF_DISCIPLINE)
"""What an enterprise pledges of its own accord."""


class Scope(StrEnum):
    """Whose pledge it is: a subject's, or that of somebody of the office, which is never published (S63)."""

    SUBJECT = "SUBJECT"
    STAFF = "STAFF"


class PledgeStatus(StrEnum):
    """How a pledge stands (rule 2.4)."""

    SIGNED = "SIGNED"
    PUBLISHED = "PUBLISHED"
    IN_FULFILMENT = "IN_FULFILMENT"
    FULFILLED = "FULFILLED"
    PARTLY = "PARTLY"
    BREACH_ALLEGED = "BREACH_ALLEGED"
    BREACH_CONFIRMED = "BREACH_CONFIRMED"
    CLEARED = "CLEARED"
    RECTIFIED = "RECTIFIED"
    REPAIRED = "REPAIRED"
    WITHDRAWN = "WITHDRAWN"


class Result(StrEnum):
    """What a look at an item found."""

    FULFILLED = "FULFILLED"
    NOT_YET_DUE = "NOT_YET_DUE"
    PARTLY = "PARTLY"
    NOT_FULFILLED = "NOT_FULFILLED"
    FALSE = "FALSE"


FINAL = frozenset({Result.FULFILLED, Result.PARTLY})
"""After these an item with a last day that is over needs no further look."""
UNKEPT = frozenset({Result.NOT_FULFILLED, Result.FALSE})
"""Findings on which a breach may be alleged; none of them says by itself that there is one (fact 13)."""
OVER = frozenset({PledgeStatus.WITHDRAWN, PledgeStatus.FULFILLED})
"""Pledges that are looked at no more."""


@dataclass(frozen=True, slots=True)
class PromisedItem:
    """One promised thing in the words that are signed; dates say until when.

    What is `checkable` has a last day, or goes on (`is_continuous`), then `until` a day or without end.
    """

    text_zh: str
    text_en: str = ""
    how_zh: str = ""
    how_en: str = ""
    metric_zh: str = ""
    metric_en: str = ""
    checkable: bool = True
    due_on: date | None = None
    is_continuous: bool = False
    until: date | None = None

    @property
    def can_be_checked(self) -> bool:
        """Tell whether somebody can look whether it was kept: it is said how, and when."""
        return self.checkable and bool(self.how_zh.strip()) and (self.due_on is not None or self.is_continuous)


def refuse_uncheckable(items: Iterable[PromisedItem]) -> None:
    """Refuse a pledge of which nothing can be checked; raises RefusedError PLEDGE_NOT_CHECKABLE (rule 2.4)."""
    if not any(each.can_be_checked for each in items):
        raise RefusedError("PLEDGE_NOT_CHECKABLE")


def text_digest(sentences: Sequence[Mapping[str, object]], items: Iterable[PromisedItem]) -> str:
    """Return the SHA-256 of what was signed, word for word."""
    said = [{name: _plain(value) for name, value in asdict(each).items()} for each in items]
    return hashlib.sha256(canonical({"sentences": [dict(each) for each in sentences], "items": said})).hexdigest()


def standing_after(results: Collection[str | None]) -> PledgeStatus:
    """Return how a pledge stands by the last results of what can be checked in it; what is unkept settles nothing."""
    if results and all(each == Result.FULFILLED for each in results):
        return PledgeStatus.FULFILLED
    if results and all(each in FINAL for each in results):
        return PledgeStatus.PARTLY
    return PledgeStatus.IN_FULFILMENT


def public_standing(status: str, *, is_on_record: bool) -> str:
    """Return how a pledge stands before the public: what is only alleged, or bears no record, is said to nobody.

    Fact 13: nobody is shown as dishonest before notice and hearing, or without a legally effective document.
    """
    kept_back = status == PledgeStatus.BREACH_ALLEGED or (status == PledgeStatus.BREACH_CONFIRMED and not is_on_record)
    return PledgeStatus.IN_FULFILMENT.value if kept_back else status


def public_result(result: str | None, *, is_on_record: bool) -> str | None:
    """Return what a look found, as far as the public is told: that something was not kept, once it is on record."""
    return None if result in UNKEPT and not is_on_record else result


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
