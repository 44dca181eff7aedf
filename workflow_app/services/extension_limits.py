"""The limit of a case that may be put off, as it stands, and the reason that is asked for."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.extending import MESSAGE, Limit
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.policies import Answer
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import EXPIRED, PAUSED, RUNNING, clocks_of, period_of, spans_of

REASON_LENGTH = 500
RIGHTS = frozenset({"ROLE_NEEDED", "CONFLICT_OF_INTEREST"})
"""Rules about who asks; the others are about the case."""


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """Whether a limit may be put off, the rule where not, by how many working days, from which day to which."""

    allowed: bool
    rule: str | None
    days: int | None
    until: date | None
    put_off_to: date | None


def reason_of(typed: str, field: str = "reason") -> str:
    """Return a reason as it is kept; raises InvalidError on its field."""
    reason = typed.strip()
    if not reason:
        raise InvalidError(FieldError(f"/{field}", "REQUIRED"))
    if len(reason) > REASON_LENGTH:
        raise InvalidError(FieldError(f"/{field}", "TOO_LONG", {"maximum": REASON_LENGTH}))
    return reason


def limit_of(work: CaseWork) -> Limit:
    """Return the limit of a case at work as far as putting it off goes by it."""
    clock = _clock(work)
    runs = clock is not None and clock.status in (RUNNING, PAUSED, EXPIRED)
    return Limit(
        authority_id=work.case.authority_id,
        subject_id=work.case.subject_id,
        until=clock.due_on if clock is not None and runs else None,
        paused=clock is not None and clock.status == PAUSED,
        waits=any(each.message == MESSAGE for each in work.unit.tasks.open_waits(work.case.id)),
        days=_days(work),
    )


def _clock(work: CaseWork) -> CaseClock | None:
    said = work.facts.extension
    return clocks_of(work).get(said.clock) if said else None


def _days(work: CaseWork) -> int | None:
    """Return by how many working days the rules of the case let its limit be put off; None where they do not."""
    said = work.facts.extension
    try:
        return work.parameter(said.parameter).amount if said else None
    except ParameterMissingError:
        return None


def show_limit(work: CaseWork, answer: Answer, limit: Limit) -> ExtensionView:
    """Return the limit as pages show it."""
    clock = _clock(work)
    later = _put_off(work, clock, limit.days) if clock is not None and answer.allowed and limit.days else None
    return ExtensionView(answer.allowed, answer.rule, limit.days, limit.until, later)


def _put_off(work: CaseWork, clock: CaseClock, days: int) -> date:
    """Return the last day of a clock that runs longer by some working days."""
    period = period_of(clock)
    longer = type(period)(period.amount + days, period.unit, period.end, period.shift)
    return work.rules.of(clock.started_on, longer, old=clock.due_on, pauses=spans_of(work, clock)).due.due_on
