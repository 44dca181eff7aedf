"""What services show of records and subjects: plain values, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workflow_app.domain.record_content import persons_in, public_name, public_text
from workflow_app.domain.repairability import Reason, Standing, reason_on
from workflow_app.models import Subject
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.records import RecordRows
from workflow_app.services.views import SubjectView


@dataclass(frozen=True, slots=True)
class ListingView:
    """Where a record is shown: PENDING, SHOWN, REMOVING or REMOVED."""

    site: str
    site_zh: str
    site_en: str
    status: str
    shown_at: datetime | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as its subject and the desk see it; `reason` says why a repair may be asked for or why not.

    `is_drafted` tells that the open case has not been handed in, which is the applicant's to know; `batch_id` names the
    applications that it is prepared together with.
    """

    id: str
    kind: str
    document_no: str
    subject: SubjectView
    authority_code: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    violation_type: str
    facts: str
    basis: str
    decision: str
    severity: str
    regime: str
    decided_on: date
    fine: Decimal | None
    confiscation: Decimal | None
    min_until: date | None
    first_apply_on: date | None
    max_until: date | None
    status: str
    version: int
    listings: tuple[ListingView, ...]
    open_case_id: str | None
    may_apply: bool
    reason: str
    is_drafted: bool = False
    reapply_on: date | None = None
    materials: tuple[str, ...] = ()
    is_withheld: bool = False
    batch_id: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectDetail:
    """A subject and the other names it was met under."""

    id: str
    uscc: str | None
    name: str
    kind: str
    legal_representative: str | None
    status: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicRecordView:
    """A record as anybody may read it: persons masked, no identity numbers."""

    id: str
    kind: str
    subject_kind: str
    subject_name: str
    uscc: str | None
    document_no: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    violation_type: str
    facts: str
    basis: str
    decision: str
    severity: str
    decided_on: date
    fine: Decimal | None
    max_until: date | None
    status: str
    listings: tuple[ListingView, ...]


def show_listings(rows: Iterable[ListingRows]) -> tuple[ListingView, ...]:
    """Return where an item is shown."""
    return tuple(
        ListingView(
            site=each.site.code,
            site_zh=each.site.name_zh,
            site_en=each.site.name_en,
            status=each.listing.status,
            shown_at=each.listing.shown_at,
            removed_at=each.listing.removed_at,
        )
        for each in rows
    )


def show_record(
    rows: RecordRows, listings: Iterable[ListingRows], *, today: date, is_theirs: bool, reapply_on: date | None = None
) -> RecordView:
    """Return a record; only those who act for its subject may apply, and not before the day that a refusal named."""
    record, authority, content = rows.record, rows.authority, rows.record.content
    is_drafted = rows.open_case_id is not None and rows.open_case_submitted_at is None
    open_case_id = None if is_drafted and not is_theirs else rows.open_case_id
    standing = Standing(record.status, record.first_apply_on, record.max_until, open_case_id, record.kind, reapply_on)
    reason = reason_on(today, standing)
    return RecordView(
        id=record.id,
        kind=record.kind,
        document_no=record.document_no,
        subject=SubjectView(rows.subject.id, rows.subject.uscc, rows.subject.name),
        authority_code=authority.code,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority_phone=authority.phone,
        violation_type=content["violation_type"],
        facts=content["facts"],
        basis=content["basis"],
        decision=content["decision"],
        severity=record.severity,
        regime=record.regime,
        decided_on=record.decided_on,
        fine=record.fine,
        confiscation=record.confiscation,
        min_until=record.min_until,
        first_apply_on=record.first_apply_on,
        max_until=record.max_until,
        status=record.status,
        version=record.version,
        listings=show_listings(listings),
        open_case_id=open_case_id,
        is_drafted=is_drafted and is_theirs,
        may_apply=is_theirs and reason is Reason.NOW,
        reason=reason.value,
        reapply_on=reapply_on,
        is_withheld=record.withheld_at is not None or record.hidden_at is not None,
        batch_id=rows.open_batch_id if is_drafted and is_theirs else None,
    )


def show_subject(subject: Subject, names: Iterable[str]) -> SubjectDetail:
    """Return a subject with its other names."""
    return SubjectDetail(
        id=subject.id,
        uscc=subject.uscc,
        name=subject.name,
        kind=subject.kind,
        legal_representative=subject.legal_representative,
        status=subject.status,
        other_names=tuple(name for name in names if name != subject.name),
    )


def show_publicly(rows: RecordRows, listings: Iterable[ListingRows]) -> PublicRecordView:
    """Return a record as the public reads it."""
    record, subject, authority, content = rows.record, rows.subject, rows.authority, rows.record.content
    representative = subject.legal_representative
    persons = persons_in(content, kind=subject.kind, name=subject.name, representative=representative)
    return PublicRecordView(
        id=record.id,
        kind=record.kind,
        subject_kind=subject.kind,
        subject_name=public_name(subject.name, kind=subject.kind, persons=persons),
        uscc=subject.uscc,
        document_no=record.document_no,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority_phone=authority.phone,
        violation_type=public_text(content["violation_type"], persons=persons),
        facts=public_text(content["facts"], persons=persons),
        basis=public_text(content["basis"], persons=persons),
        decision=public_text(content["decision"], persons=persons),
        severity=record.severity,
        decided_on=record.decided_on,
        fine=record.fine,
        max_until=record.max_until,
        status=record.status,
        listings=show_listings(listings),
    )
