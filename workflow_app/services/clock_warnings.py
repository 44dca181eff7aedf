"""The moments of a clock as due work: one row at a time, each leaves the next (rule K10).

People are warned at half time, two working days before and on the last day, the section head as well on that day; at
the first instant too late the clock has expired; each working morning after that says how late it is, and the first
of them tells those who watch over the authority.
"""

from collections.abc import Sequence

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.deferral import AWAITED, GRACE, PROMISED, SUPPLEMENT
from workflow_app.domain.periods import Due
from workflow_app.domain.process_facts import ClockFacts, Silence, Whose
from workflow_app.domain.reminders import Moment, Stage, moments_between, next_moment
from workflow_app.domain.standings import days_late
from workflow_app.models import CaseClock, DueWork, Notice
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import EXPIRED, PAUSED, RUNNING, STOPPED, leave_moment, reckon
from workflow_app.repositories.clocks import WARNING_KIND
from workflow_app.repositories.deferred_items import items_of
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.reminder_letters import remind
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

ACCEPTED_BY_SILENCE = "accepted_by_silence"
"""The message that a case gets where the office was silent and silence accepts (rules K8 and A2)."""

CODES = {Stage.SOON: "CLOCK_DUE_SOON", Stage.TODAY: "CLOCK_DUE_TODAY", Stage.LATE: "CLOCK_OVERDUE"}


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Do what has come due of a clock, and leave its next moment."""
    del told
    rows = unit.cases.get(str(row.case_id), lock=True)
    clock = unit.clocks.find(str(row.clock_id))
    if clock is None or clock.status == STOPPED:
        return
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    facts = work.facts.clock(clock.key)
    if facts is not None and facts.whose is Whose.NOBODY:
        return
    key = f"{WARNING_KIND}:{row.id}"
    if clock.status == PAUSED:
        leave_moment(work, clock, None, key)
        return
    calendar = work.read_calendar()
    work.clocks = {clock.key: clock}
    ends = _shown(clock, reckon(work, clock).due)
    for_applicant = facts is not None and facts.whose is Whose.APPLICANT
    _tell(work, clock, facts, moments_between(calendar, ends, row.due_at, work.now))
    if not (for_applicant and clock.status == EXPIRED):
        leave_moment(work, clock, next_moment(calendar, ends, after=work.now), key)
    if work.entries:
        write_audit(work)


def _shown(clock: CaseClock, ends: Due) -> Due:
    """Return what a due day was computed from, ending where the clock ends, which an outage may have put off."""
    return Due(ends.start, clock.due_on, ends.provisional, ends.counted, ends.skipped, inclusive=ends.inclusive)


def _tell(work: CaseWork, clock: CaseClock, facts: ClockFacts | None, due: Sequence[Moment]) -> None:
    """Tell what came due in the words of the last of it; whom to tell is not passed over for any."""
    if any(moment.stage is Stage.OVER for moment in due) and clock.status == RUNNING:
        _expire(work, clock)
    roles = [role for moment in due for role in _watching(facts, moment)]
    if not due or not (roles or due[-1].stage in CODES):
        return
    telling = _telling(work, clock, facts, due[-1])
    work.unit.add(*(telling.for_role(role, now=work.now) for role in roles))
    if due[-1].stage in CODES:
        work.unit.add(*_for_holders(work, facts, telling))
    if facts is not None:
        remind(work, clock, facts, due[-1])
    if roles:
        work.audit("case.escalated", clock=clock.key, to=[role.value for role in roles])


def _expire(work: CaseWork, clock: CaseClock) -> None:
    """Note that a clock ran out; where silence accepts, tell the case so."""
    clock.status = EXPIRED
    work.audit("case.overdue", clock=clock.key, due_on=clock.due_on.isoformat())
    if work.facts.silence is Silence.ACCEPTS and work.facts.silence_clock == clock.key:
        told: dict[str, object] = {"case_id": work.case.id, "message": ACCEPTED_BY_SILENCE}
        work.leave("tell_case", f"tell_case:{clock.id}:{ACCEPTED_BY_SILENCE}", told)


def _watching(facts: ClockFacts | None, moment: Moment) -> tuple[Role, ...]:
    """Return whom a moment escalates to: the head of the section on the last day, then who watches legal limits."""
    if facts is None or facts.whose is Whose.APPLICANT:
        return ()
    if moment.stage is Stage.TODAY:
        return (Role.SECTION_HEAD,)
    is_first_late = moment.stage is Stage.LATE and moment.days == 1
    return (Role.CREDIT_OFFICE, Role.SUPERVISOR) if is_first_late and facts.legal else ()


def _for_holders(work: CaseWork, facts: ClockFacts | None, telling: Telling) -> list[Notice]:
    """Return a notice for each who has the case in hand: the person, or the role and department that may take it."""
    if facts is not None and facts.whose is Whose.APPLICANT:
        return [] if _all_came(work, facts) else [telling.for_subject(work.case.subject_id, now=work.now)]
    tasks = [each for each in work.unit.tasks.open_of_cases([work.case.id]) if each.role != Role.APPLICANT]
    people = {task.assignee_id: None for task in tasks if task.assignee_id}
    groups = {(task.role, task.department): None for task in tasks if not task.assignee_id}
    return [
        *(telling.for_account(account_id, now=work.now) for account_id in people),
        *(telling.for_role(Role(role), department=department, now=work.now) for role, department in groups),
    ]


def _all_came(work: CaseWork, facts: ClockFacts) -> bool:
    """Tell whether a day to supply goes on although everything came: what is looked at waits for the office."""
    return facts.key in (SUPPLEMENT, PROMISED, GRACE) and not any(each.status in AWAITED for each in items_of(work))


def _telling(work: CaseWork, clock: CaseClock, facts: ClockFacts | None, moment: Moment) -> Telling:
    """Return what a notice says of a clock."""
    calendar = work.read_calendar()
    said: dict[str, object] = {
        "number": work.case.number,
        "what_zh": facts.words.zh if facts else clock.key,
        "what_en": facts.words.en if facts else clock.key,
        "due_on": clock.due_on.isoformat(),
        "left": calendar.working_days_between(work.today, clock.due_on),
        "late": max(days_late(calendar, clock.due_on, on=work.today), 1),
    }
    code = CODES.get(moment.stage, CODES[Stage.LATE])
    return Telling(code, work.case.authority_id, said, case_id=work.case.id)


CLOCK_WARNING = Handler(record=_record, housekeeping=True)
CLOCK_DUE = Handler(record=_record)
