"""What the public reads of intended repairs: whose, of what, until when, and what happened so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO

from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.parameters import from_snapshot
from workflow_app.domain.periods import Pause, Period, due
from workflow_app.domain.process_facts import Words
from workflow_app.domain.record_content import persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.models import CaseClock, CaseClockPause, Letter
from workflow_app.repositories.clock_work import PAUSED
from workflow_app.repositories.intended_repairs import SUSPENDED, RepairRows
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.public_record_views import PublicRecordView, show_publicly
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

NOTICE, ACCEPTANCE = "T21_INTENT", "T20_ACCEPT"
ACCEPT_LIMIT = "objection.repair_accept_wd"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class IntendedRepairView:
    """An intended repair in a list, persons masked; `until` is None while the publicity stands still.

    `may_object` tells whether its time is not over: what is examined after the last day is still shown.
    """

    id: str
    number: str
    subject_name: str
    uscc: str | None
    document_no: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    decided_on: date
    shown_on: date
    until: date | None
    is_suspended: bool
    may_object: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or, of the end, is to happen: HANDED_IN, ACCEPTED, SHOWN, SUSPENDED, RESUMED, ENDS."""

    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class IntendedRepairDetail:
    """An intended repair, whole: the record that is to be repaired, and which day of how many this is.

    `day` is 0 before the first day that counts; `left` days are left when the publicity goes on;
    `accept_days` working days the office has to say whether it examines an objection.
    """

    repair: IntendedRepairView
    record: PublicRecordView
    first_on: date
    day: int
    days: int
    left: int
    accept_days: int
    events: tuple[Event, ...]
    legal_basis: Words | None
    notice_number: str | None
    is_notice_ready: bool


def search_repairs(
    q: str, *, tools: Tools, cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> Page[IntendedRepairView]:
    """Return a page of the intended repairs on display, the newest first; no login needed."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.objections.repairs.search(q, now=now, cursor=cursor, limit=limit)
    page = cut(rows, limit=limit, key=lambda each: (each.clock.started_on.isoformat(), each.case.id))
    return Page([show_repair(each, now=now) for each in page.items], page.next_cursor)


def get_repair(case_id: str, *, tools: Tools) -> IntendedRepairDetail:
    """Return an intended repair that is on display; raises NotFoundError REPAIR_NOT_ON_DISPLAY for every other."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.objections.repairs.get(case_id, now=now)
        letters = {letter.kind: letter for letter in unit.letters.of_cases([case_id])}
        pauses = unit.clocks.list_pauses([rows.clock.id])
        record = unit.records.get(rows.record.id)
        loaded = loaded_of(unit, unit.cases.get(case_id), tools)
        kept = tools.calendars.kept(rows.case.parameters_digest, unit.snapshots)
        counted = _counted(unit, rows, pauses, on=local_date(now), tools=tools)
    today = local_date(now)
    used = sum(day <= today for day in counted)
    notice = letters.get(NOTICE)
    return IntendedRepairDetail(
        repair=show_repair(rows, now=now),
        record=show_publicly(record, ()),
        first_on=counted[0] if counted else rows.clock.due_on,
        day=used,
        days=rows.clock.amount,
        left=max(rows.clock.amount - used, 0),
        accept_days=from_snapshot(kept, ACCEPT_LIMIT).amount,
        events=tuple(_events(rows, pauses, letters.get(ACCEPTANCE))),
        legal_basis=loaded.facts.legal_basis.get(rows.case.regime or ""),
        notice_number=notice.number if notice else None,
        is_notice_ready=notice is not None and notice.sha256 is not None,
    )


def open_notice(case_id: str, *, tools: Tools) -> tuple[str, BinaryIO]:
    """Return the number and the PDF of the notice (T21) of a repair on display; raises as `get_repair` does."""
    with tools.database.read() as unit:
        unit.objections.repairs.get(case_id, now=tools.clock.now())
        notice = next((each for each in reversed(unit.letters.of_cases([case_id])) if each.kind == NOTICE), None)
        if notice is None or notice.sha256 is None:
            raise NotFoundError("LETTER_UNKNOWN")
        return notice.number, tools.blobs.open(notice.sha256)


def show_repair(rows: RepairRows, *, now: datetime) -> IntendedRepairView:
    """Return an intended repair as the public reads it."""
    subject, record, authority, clock = rows.subject, rows.record, rows.authority, rows.clock
    representative = subject.legal_representative
    persons = persons_in(record.content, kind=subject.kind, name=subject.name, representative=representative)
    is_suspended = rows.case.state == SUSPENDED
    return IntendedRepairView(
        id=rows.case.id,
        number=rows.case.number or "",
        subject_name=public_name(subject.name, kind=subject.kind, persons=persons),
        uscc=subject.uscc,
        document_no=record.document_no,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority_phone=authority.phone,
        decided_on=record.decided_on,
        shown_on=clock.started_on,
        until=None if clock.status == PAUSED else clock.due_on,
        is_suspended=is_suspended,
        may_object=may_object(clock, now=now),
    )


def may_object(clock: CaseClock, *, now: datetime) -> bool:
    """Tell whether the time to object was not over at an instant: it ran, or stood still for another objection."""
    return clock.due_at > now and (clock.stopped_at is None or clock.stopped_at > now)


def refuse_late(unit: UnitOfWork, case_id: str, received_at: datetime) -> None:
    """Refuse an objection that came after the publicity; raises ConflictError PUBLICITY_OVER."""
    clock = unit.objections.repairs.find_clock(case_id) if is_id(case_id) else None
    if clock is None or not may_object(clock, now=received_at):
        raise ConflictError("PUBLICITY_OVER")


def _counted(
    unit: UnitOfWork, rows: RepairRows, pauses: Sequence[CaseClockPause], *, on: date, tools: Tools
) -> tuple[date, ...]:
    """Return the days that count, those to come among them; a pause that is open lasts past today."""
    calendar = tools.calendars.get(rows.authority, unit.authorities)
    period = Period.parse(rows.clock.amount, rows.clock.unit)
    spans = tuple(Pause(each.started_on, each.ended_on or max(each.started_on, on + _ONE_DAY)) for each in pauses)
    return tuple(due(calendar, period, rows.clock.started_on, pauses=spans).counted)


def _events(rows: RepairRows, pauses: Sequence[CaseClockPause], acceptance: Letter | None) -> Iterator[Event]:
    """Yield what happened, the oldest first, and when the publicity ends as long as it runs."""
    if rows.case.submitted_at is not None:
        yield Event("HANDED_IN", local_date(rows.case.submitted_at))
    if acceptance is not None:
        yield Event("ACCEPTED", acceptance.issued_on)
    yield Event("SHOWN", rows.clock.started_on)
    for pause in pauses:
        yield Event("SUSPENDED", pause.started_on)
        if pause.ended_on is not None:
            yield Event("RESUMED", pause.ended_on)
    if rows.clock.status != PAUSED:
        yield Event("ENDS", rows.clock.due_on)
