"""What the window finds of who comes to the counter: the enterprise, its records, and one of them with its papers."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.window import files_at, on_behalf
from workflow_app.models import Subject
from workflow_app.repositories.record_history import RecordHistory
from workflow_app.repositories.windows import Windows
from workflow_app.services.record_views import RecordView, SubjectDetail, show_subject
from workflow_app.services.records import get_record, list_records_of
from workflow_app.services.tools import Tools
from workflow_app.services.window_matters import MatterCase, cases_of
from workflow_app.services.window_opening import find_record

MANY = 25
RECORDS = 100


@dataclass(frozen=True, slots=True)
class WindowRecord:
    """A record as the window offers it; `at_window` tells that the open case about it was filed there."""

    record: RecordView
    at_window: bool


@dataclass(frozen=True, slots=True)
class SubjectAtWindow:
    """Who comes to the counter: what is on record, and what is applied for; `is_own`: the clerk acts for it."""

    subject: SubjectDetail
    records: tuple[WindowRecord, ...]
    cases: tuple[MatterCase, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class RecordAsked:
    """A record whose repair is to be applied for, the representative on record, and the clerk as they act for it."""

    record: RecordView
    representative: str | None
    behalf: Actor


def find_subjects(q: str, *, actor: Actor, tools: Tools) -> tuple[SubjectDetail, ...]:
    """Return the subjects that answer a code, part of a name, or the number of a decision of a clerk's authority."""
    if not q.strip():
        return ()
    with tools.database.read() as unit:
        ids = [each.id for each in unit.authorities.list_all() if files_at(actor, each.id)]
        decided = RecordHistory(unit.session).search(ids, q.strip(), cursor=None, limit=MANY)
        found = {each.id: each for each in unit.subjects.search(q.strip(), limit=MANY)}
        found |= {subject.id: subject for _record, subject, _authority in decided}
        names = unit.subjects.names(list(found))
    return tuple(
        show_subject(each, (name.name for name in names if name.subject_id == each.id))
        for each in list(found.values())[:MANY]
    )


def subject_at_window(subject_id: str, *, actor: Actor, tools: Tools) -> SubjectAtWindow:
    """Return a subject, what a clerk's authority has on record of it, and its cases for matters of that authority.

    Raises NotFoundError SUBJECT_UNKNOWN.
    """
    is_own = subject_id in actor.subject_ids
    with tools.database.read() as unit:
        subject = unit.subjects.get(subject_id)
        shown = show_subject(subject, (each.name for each in unit.subjects.names([subject_id])))
        codes = {each.code for each in unit.authorities.list_all() if files_at(actor, each.id)}
        cases = () if is_own else cases_of(unit, subject_id, actor, tools)
    records = [each for each in _records(subject, actor, tools) if each.authority_code in codes]
    with tools.database.read() as unit:
        own = Windows(unit.session).of_cases([each.open_case_id for each in records if each.open_case_id])
    lines = tuple(WindowRecord(each, each.open_case_id in own) for each in records)
    return SubjectAtWindow(shown, lines, cases, is_own)


def record_at_window(record_id: str, *, actor: Actor, tools: Tools) -> RecordAsked:
    """Return a record for which a clerk may file, with what its repair takes, and the representative on record."""
    with tools.database.read() as unit:
        rows = find_record(unit, record_id, actor)
        behalf, head = on_behalf(actor, rows.subject.id), rows.subject.legal_representative
    return RecordAsked(get_record(record_id, actor=behalf, tools=tools), head, behalf)


def _records(subject: Subject, actor: Actor, tools: Tools) -> list[RecordView]:
    if not subject.uscc:
        return []
    wanted = RecordFilter(uscc=subject.uscc, limit=RECORDS)
    return list(list_records_of(wanted, actor=on_behalf(actor, subject.id), tools=tools).items)
