"""Whom it concerns that a listing shows again, or is gone once more: its people, and the office."""

from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.models import Removal
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit

REAPPEARED = "REAPPEARED"
"""The reason of a removal that was ordered because the site shows again what it had taken down."""


def tell_subject(
    unit: UnitOfWork, rows: ListingRows, removal: Removal, code: str, *, now: datetime, **more: object
) -> None:
    """Tell the people of a record what became of it on a site."""
    telling = _telling(unit, rows, removal, code, more)
    unit.add(telling.for_subject(unit.records.get(rows.listing.item_id).subject.id, now=now))


def tell_office(
    unit: UnitOfWork, rows: ListingRows, removal: Removal, code: str, *, now: datetime, **more: object
) -> None:
    """Tell the data clerks of the authority, who work at sites."""
    path = f"/desk/records/{rows.listing.item_id}"
    unit.add(_telling(unit, rows, removal, code, {"path": path, **more}).for_role(Role.DATA_CLERK, now=now))


def tell_gone_again(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, now: datetime) -> None:
    """Tell the people of a listing that had shown again that it is gone once more."""
    tell_subject(unit, rows, removal, "LISTING_GONE_AGAIN", now=now)


def note_of_removal(
    unit: UnitOfWork, removal: Removal, *, actor: Actor, action: str, now: datetime, **more: object
) -> None:
    """Chain what became of a removal to the trail of its case, or where there is none, of the authority."""
    data = {"removal": removal.id, "listing": removal.listing_id, "receipt_no": removal.receipt_no, **more}
    if removal.case_id is not None:
        audit.record_for_case(unit, case_id=removal.case_id, actor=actor, action=action, data=data, now=now)
        return
    listing = unit.listings.get(removal.listing_id).listing
    data["record"] = listing.item_id
    authority = unit.records.get(listing.item_id).authority
    audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)


def _telling(unit: UnitOfWork, rows: ListingRows, removal: Removal, code: str, more: dict[str, object]) -> Telling:
    found, site = unit.records.get(rows.listing.item_id), rows.site
    facts = {"document_no": found.record.document_no, "site_zh": site.name_zh, "site_en": site.name_en, **more}
    return Telling(code, found.authority.id, facts, case_id=removal.case_id, record_id=found.record.id)
