"""Acceptance with documents to follow (rule 2.3): how many may, by when, what late and wrong ones come to.

Three days have three effects (rule A5): after the day to supply a document is late, after the promised limit the
handling is suspended, and after the time of grace the application is returned.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.periods import Period, Unit

ITEM_OPEN = "DEFERRED_ITEM_OPEN"
"""Why nothing is granted yet."""
GRANT = "PERMIT_GRANT"
"""The letter that is never issued while a document is still to come."""
SUPPLEMENT, PROMISED, GRACE = "da.supplement", "da.promised", "da.grace"
"""The clocks whose ends are the three days."""
PROMISED_LIMIT, GRACE_PERIOD, RETRIES = "matter.promised_wd", "da.grace_wd", "da.retries"
"""The parameters that these days and the second try go by."""
PUBLICITY, PUBLIC = "pledge.deferred_publicity", "PUBLIC"
"""The parameter that says whether everybody reads such promises, and the value at which they do."""
ARRIVED_MESSAGE = "material_arrived"
"""What a case is told when a document has arrived."""
REMINDED = "reminded_clock"
"""Of which of the three days a letter reminds."""
DAYS, COUNT, SUPPLY_DAYS = "requested_wd", "open_items", "supply_wd"
"""The answer that says how many working days were wanted, and the routing values that go by it."""


class ItemStatus(StrEnum):
    """How a document that follows stands."""

    MISSING = "MISSING"
    ARRIVED = "ARRIVED"
    RIGHT = "RIGHT"
    WRONG = "WRONG"
    CLOSED = "CLOSED"


OPEN = frozenset({ItemStatus.MISSING, ItemStatus.ARRIVED, ItemStatus.WRONG})
"""As long as one document stands so, nothing is granted or issued."""
AWAITED = frozenset({ItemStatus.MISSING, ItemStatus.WRONG})
"""What an applicant still has to bring."""


class Phase(StrEnum):
    """Which of the three days lie behind a case."""

    IN_TIME = "IN_TIME"
    LATE = "LATE"
    GRACE = "GRACE"


class Lapse(StrEnum):
    """What follows where one of the three days has passed."""

    LATE = "LATE"
    SUSPEND = "SUSPEND"
    END = "END"
    CHECK = "CHECK"


class Result(StrEnum):
    """What the check of what arrived came to."""

    DONE = "DONE"
    WAIT = "WAIT"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class Days:
    """The three days of a case, and how many working days to supply are counted from its acceptance.

    Where an authority grants no grace, the day to supply is the last one: `grace_on` is None.
    """

    accepted_on: date
    supplement_on: date
    promised_on: date
    grace_on: date | None
    supply_wd: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What an applicant asks to bring later: material and reason, and within how many working days."""

    reasons: tuple[tuple[str, str], ...]
    requested_wd: int


def days_of(rules: Rules, *, accepted_on: date, told_on: date, requested: int, promised: int, grace: int) -> Days:
    """Return the three days: `min(accepted + requested, accepted + promised)`, the promised end, the end of grace.

    Where the office was silent an application is accepted as of its receipt. The days to supply then count from when
    the applicant is told, for nobody is late because an office said nothing; the promised end stays what it is.
    """
    before = rules.calendar.working_days_between(accepted_on, told_on)
    supply_wd = min(before + requested, promised)
    promised_on = _end(rules, promised, accepted_on)
    return Days(
        accepted_on=accepted_on,
        supplement_on=_end(rules, supply_wd, accepted_on),
        promised_on=promised_on,
        grace_on=_end(rules, grace, promised_on) if grace else None,
        supply_wd=supply_wd,
    )


def _end(rules: Rules, working_days: int, start: date) -> date:
    return rules.begin(Period(working_days, Unit.WORKING_DAYS), start).due.due_on


def asked_for(content: MatterContent, answers: dict[str, object]) -> Asked:
    """Return what is to follow later, as the edition allows it.

    Raises InvalidError: NOTHING_DEFERRED, DEFERRED_TOO_MANY, DAYS_NOT_ON_OFFER, REQUIRED for a reason.
    """
    later = [each.key for each in content.deferrable if answers.get(f"has_{each.key}") == "LATER"]
    reasons = [(key, str(answers.get(f"reason_{key}") or "").strip()) for key in later]
    days = str(answers.get(DAYS) or "")
    wrong = [*_wrong_number(later, content), *_wrong_days(days, content.deferral.allowed_wd)]
    wrong += [FieldError(f"/values/reason_{key}", "REQUIRED") for key, reason in reasons if not reason]
    if wrong:
        raise InvalidError(*wrong)
    return Asked(tuple(reasons), int(days))


def _wrong_number(later: Sequence[str], content: MatterContent) -> Iterable[FieldError]:
    first = next((each.key for each in content.deferrable), "")
    if not later:
        yield FieldError(f"/values/has_{first}", "NOTHING_DEFERRED")
    elif len(later) > content.deferral.most:
        yield FieldError(f"/values/has_{later[-1]}", "DEFERRED_TOO_MANY", {"most": content.deferral.most})


def _wrong_days(days: str, allowed: Collection[int]) -> Iterable[FieldError]:
    if days not in {str(each) for each in allowed}:
        yield FieldError(f"/values/{DAYS}", "DAYS_NOT_ON_OFFER" if days else "REQUIRED", {"days": sorted(allowed)})


def refuse_open_items(count: int) -> None:
    """Refuse to grant or to issue while a document is still to come; raises ConflictError DEFERRED_ITEM_OPEN."""
    if count:
        raise ConflictError(ITEM_OPEN, count=count)


def may_try_again(*, tries: int, retries: int, today: date, supplement_on: date) -> bool:
    """Tell whether a document that was wrong may be brought once more: within the first period, and not for ever."""
    return tries <= retries and today <= supplement_on


def lapse_after(clock: str, *, has_grace: bool, promised_is_over: bool) -> Lapse:
    """Return what follows where the day of a clock passed and nothing came in time (rule A5)."""
    if clock == GRACE or not has_grace:
        return Lapse.END
    return Lapse.SUSPEND if clock == PROMISED or promised_is_over else Lapse.LATE
