"""Putting off the limit of a case: by the decider, once, before it ends, with a letter to the applicant (rule A4)."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.extending import MESSAGE, Limit, may_extend
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.policies import Answer
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import EXPIRED, PAUSED, RUNNING, clocks_of, period_of, spans_of
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import deliver

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


def extension_of(case_id: str, *, actor: Actor, tools: Tools) -> ExtensionView | None:
    """Return whether the decider of a case may put off its limit; None for those who never decide it."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        loaded = loaded_of(unit, rows, tools)
        if not actor.has(Role.DECIDER) or rows.case.status == "ENDED" or loaded.facts.extension is None:
            return None
        work = work_on(unit, rows, actor=actor, tools=tools)
        answer, limit = _judged(work)
        return None if answer.rule in RIGHTS else _show(work, answer, limit)


def extend_case(command: ExtendCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Put off the limit of a case; raises ForbiddenError, RefusedError of the rule, ConflictError."""
    reason = _reason(command)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        if rows.case.status == "ENDED":
            raise ConflictError("CASE_ENDED")
        if command.version is not None and command.version != rows.case.version:
            raise ConflictError("STALE", seen=command.version, current=rows.case.version)
        loaded = loaded_of(unit, rows, tools)
        work = work_on(unit, rows, actor=actor, tools=tools)
        answer, limit = _judged(work)
        if not answer.allowed:
            raise (ForbiddenError if answer.rule in RIGHTS else RefusedError)(answer.rule or "", days=limit.days)
        work.values = {"extension_reason": reason}
        tasks = unit.tasks.of_case(rows.case.id)
        opened = deliver(work, loaded, tools, MESSAGE)
        view = show_case(rows, loaded, actor=actor, tasks=[*tasks, *opened], clocks=unit.cases.clocks([rows.case.id]))
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _reason(command: ExtendCase) -> str:
    reason = command.reason.strip()
    if not reason:
        raise InvalidError(FieldError("/reason", "REQUIRED"))
    if len(reason) > REASON_LENGTH:
        raise InvalidError(FieldError("/reason", "TOO_LONG", {"maximum": REASON_LENGTH}))
    return reason


def _judged(work: CaseWork) -> tuple[Answer, Limit]:
    clock = _clock(work)
    runs = clock is not None and clock.status in (RUNNING, PAUSED, EXPIRED)
    limit = Limit(
        authority_id=work.case.authority_id,
        subject_id=work.case.subject_id,
        until=clock.due_on if clock is not None and runs else None,
        paused=clock is not None and clock.status == PAUSED,
        waits=any(each.message == MESSAGE for each in work.unit.tasks.open_waits(work.case.id)),
        days=_days(work),
    )
    return may_extend(work.actor, limit, on=work.today), limit


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


def _show(work: CaseWork, answer: Answer, limit: Limit) -> ExtensionView:
    clock = _clock(work)
    later = _put_off(work, clock, limit.days) if clock is not None and answer.allowed and limit.days else None
    return ExtensionView(answer.allowed, answer.rule, limit.days, limit.until, later)


def _put_off(work: CaseWork, clock: CaseClock, days: int) -> date:
    """Return the last day of a clock that runs longer by some working days."""
    period = period_of(clock)
    longer = type(period)(period.amount + days, period.unit, period.end, period.shift)
    return work.rules.of(clock.started_on, longer, old=clock.due_on, pauses=spans_of(work, clock)).due.due_on
