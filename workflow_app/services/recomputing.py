"""Recomputing the periods of open cases after a change of days, a chunk of cases at a time; each move is told.

A case is locked before its clocks are read, as a step does, so a clock is never moved and stopped at once. The work is
found again after a crash by its key, and computing the same day twice moves nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.objections import Status
from workflow_app.domain.process_facts import Words
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.domain.time import local_date
from workflow_app.models import CaseClock, DueWork, Objection, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.touched_cases import RUNS, Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.clock_moves import recompute_clock
from workflow_app.services.concern_moves import recompute_concerns
from workflow_app.services.dual_moves import recompute_dual_records
from workflow_app.services.handlers import Handler
from workflow_app.services.intended_repairs import ACCEPT_LIMIT
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.near_limits import limit_now, place_tasks
from workflow_app.services.objection_due import leave_due
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools

KIND = "recompute_clocks"
CHUNK = 50

Cause = Literal["CALENDAR", "OUTAGE"]
CODES: Mapping[str, str] = {"CALENDAR": "DEADLINE_MOVED", "OUTAGE": "DEADLINE_EXTENDED"}


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: days of an authority's calendar, or that an outage lay on them; `key` names it once and for all."""

    days: Days
    cause: Cause
    key: str


def plan_recomputing(unit: UnitOfWork, change: Change, *, now: datetime, due_at: datetime | None = None) -> None:
    """Leave the work that recomputes what a change touches; planning the same change twice is one piece of work."""
    payload: dict[str, object] = {
        "authority_id": change.days.authority_id,
        "first": change.days.first.isoformat(),
        "last": change.days.last.isoformat(),
        "cause": change.cause,
    }
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{change.key}", payload=payload, due_at=due_at or now, now=now)


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    del told
    recompute_chunk(unit, row, tools)


def recompute_chunk(unit: UnitOfWork, row: DueWork, tools: Tools, *, size: int = CHUNK) -> int:
    """Recompute one chunk of cases and leave the next; returns how many cases it touched."""
    payload = row.payload
    days = Days(payload["authority_id"], date.fromisoformat(payload["first"]), date.fromisoformat(payload["last"]))
    if "after" not in payload:
        _recompute_apart(unit, days, payload["cause"], tools)
    case_ids = unit.touched_cases.list_ids(days, after=payload.get("after"), limit=size)
    for case_id in case_ids:
        _recompute_case(unit, case_id, payload["cause"], tools)
    if len(case_ids) == size:
        now = tools.clock.now()
        rest = {**payload, "after": case_ids[-1]}
        unit.due_work.ensure(kind=KIND, key=f"{KIND}:{row.id}:{case_ids[-1]}", payload=rest, due_at=now, now=now)
    return len(case_ids)


def _recompute_apart(unit: UnitOfWork, days: Days, cause: Cause, tools: Tools) -> None:
    """Compute what no open case has: by when permits are reported, and the limits of objections and reports."""
    calendar = tools.calendars.get(unit.authorities.get(days.authority_id), unit.authorities)
    recompute_dual_records(unit, days, calendar, cause=cause, code=CODES[cause], tools=tools)
    recompute_concerns(unit, days, calendar, cause=cause, tools=tools)


def _recompute_case(unit: UnitOfWork, case_id: str, cause: Cause, tools: Tools) -> None:
    """Recompute the clocks and the tasks of one case, and tell those whose last day is another."""
    rows = unit.cases.get(case_id, lock=True)
    calendar = tools.calendars.get(rows.authority, unit.authorities)
    loaded = loaded_of(unit, rows, tools)
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    mover = Mover(work, loaded, calendar, cause)
    for clock in unit.cases.clocks([case_id]):
        if clock.status in RUNS:
            mover.move_clock(clock)
    for task in mover.tasks:
        mover.move_task(task)
    place_tasks(work, mover.tasks)
    for objection in unit.objections.of_case(case_id):
        if objection.status == Status.RECEIVED:
            mover.move_objection(objection)
    write_audit(work)


def _words(key: str) -> Words:
    """Return what a parameter is called, for a limit that no process names."""
    return Words(NAMES[key].zh, NAMES[key].en)


class Mover:
    """Moves what is due in one case, and tells it."""

    def __init__(self, work: CaseWork, loaded: LoadedProcess, calendar: Calendar, cause: Cause) -> None:
        self.work = work
        self.loaded = loaded
        self.calendar = calendar
        self.cause: Cause = cause
        self.tasks = list(work.unit.tasks.open_of_cases([work.case.id]))

    def move_clock(self, clock: CaseClock) -> None:
        """Compute a clock anew; a legal one that moved concerns the subject, every one those who work on the case."""
        old = clock.due_on
        if not recompute_clock(self.work.unit, clock, self.calendar, self.work.now):
            return
        self.work.audit("case.clock_moved", clock=clock.key, **self._moved(old, clock.due_on))
        facts = next((each for each in self.loaded.facts.clocks if each.key == clock.key), None)
        words = facts.words if facts else Words(clock.key, clock.key)
        self._tell(words, old, clock.due_on, {task.role for task in self.tasks}, subject=facts is None or facts.legal)

    def move_task(self, task: Task) -> None:
        """Compute the internal limit of a task anew (rule A4)."""
        found = limit_now(self.work, self.loaded, task)
        if found is None or task.due_on is None or found.due_at == task.due_at:
            return
        element, old = self.loaded.compiled.elements[task.element], task.due_on
        task.due_on, task.due_at = found.due_on, found.due_at
        self.work.audit("task.due_moved", element=task.element, **self._moved(old, found.due_on))
        self._tell(Words(element.name, element.name_en), old, found.due_on, {task.role}, subject=False)

    def move_objection(self, row: Objection) -> None:
        """Compute anew by when it is said whether an objection is examined; its reminders follow."""
        period, old = self.work.parameter(ACCEPT_LIMIT).period(), row.accept_due_on
        found = self.work.rules.of(local_date(row.received_at), period, old=old).due
        if found.due_at == row.accept_due_at:
            return
        row.accept_due_on, row.accept_due_at = found.due_on, found.due_at
        leave_due(self.work.unit, row, now=self.work.now)
        self.work.audit("objection.due_moved", objection=row.number, **self._moved(old, found.due_on))
        self._tell(_words(ACCEPT_LIMIT), old, found.due_on, {Role.COMPLAINT_HANDLER}, subject=False)

    def _moved(self, old: date, new: date) -> dict[str, str]:
        return {"old": old.isoformat(), "new": new.isoformat(), "why": self.cause}

    def _tell(self, words: Words, old: date, new: date, roles: set[str], *, subject: bool) -> None:
        """Tell the subject, and the roles that have a task in the case."""
        facts = {"what_zh": words.zh, "what_en": words.en, "old": old.isoformat(), "new": new.isoformat()}
        if subject or Role.APPLICANT in roles:
            self.work.tell_subject(CODES[self.cause], **facts)
        for role in sorted(roles - {Role.APPLICANT, ""}):
            self.work.tell_role(Role(role), CODES[self.cause], **facts)


RECOMPUTE_CLOCKS = Handler(record=_record)
