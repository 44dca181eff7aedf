"""What services show of records and subjects: plain values, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from workflow_app.domain.gate_rules import origin_of
from workflow_app.domain.repairability import Reason, Standing, card_of, reason_on
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.records import RecordRows
from workflow_app.services.broken_promises import BrokenPromise, broken_promise
from workflow_app.services.gate_views import ReasonView
from workflow_app.services.listing_views import DecidingSite, ListingView, show_listings
from workflow_app.services.subject_views import SubjectDetail, show_subject
from workflow_app.services.views import SubjectView

__all__ = [
    "ListingView",
    "RecordView",
    "SubjectDetail",
    "show_listings",
    "show_record",
    "show_subject",
]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as its subject and the desk see it; `reason` says why a repair may be asked for or why not.

    `is_drafted` tells that the open case has not been handed in, which is the applicant's to know; `batch_id` names the
    applications that it is prepared together with. `card` is the one thing that it says (`domain.repairability.Card`),
    `rule_of_law` stands behind a no, `denied` the reason of the gate where that is what stands against it.
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
    card: str = ""
    rule_of_law: str = ""
    denied: ReasonView | None = None
    elsewhere: tuple[DecidingSite, ...] = ()
    broken: BrokenPromise | None = None


_CHECKS = {
    Reason.NOT_IN_FORCE: "RECORD_NOT_REPAIRABLE",
    Reason.SHOWN_LONG_ENOUGH: "NOT_DISPLAYED",
    Reason.OTHER_PROCEDURE: "OTHER_PROCEDURE",
}
"""By reason the check of the gate that says the same, which names the rule of law."""


def show_record(
    rows: RecordRows,
    listings: Iterable[ListingRows],
    *,
    today: date,
    is_theirs: bool,
    reapply_on: date | None = None,
    denied: ReasonView | None = None,
) -> RecordView:
    """Return a record; only those who act for its subject may apply, and not before the day that a refusal named."""
    record = rows.record
    is_drafted = rows.open_case_id is not None and rows.open_case_submitted_at is None
    open_case_id = None if is_drafted and not is_theirs else rows.open_case_id
    standing = Standing(record.status, record.first_apply_on, record.max_until, open_case_id, record.kind, reapply_on)
    reason = reason_on(today, standing)
    reason = Reason.DENIED if denied is not None and reason is Reason.NOW else reason
    in_question = record.withheld_at is not None or record.hidden_at is not None
    card = card_of(reason, status=record.status, in_question=in_question)
    return replace(
        _facts(rows, listings, open_case_id=open_case_id, reason=reason),
        is_drafted=is_drafted and is_theirs,
        may_apply=is_theirs and reason is Reason.NOW,
        reapply_on=reapply_on,
        is_withheld=in_question,
        card=card.value,
        rule_of_law=denied.origin if denied is not None else origin_of(_CHECKS.get(reason, "")),
        denied=denied,
        batch_id=rows.open_batch_id if is_drafted and is_theirs else None,
    )


def _facts(
    rows: RecordRows, listings: Iterable[ListingRows], *, open_case_id: str | None, reason: Reason
) -> RecordView:
    """Return what is on record, before anybody's right to apply is looked at."""
    record, authority, content = rows.record, rows.authority, rows.record.content
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
        may_apply=False,
        reason=reason.value,
        broken=broken_promise(record),
    )
