"""A record as anybody may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow_app.domain.record_content import persons_in, public_name, public_text, told_to_all
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.records import RecordRows
from workflow_app.services.listing_views import ListingView, show_listings


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
    first_apply_on: date | None
    max_until: date | None
    status: str
    listings: tuple[ListingView, ...]


def show_publicly(rows: RecordRows, listings: Iterable[ListingRows]) -> PublicRecordView:
    """Return a record as the public reads it."""
    record, subject, authority, content = rows.record, rows.subject, rows.authority, rows.record.content
    representative, (facts, decision) = subject.legal_representative, told_to_all(content)
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
        facts=public_text(facts, persons=persons),
        basis=public_text(content["basis"], persons=persons),
        decision=public_text(decision, persons=persons),
        severity=record.severity,
        decided_on=record.decided_on,
        fine=record.fine,
        first_apply_on=record.first_apply_on,
        max_until=record.max_until,
        status=record.status,
        listings=show_listings(listings),
    )
