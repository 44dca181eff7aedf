"""What a penalty decision obliges its subject to, one by one, and how the payment shown compares (rules 2.5 and A7).

Amount due = fine + confiscation + surcharge - what was waived. A difference, an instalment plan or another payer is a
warning that the reviewer answers; none of it refuses an application.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from workflow_app.domain.severity import PenaltyType

NOTHING = Decimal(0)
CENT = Decimal("0.01")
PERCENT = Decimal(100)


class Duty(StrEnum):
    """What a decision may oblige to."""

    FINE = "FINE"
    SURCHARGE = "SURCHARGE"
    CONFISCATION = "CONFISCATION"
    RECTIFY = "RECTIFY"
    SUSPEND = "SUSPEND"
    REVOKE_LICENCE = "REVOKE_LICENCE"
    OTHER = "OTHER"


class Doubt(StrEnum):
    """What the first reviewer has to answer."""

    AMOUNT_DIFFERS = "AMOUNT_DIFFERS"
    CONFISCATION_DIFFERS = "CONFISCATION_DIFFERS"
    SURCHARGE_OVER_CAP = "SURCHARGE_OVER_CAP"
    PAID_LATE = "PAID_LATE"
    INSTALMENTS = "INSTALMENTS"
    OTHER_PAYER = "OTHER_PAYER"
    BEFORE_DECISION = "BEFORE_DECISION"
    T16_MISSING = "T16_MISSING"
    ATTENDEE_DIFFERS = "ATTENDEE_DIFFERS"


DUTY_OF = {
    PenaltyType.FINE: Duty.FINE,
    PenaltyType.CONFISCATE_GAINS: Duty.CONFISCATION,
    PenaltyType.CONFISCATE_GOODS: Duty.CONFISCATION,
    PenaltyType.SUSPEND_LICENCE: Duty.SUSPEND,
    PenaltyType.STOP_BUSINESS: Duty.SUSPEND,
    PenaltyType.REVOKE_LICENCE: Duty.REVOKE_LICENCE,
    PenaltyType.CLOSE_DOWN: Duty.OTHER,
    PenaltyType.DOWNGRADE: Duty.OTHER,
    PenaltyType.RESTRICT_BUSINESS: Duty.OTHER,
    PenaltyType.RESTRICT_EMPLOYMENT: Duty.OTHER,
    PenaltyType.DETENTION: Duty.OTHER,
    PenaltyType.OTHER: Duty.OTHER,
}
"""A warning or a public criticism leaves nothing to perform."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a decision orders; money in yuan. `pay_by` is the last day of payment, as far as it is known."""

    fine: Decimal | None
    confiscation: Decimal | None
    types: frozenset[str]
    orders_rectification: bool
    decided_on: date
    pay_by: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What an applicant says and shows of it; None where nothing was said.

    `attendee` is who was trained as the legal representative where the register has another name for that.
    """

    paid: Decimal | None = None
    paid_on: date | None = None
    surcharge: Decimal | None = None
    confiscated: Decimal | None = None
    waived: Decimal | None = None
    rectified_on: date | None = None
    payer: str | None = None
    in_instalments: bool = False
    has_authority_form: bool = False
    attendee: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty: its amount, where it has one, and what of the decision or the application it comes from."""

    kind: Duty
    amount: Decimal | None
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The duties of a decision beside what is shown of them.

    `expected_surcharge` is what late payment would come to by `rate` per cent a day, nothing where it was in time.
    """

    obligations: tuple[Obligation, ...]
    due: Decimal
    shown: Shown
    ordered: Ordered
    days_late: int
    expected_surcharge: Decimal
    doubts: tuple[Doubt, ...]


def surcharge(fine: Decimal, *, days_late: int, rate: Decimal) -> Decimal:
    """Return the surcharge on a fine paid late: `rate` per cent of it a day, never more than the fine itself."""
    grown = fine * rate * max(days_late, 0) / PERCENT
    return min(grown, fine).quantize(CENT, rounding=ROUND_HALF_UP)


def compare(ordered: Ordered, shown: Shown, *, rate: Decimal | None) -> Compared:
    """Hold an application against the decision; `rate` is the surcharge in per cent a day, None where none is known."""
    duties = tuple(_obligations(ordered, shown))
    late = _days_late(ordered, shown)
    expected = surcharge(ordered.fine or NOTHING, days_late=late, rate=rate or NOTHING)
    due = amount_due(duties, waived=shown.waived)
    doubts = (*_money(ordered, shown, due, expected), *_facts(ordered, shown))
    return Compared(duties, due, shown, ordered, late, expected, doubts)


def amount_due(obligations: Iterable[Obligation], *, waived: Decimal | None) -> Decimal:
    """Return what has to be paid altogether: never less than nothing (rule A7)."""
    return max(sum((each.amount or NOTHING for each in obligations), NOTHING) - (waived or NOTHING), NOTHING)


def _obligations(ordered: Ordered, shown: Shown) -> Iterator[Obligation]:
    fine = ordered.fine or NOTHING
    if fine:
        yield Obligation(Duty.FINE, fine, "DECISION")
    if fine and shown.surcharge:
        yield Obligation(Duty.SURCHARGE, min(shown.surcharge, fine), "DECLARED")
    if ordered.confiscation:
        yield Obligation(Duty.CONFISCATION, ordered.confiscation, "DECISION")
    if ordered.orders_rectification:
        yield Obligation(Duty.RECTIFY, None, "DECISION_TEXT")
    known = {each.value: duty for each, duty in DUTY_OF.items()}
    others = {known[each] for each in ordered.types if each in known} - {Duty.FINE}
    if ordered.confiscation:
        others.discard(Duty.CONFISCATION)
    for duty in Duty:
        if duty in others:
            yield Obligation(duty, None, "PENALTY_TYPE")


def _days_late(ordered: Ordered, shown: Shown) -> int:
    """Return how many days after its last day a fine was paid."""
    if ordered.pay_by is None or shown.paid_on is None or not ordered.fine:
        return 0
    return max((shown.paid_on - ordered.pay_by).days, 0)


def _money(ordered: Ordered, shown: Shown, due: Decimal, expected: Decimal) -> Iterator[Doubt]:
    """Yield what is not as expected of the payment; nothing of an application that was never asked about money."""
    if (shown.paid or NOTHING) != due:
        yield Doubt.AMOUNT_DIFFERS
    if ordered.confiscation and shown.confiscated != ordered.confiscation:
        yield Doubt.CONFISCATION_DIFFERS
    if (shown.surcharge or NOTHING) > (ordered.fine or NOTHING):
        yield Doubt.SURCHARGE_OVER_CAP
    if expected and not shown.surcharge:
        yield Doubt.PAID_LATE
    if shown.in_instalments:
        yield Doubt.INSTALMENTS
    if shown.payer:
        yield Doubt.OTHER_PAYER


def _facts(ordered: Ordered, shown: Shown) -> Iterator[Doubt]:
    if any(day and day < ordered.decided_on for day in (shown.paid_on, shown.rectified_on)):
        yield Doubt.BEFORE_DECISION
    if ordered.orders_rectification and not shown.has_authority_form:
        yield Doubt.T16_MISSING
    if shown.attendee:
        yield Doubt.ATTENDEE_DIFFERS
