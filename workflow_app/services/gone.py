"""What follows once a listing was seen to be gone: its removal is verified, and the last one tells the case."""

from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.models import Removal
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.site_work import removals_confirmed
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.recheck_plans import plan_rechecks
from workflow_app.services.reopened import REAPPEARED, tell_gone_again


def hold_removal(work: UnitOfWork, removal_id: str) -> tuple[ListingRows, list[Removal]]:
    """Return a removal's listing and the removals of its case, held until commit; one may have been taken over."""
    rows = work.listings.removal(removal_id)
    work.listings.get(rows.listing.id, lock=True)  # before its removals, as whoever orders something down does
    return rows, list(work.listings.lock_removals(rows.removal)) if rows.removal else []


def confirm_gone(
    work: UnitOfWork, rows: ListingRows, removal: Removal, removals: list[Removal], *, now: datetime
) -> None:
    """Note that a listing is gone; the last one gone tells the case.

    A record that was ordered down without a case, and came to be due on show meanwhile, goes on show again.
    """
    removal.status, removal.verified_at = "VERIFIED", now
    rows.listing.status, rows.listing.removed_at = "REMOVED", now
    note_removal(work, removal, "site.removal_verified", now=now)
    plan_rechecks(work, rows, removal, now=now)
    if removal.reason == REAPPEARED:
        tell_gone_again(work, rows, removal, now=now)
    if removal.case_id and all(each.status == "VERIFIED" for each in removals):
        work.add(removals_confirmed(removal.case_id, removal, now=now))
    if removal.case_id is None:
        found = work.records.get(rows.listing.item_id)
        work.add(*Publishing((), now).show_again(found.record, found.subject, rows, after=removal))


def note_removal(
    work: UnitOfWork, removal: Removal, action: str, *, now: datetime, actor: Actor = SERVICE, **more: object
) -> None:
    """Chain what happened at a site to the trail of the case that asked; what ended by itself was noted when it did."""
    if removal.case_id is None:
        return
    data = {"removal": removal.id, "listing": removal.listing_id, "receipt_no": removal.receipt_no, **more}
    record_for_case(work, case_id=removal.case_id, actor=actor, action=action, data=data, now=now)
