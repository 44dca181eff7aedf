"""All that the desk knows of one subject: its names, what became of it, who follows it, what is on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.inlets import SubjectStatus
from workflow_app.domain.policies import may_ask_gate, may_keep_entries, may_keep_register, may_read_record
from workflow_app.domain.time import local_date
from workflow_app.models import Subject, SubjectEvent
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.record_views import RecordView, SubjectDetail, show_record, show_subject
from workflow_app.services.tools import Tools
from workflow_app.services.views import SubjectView

MOST_RECORDS = 50
PAGE = 25


@dataclass(frozen=True, slots=True)
class EventView:
    """One change of a subject in the register."""

    status: str
    happened_on: date
    document_no: str
    name_before: str
    name_after: str
    registered_by: str
    registered_at: datetime
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class EntryDesk:
    """An authority at which the reader may enter a list entry or a breach."""

    id: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SubjectFile:
    """A subject with all beside it; records beyond the newest fifty are counted out by `has_more`."""

    detail: SubjectDetail
    events: tuple[EventView, ...]
    successors: tuple[SubjectView, ...]
    predecessors: tuple[SubjectView, ...]
    records: tuple[RecordView, ...]
    has_more: bool
    may_change: bool
    entry_desks: tuple[EntryDesk, ...]


def search_subjects(q: str, *, actor: Actor, tools: Tools, cursor: str | None = None) -> Page[SubjectDetail]:
    """Return a page of subjects by code or part of any name, the newest met first."""
    with tools.database.read() as unit:
        page = cut(
            unit.subjects.search(q, cursor=cursor, limit=PAGE),
            limit=PAGE,
            key=lambda each: (each.created_at.isoformat(), each.id),
        )
        items = [each for each in page.items if may_ask_gate(actor, subject_id=each.id).allowed]
        names = unit.subjects.names([each.id for each in items])
    return Page(
        [show_subject(each, (name.name for name in names if name.subject_id == each.id)) for each in items],
        page.next_cursor,
    )


def get_subject_file(subject_id: str, *, actor: Actor, tools: Tools) -> SubjectFile:
    """Return the file of a subject; raises NotFoundError SUBJECT_UNKNOWN also to those who may not know of it."""
    with tools.database.read() as unit:
        subject = unit.subjects.get(subject_id)
        if not may_ask_gate(actor, subject_id=subject.id).allowed:
            raise NotFoundError("SUBJECT_UNKNOWN")
        names = unit.subjects.names([subject.id])
        records, has_more = _records(unit, subject, actor, today=local_date(tools.clock.now()))
        return SubjectFile(
            detail=show_subject(subject, (each.name for each in names)),
            events=_events(unit.subjects.list_events(subject.id)),
            successors=_shorts(unit.subjects.list_successors(subject.id)),
            predecessors=_shorts(unit.subjects.list_predecessors(subject.id)),
            records=records,
            has_more=has_more,
            may_change=may_keep_register(actor, subject_id=subject.id).allowed,
            entry_desks=_entry_desks(unit, subject, actor),
        )


def _records(unit: UnitOfWork, subject: Subject, actor: Actor, *, today: date) -> tuple[tuple[RecordView, ...], bool]:
    """Return the newest records that the reader may know of, and whether there are more."""
    rows = unit.records.list_of_subjects([subject.id], limit=MOST_RECORDS)
    read = [
        each
        for each in rows[:MOST_RECORDS]
        if may_read_record(actor, subject_id=subject.id, authority_id=each.record.authority_id)
    ]
    listings = unit.listings.list_of_items([each.record.id for each in read]) if read else ()
    views = (
        show_record(
            each,
            [listing for listing in listings if listing.listing.item_id == each.record.id],
            today=today,
            is_theirs=False,
        )
        for each in read
    )
    return tuple(views), len(rows) > MOST_RECORDS


def _entry_desks(unit: UnitOfWork, subject: Subject, actor: Actor) -> tuple[EntryDesk, ...]:
    if not actor.has(Role.CREDIT_OFFICE):
        return ()
    return tuple(
        EntryDesk(each.id, each.name_zh, each.name_en)
        for each in unit.authorities.list_all()
        if may_keep_entries(actor, authority_id=each.id, subject_id=subject.id).allowed
    )


def _events(rows: Sequence[tuple[SubjectEvent, str]]) -> tuple[EventView, ...]:
    """Return the changes of a subject; what was noted after a later change of its kind has changed nothing."""
    return tuple(
        EventView(
            row.status,
            row.happened_on,
            row.document_no,
            row.name_before,
            row.name_after,
            by,
            row.registered_at,
            is_late=any(_is_overtaken(row, by=other) for other, _ in rows),
        )
        for row, by in rows
    )


def _is_overtaken(row: SubjectEvent, *, by: SubjectEvent) -> bool:
    """Tell whether a change was noted after another of its kind that happened later."""
    is_of_its_kind = (row.status == SubjectStatus.RENAMED) == (by.status == SubjectStatus.RENAMED)
    return is_of_its_kind and by.happened_on > row.happened_on and by.id < row.id


def _shorts(rows: Iterable[Subject]) -> tuple[SubjectView, ...]:
    return tuple(SubjectView(each.id, each.uscc, each.name) for each in rows)
