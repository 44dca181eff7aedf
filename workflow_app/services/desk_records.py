"""A record as its desk sees it: all of its versions, names, imports and cases, and the numbers other sites gave it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.hiding import may_hide
from workflow_app.domain.policies import reads_by_office
from workflow_app.domain.time import local_date
from workflow_app.models import Case, Record, Site, SiteIdentifier
from workflow_app.repositories.listings import ON_SHOW, ListingRows
from workflow_app.repositories.number_questions import NumberQuestions
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.record_history import RecordHistory
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.number_views import QuestionView, show_questions
from workflow_app.services.record_versions import VersionView, show_versions
from workflow_app.services.record_views import RecordView, show_record
from workflow_app.services.tools import Tools

MOST_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class NameView:
    """A name the subject was met under, and since when."""

    name: str
    seen_at: datetime
    is_known: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site of others: what it shows of the record, and under which number it keeps it."""

    site: str
    site_zh: str
    site_en: str
    status: str | None
    number: str
    entered_by: str
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case about the record."""

    id: str
    number: str | None
    status: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DeskRecord:
    """A record with everything that is known of it; `may_enter` tells whether the reader keeps its numbers.

    `is_hidden` while two people clear up whether its number is a typing error, which `questions` are about; `may_hide`
    tells whether the reader may hide it in an emergency.
    """

    record: RecordView
    names: tuple[NameView, ...]
    versions: tuple[VersionView, ...]
    sites: tuple[SiteView, ...]
    cases: tuple[CaseLine, ...]
    may_enter: bool
    is_hidden: bool
    may_hide: bool
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in the list."""

    id: str
    document_no: str
    subject_name: str
    uscc: str | None
    authority_zh: str
    authority_en: str
    decided_on: date
    severity: str
    status: str


def get_desk_record(record_id: str, *, actor: Actor, tools: Tools) -> DeskRecord:
    """Return a record; raises NotFoundError RECORD_UNKNOWN also to those whose desk may not read it."""
    today = local_date(tools.clock.now())
    with tools.database.read() as work:
        rows = work.records.get(record_id)
        if not reads_by_office(actor, rows.record.authority_id):
            raise NotFoundError("RECORD_UNKNOWN")
        history = RecordHistory(work.session)
        listings = work.listings.list_of_items([record_id])
        identifiers = history.identifiers(record_id)
        people = work.accounts.names([each.entered_by for each in identifiers.values()])
        status = {each.site.id: each.listing.status for each in listings}
        return DeskRecord(
            record=show_record(rows, listings, today=today, is_theirs=False),
            names=_names(work, rows.subject.id, rows.subject.name),
            versions=show_versions(work, history.versions(record_id)),
            sites=tuple(_site(each, status.get(each.id), identifiers.get(each.id), people) for each in history.sites()),
            cases=tuple(
                CaseLine(each.id, each.number, each.status, each.created_at) for each in history.cases(record_id)
            ),
            may_enter=enters_numbers(actor, rows.record.authority_id),
            is_hidden=rows.record.hidden_at is not None,
            may_hide=_may_hide(rows, listings, actor),
            questions=tuple(_questions(work, rows.record, actor)),
        )


def list_desk_records(q: str, *, cursor: str | None, limit: int, actor: Actor, tools: Tools) -> Page[RecordLine]:
    """Return a page of the records that the actor's desk reads, the newest first."""
    with tools.database.read() as work:
        ids = [each.id for each in work.authorities.list_all() if reads_by_office(actor, each.id)]
        rows = RecordHistory(work.session).search(ids, q, cursor=cursor, limit=limit)
    page = cut(rows, limit=limit, key=lambda row: (row[0].decided_on.isoformat(), row[0].id))
    lines = [
        RecordLine(
            record.id,
            record.document_no,
            subject.name,
            subject.uscc,
            authority.name_zh,
            authority.name_en,
            record.decided_on,
            record.severity,
            record.status,
        )
        for record, subject, authority in page.items
    ]
    return Page(lines, page.next_cursor)


def enters_numbers(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody keeps the numbers of an authority's records: a data clerk of it."""
    return any(each.role == Role.DATA_CLERK and each.authority_id in (None, authority_id) for each in actor.grants)


def _may_hide(rows: RecordRows, listings: Sequence[ListingRows], actor: Actor) -> bool:
    """Tell whether a reader may hide a record now, and it is on show somewhere."""
    answer = may_hide(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
    is_on_show = rows.record.withheld_at is None and any(each.listing.status in ON_SHOW for each in listings)
    return answer.allowed and is_on_show and rows.record.status == "ACTIVE"


def _questions(work: UnitOfWork, record: Record, actor: Actor) -> Sequence[QuestionView]:
    """Return what was asked about the number of a record."""
    rows = NumberQuestions(work.session).list_of([record.authority_id], record_id=record.id, limit=MOST_QUESTIONS)
    return show_questions(work, rows, actor=actor)


def _names(work: UnitOfWork, subject_id: str, known: str) -> tuple[NameView, ...]:
    return tuple(NameView(each.name, each.seen_at, each.name == known) for each in work.subjects.names([subject_id]))


def _site(site: Site, status: str | None, kept: SiteIdentifier | None, people: dict[str, str]) -> SiteView:
    """Return a site with its number for the record, if one was entered."""
    names = (site.code, site.name_zh, site.name_en)
    if kept is None:
        return SiteView(*names, status, "", "", None)
    return SiteView(*names, status, kept.number, people.get(kept.entered_by, ""), kept.entered_at)


def _line(case: Case) -> CaseLine:
    return CaseLine(case.id, case.number, case.status, case.created_at)
