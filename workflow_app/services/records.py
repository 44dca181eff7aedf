"""Reading records: one's own, those of a subject, and what the public may see."""

from collections.abc import Sequence
from dataclasses import replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.policies import reads_by_office
from workflow_app.domain.time import local_date
from workflow_app.models import Subject
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.repositories.records import SHOWN, RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.listing_views import show_deciding
from workflow_app.services.materials import materials_of
from workflow_app.services.public_record_views import PublicRecordView, show_publicly
from workflow_app.services.record_denials import denials_of
from workflow_app.services.record_views import (
    ListingView,
    RecordView,
    SubjectDetail,
    show_record,
    show_subject,
)
from workflow_app.services.refusals import reapply_days
from workflow_app.services.tools import Tools

__all__ = [
    "ListingView",
    "PublicRecordView",
    "RecordView",
    "SubjectDetail",
    "get_public_record",
    "get_record",
    "list_my_subjects",
    "list_records_of",
    "search_public",
    "subject_view",
]


def list_records_of(wanted: RecordFilter, *, actor: Actor, tools: Tools) -> Page[RecordView]:
    """Return a page of records: of one subject, or of everybody the actor may act for.

    Those of other authorities are left out for the desk, so a page may hold fewer than its limit and yet have a next.
    Raises NotFoundError SUBJECT_UNKNOWN also to those who may not know of the subject.
    """
    with tools.database.read() as work:
        ids = [_subject(work, wanted.uscc, actor).id] if wanted.uscc else sorted(actor.subject_ids)
        rows = work.records.list_of_subjects(ids, cursor=wanted.cursor, limit=wanted.limit)
        page = cut(rows, limit=wanted.limit, key=_key)
        items = [each for each in page.items if _may_read(actor, each.subject, each.record.authority_id)]
        listings = _listings(work, items)
        again = reapply_days(work, [each.record.id for each in items])
        today = local_date(tools.clock.now())
        own = [each for each in items if each.subject.id in actor.subject_ids]
        denied = denials_of(work, own, again, today=today, tools=tools)
    views = [
        show_record(
            each,
            listings.get(each.record.id, ()),
            today=today,
            is_theirs=each.subject.id in actor.subject_ids,
            reapply_on=again.get(each.record.id),
            denied=denied.get(each.record.id),
        )
        for each in items
    ]
    return Page(views, page.next_cursor)


def get_record(record_id: str, *, actor: Actor, tools: Tools) -> RecordView:
    """Return one record, with what its repair takes for those whose it is.

    Raises NotFoundError RECORD_UNKNOWN also to those who may not know of it.
    """
    with tools.database.read() as work:
        rows = work.records.get(record_id)
        if not _may_read(actor, rows.subject, rows.record.authority_id):
            raise NotFoundError("RECORD_UNKNOWN")
        listings = work.listings.list_of_items([record_id])
        again = reapply_days(work, [record_id])
        theirs, today = rows.subject.id in actor.subject_ids, local_date(tools.clock.now())
        denied = denials_of(work, [rows] if theirs else [], again, today=today, tools=tools)
        materials = materials_of(work, rows, tools, on=today) if theirs else ()
        elsewhere = show_deciding(work.listings.list_deciding(rows.authority.id)) if theirs else ()
    shown = show_record(
        rows,
        listings,
        today=today,
        is_theirs=theirs,
        reapply_on=again.get(record_id),
        denied=denied.get(record_id),
    )
    return replace(shown, materials=materials, elsewhere=elsewhere)


def subject_view(uscc: str, *, actor: Actor, tools: Tools) -> SubjectDetail:
    """Return a subject by its code; raises NotFoundError SUBJECT_UNKNOWN."""
    with tools.database.read() as work:
        subject = _subject(work, uscc, actor)
        names = work.subjects.names([subject.id])
    return show_subject(subject, (each.name for each in names))


def list_my_subjects(*, actor: Actor, tools: Tools) -> tuple[SubjectDetail, ...]:
    """Return the subjects the actor may act for."""
    with tools.database.read() as work:
        subjects = work.subjects.list_by_ids(actor.subject_ids)
        names = work.subjects.names(actor.subject_ids)
    return tuple(
        show_subject(subject, (each.name for each in names if each.subject_id == subject.id)) for subject in subjects
    )


def search_public(
    q: str, *, tools: Tools, cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> Page[PublicRecordView]:
    """Return a page of what our own listing shows; no login needed."""
    today = local_date(tools.clock.now())
    with tools.database.read() as work:
        page = cut(work.records.search_shown(q, today=today, cursor=cursor, limit=limit), limit=limit, key=_key)
        listings = _listings(work, page.items)
    return Page([show_publicly(each, listings.get(each.record.id, ())) for each in page.items], page.next_cursor)


def get_public_record(record_id: str, *, tools: Tools) -> PublicRecordView:
    """Return one record that our own listing shows; raises NotFoundError RECORD_UNKNOWN for every other."""
    with tools.database.read() as work:
        rows = work.records.get(record_id)
        listings = work.listings.list_of_items([record_id])
    max_until = rows.record.max_until
    if max_until is None or max_until < local_date(tools.clock.now()):
        raise NotFoundError("RECORD_UNKNOWN")
    if not any(each.site.connector == "OWN" and each.listing.status in SHOWN for each in listings):
        raise NotFoundError("RECORD_UNKNOWN")
    return show_publicly(rows, listings)


def needed_publicly(record_id: str, *, tools: Tools) -> tuple[str, ...]:
    """Return what the repair of a record takes, as every holder of the notice on it may know (rule: T01, section 3)."""
    with tools.database.read() as work:
        rows = work.records.get(record_id)
        return materials_of(work, rows, tools, on=local_date(tools.clock.now()))


def _subject(work: UnitOfWork, uscc: str, actor: Actor) -> Subject:
    """Return a subject that the actor may read about: the register is open to every desk, its records are not."""
    subject = work.subjects.find_by_uscc(uscc.strip().upper())
    desks = {grant.authority_id for grant in actor.grants}
    if subject is None or not any(_may_read(actor, subject, each) for each in desks | {None}):
        raise NotFoundError("SUBJECT_UNKNOWN")
    return subject


def _may_read(actor: Actor, subject: Subject, authority_id: str | None) -> bool:
    """Tell whether somebody may read what an authority has on record of a subject: its own people, and that desk."""
    return subject.id in actor.subject_ids or reads_by_office(actor, authority_id)


def _listings(work: UnitOfWork, rows: Sequence[RecordRows]) -> dict[str, list[ListingRows]]:
    """Return where records are listed, in one statement."""
    listings: dict[str, list[ListingRows]] = {}
    for each in work.listings.list_of_items([row.record.id for row in rows]) if rows else ():
        listings.setdefault(each.listing.item_id, []).append(each)
    return listings


def _key(rows: RecordRows) -> tuple[str, str]:
    return (rows.record.decided_on.isoformat(), rows.record.id)
