"""May a subject go this way: every check of a table is put to one frozen picture of the facts (rule 2.1).

Nothing here reads a database or a clock, so the same picture gives the same answer for ever, and a kept answer can be
explained years later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ACTIVE = "ACTIVE"


class Outcome(StrEnum):
    """What one check, or all of them together, say; OFF is a check that is not asked."""

    ALLOW = "ALLOW"
    MANUAL = "MANUAL"
    DENY = "DENY"
    OFF = "OFF"


class Channel(StrEnum):
    """What a subject asks for."""

    PLEDGE_APPROVAL = "pledge_approval"
    DEFERRED_ACCEPTANCE = "deferred_acceptance"
    GREEN_CHANNEL = "green_channel"
    CREDIT_REPAIR = "credit_repair"


_WEIGHT = {Outcome.OFF: 0, Outcome.ALLOW: 1, Outcome.MANUAL: 2, Outcome.DENY: 3}


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What a check may know of an adverse record; `appeal` is the last word on an appeal, `open_case` its number.

    `reapply_on` is from when its repair may be asked for again, where the last application was refused; `free_on`
    where the same behaviour was repaired before and that shuts it out.
    """

    id: str
    kind: str
    document_no: str
    decided_on: date
    severity: str
    status: str
    min_until: date | None = None
    first_apply_on: date | None = None
    max_until: date | None = None
    appeal: str | None = None
    on_show: bool = False
    breach_kind: str | None = None
    open_case_id: str | None = None
    open_case_number: str | None = None
    reapply_on: date | None = None
    free_on: date | None = None

    def is_displayed(self, on: date) -> bool:
        """Tell whether a record counts on a day: in force, displayed at all, and its longest period not over."""
        in_time = self.max_until is not None and on <= self.max_until
        return self.status == ACTIVE and self.first_apply_on is not None and in_time


@dataclass(frozen=True, slots=True)
class MatterFact:
    """What a check may know of a matter, in the edition of the day; `legal_basis` is that of the way asked for.

    A white list counts only where it names its legal basis; `offered` tells whether the authority offers that way.
    """

    code: str
    field: str | None = None
    is_instant: bool = False
    pledge_whitelisted: bool = False
    da_whitelisted: bool = False
    legal_basis: str = ""
    offered: bool = True
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class GateSnapshot:
    """Everything the checks may look at; `record` is the one a repair is asked for, `records` all of the subject."""

    on: date
    subject_status: str = "ACTIVE"
    subject_status_on: date | None = None
    successor: str | None = None
    records: tuple[RecordFact, ...] = ()
    matter: MatterFact | None = None
    record: RecordFact | None = None
    excluded_fields: frozenset[str] = frozenset()


Values = Mapping[str, object]
Test = Callable[[GateSnapshot, Channel], Iterable[Values]]
"""Gives the values of one reason for each fact that the check found, and nothing where it found none."""


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table: what is found, by which rule of law, and for which channels it is asked.

    `fixed` gives the outcome of what cannot be otherwise; the others are looked up by `key`.
    """

    code: str
    test: Test
    channels: frozenset[Channel]
    origin: str
    fixed: Outcome | None = None

    def key(self, channel: Channel) -> str:
        """Return the parameter that says what follows from this check in a channel."""
        return f"gate.{self.code.lower()}.{channel.value}"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands for or against: its code, what follows, the values of its sentence, the rule of law."""

    code: str
    outcome: Outcome
    values: Values = field(default_factory=dict)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome and every reason that has a say in it, the gravest first."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


def evaluate(
    snapshot: GateSnapshot, channel: Channel, *, checks: Iterable[Check], outcome_of: Callable[[str], Outcome]
) -> Verdict:
    """Put every check to the picture: DENY beats MANUAL beats ALLOW, and all reasons are told, not only the first."""
    reasons = [reason for check in checks for reason in _reasons(check, snapshot, channel, outcome_of)]
    reasons.sort(key=lambda reason: -_WEIGHT[reason.outcome])
    gravest = reasons[0].outcome if reasons else Outcome.ALLOW
    return Verdict(gravest, tuple(reasons))


def _reasons(
    check: Check, snapshot: GateSnapshot, channel: Channel, outcome_of: Callable[[str], Outcome]
) -> Iterable[Reason]:
    """Return what one check has to say."""
    if channel not in check.channels:
        return
    for values in check.test(snapshot, channel):
        outcome = check.fixed or outcome_of(check.key(channel))
        if outcome is not Outcome.OFF:
            yield Reason(check.code, outcome, values, check.origin)


def is_milder(one: Outcome, other: Outcome) -> bool:
    """Tell whether one outcome is milder than another."""
    return _WEIGHT[one] < _WEIGHT[other]
