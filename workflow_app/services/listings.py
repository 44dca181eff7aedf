"""Telling other sites what to show and what to take down, and looking afterwards whether they did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, SiteReceipt, SiteStatus
from workflow_app.models import DueWork, Removal
from workflow_app.repositories.listings import ON_SHOW, UNCONFIRMED
from workflow_app.repositories.site_work import order_key, removals_confirmed, site_look
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.handlers import Handler
from workflow_app.services.publishing import Publishing
from workflow_app.services.reappearing import REASON as REAPPEARED
from workflow_app.services.reappearing import Reappearance
from workflow_app.services.rechecks import plan_rechecks
from workflow_app.services.site_addresses import address_of
from workflow_app.services.tools import Tools

LOOK_AFTER = timedelta(minutes=1)
LOOK_AGAIN_AFTER = timedelta(hours=1)
LOOKS_BEFORE_INCIDENT = 3
NEVER_SHOWN = "SITE_LISTING_UNKNOWN"


@dataclass(frozen=True, slots=True)
class Showing:
    """What a site is asked to show; the same key is the same order, however often it is sent."""

    site: SiteAddress
    key: str
    listing: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Removing:
    """What a site is asked to take down."""

    site: SiteAddress
    key: str
    listing_no: str
    reason: str


@dataclass(frozen=True, slots=True)
class Looking:
    """A look at a site's public page, the n-th for this removal."""

    site: SiteAddress
    listing_no: str
    look: int


def _prepare_show(work: UnitOfWork, row: DueWork, tools: Tools) -> Showing | None:
    """Read what to show; nothing, where the listing was ordered down or its content changed in the meantime."""
    rows = work.listings.get(row.payload["listing_id"])
    if rows.listing.status not in ON_SHOW or row.payload["version"] < work.listings.record_version(rows.listing):
        return None
    return Showing(address_of(rows.site, tools), row.key, row.payload["listing"])


def _tell_show(prepared: object, tools: Tools) -> SiteReceipt:
    """Have it shown."""
    assert isinstance(prepared, Showing)  # noqa: S101 - what `_prepare_show` made
    return tools.connector.show(prepared.site, key=prepared.key, listing=prepared.listing)


def _record_show(work: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Note that a site shows a listing."""
    listing = work.listings.get(row.payload["listing_id"], lock=True).listing
    if told is not None and listing.status == "PENDING":
        listing.status, listing.shown_at = "SHOWN", tools.clock.now()


def _prepare_remove(work: UnitOfWork, row: DueWork, tools: Tools) -> Removing | None:
    """Read what to take down, and count the attempt; one that was refused is under way again."""
    rows = work.listings.removal(row.payload["removal_id"])
    removal = rows.removal
    if removal is None or removal.status not in UNCONFIRMED:
        return None
    removal.status, removal.attempts = "ORDERED", removal.attempts + 1
    return Removing(address_of(rows.site, tools), order_key(removal), rows.listing.id, removal.reason)


def _tell_remove(prepared: object, tools: Tools) -> SiteReceipt | SiteStatus:
    """Order it down; a site that never had the listing has nothing to take down, and will be looked at like others."""
    assert isinstance(prepared, Removing)  # noqa: S101 - what `_prepare_remove` made
    try:
        return tools.connector.remove(
            prepared.site, key=prepared.key, listing_no=prepared.listing_no, reason=prepared.reason
        )
    except RefusedBySiteError as error:
        if error.code != NEVER_SHOWN:
            raise
        return SiteStatus.UNKNOWN


def _record_remove(work: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Keep the receipt, and have somebody look in a minute."""
    rows = work.listings.removal(row.payload["removal_id"])
    removal = rows.removal
    if told is None or removal is None or removal.status != "ORDERED":
        return
    now = tools.clock.now()
    removal.status, removal.confirmed_at = "SENT", now
    removal.receipt_no = told.receipt_no if isinstance(told, SiteReceipt) else None
    work.add(site_look(removal, site_id=rows.site.id, look=1, due_at=now + LOOK_AFTER))
    _note(work, removal, "site.removal_confirmed", now=now)


def _refused_remove(work: UnitOfWork, row: DueWork) -> None:
    """Note that a site refuses to take a listing down, unless it has confirmed that meanwhile."""
    rows = work.listings.removal(row.payload["removal_id"])
    removal = work.listings.find_unconfirmed_removal(rows.listing.id)
    if removal is not None and removal.id == row.payload["removal_id"]:
        removal.status = "REFUSED"


def _prepare_look(work: UnitOfWork, row: DueWork, tools: Tools) -> Looking | None:
    """Read where to look."""
    rows = work.listings.removal(row.payload["removal_id"])
    if rows.removal is None or rows.removal.status != "SENT":
        return None
    return Looking(address_of(rows.site, tools), rows.listing.id, row.payload["look"])


def _tell_look(prepared: object, tools: Tools) -> SiteStatus:
    """Look as the public would; after the last patient look a person must."""
    assert isinstance(prepared, Looking)  # noqa: S101 - what `_prepare_look` made
    seen = tools.connector.look(prepared.site, listing_no=prepared.listing_no)
    if seen is not SiteStatus.REMOVED and prepared.look >= LOOKS_BEFORE_INCIDENT:
        raise RefusedBySiteError("SITE_STILL_SHOWN", prepared.site.code)
    return seen


def _record_look(work: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Note that a listing is gone, or look again later; the last one gone tells the case.

    A record that was ordered down without a case, and came to be due on show meanwhile, goes on show again.
    """
    rows = work.listings.removal(row.payload["removal_id"])
    work.listings.get(rows.listing.id, lock=True)  # before its removals, as whoever orders something down does
    removals = work.listings.lock_removals(rows.removal) if rows.removal else ()
    removal = next((each for each in removals if each.id == row.payload["removal_id"]), None)
    if told is None or removal is None or removal.status != "SENT":
        return
    now = tools.clock.now()
    if told is not SiteStatus.REMOVED:
        look, mark, at = row.payload["look"] + 1, row.payload.get("mark", ""), now + LOOK_AGAIN_AFTER
        work.add(site_look(removal, site_id=rows.site.id, look=look, due_at=at, mark=mark))
        return
    removal.status, removal.verified_at = "VERIFIED", now
    rows.listing.status, rows.listing.removed_at = "REMOVED", now
    _note(work, removal, "site.removal_verified", now=now)
    plan_rechecks(work, rows, removal, tools=tools)
    if removal.reason == REAPPEARED:
        Reappearance(work, rows, removal, now).tell_gone()
    if removal.case_id and all(_is_verified(each) for each in removals):
        work.add(removals_confirmed(removal.case_id, removal, now=now))
    if removal.case_id is None:
        found = work.records.get(rows.listing.item_id)
        work.add(*Publishing((), now).show_again(found.record, found.subject, rows, after=removal))


def _note(work: UnitOfWork, removal: Removal, action: str, *, now: datetime) -> None:
    """Chain what a site said to the audit trail of the case that asked; what ended by itself was noted when it did."""
    if removal.case_id is None:
        return
    data = {"removal": removal.id, "listing": removal.listing_id, "receipt_no": removal.receipt_no}
    record_for_case(work, case_id=removal.case_id, actor=SERVICE, action=action, data=data, now=now)


def _is_verified(removal: Removal) -> bool:
    return removal.status == "VERIFIED"


SITE_SHOW = Handler(prepare=_prepare_show, tell=_tell_show, record=_record_show)
SITE_REMOVE = Handler(prepare=_prepare_remove, tell=_tell_remove, record=_record_remove, refused=_refused_remove)
SITE_LOOK = Handler(prepare=_prepare_look, tell=_tell_look, record=_record_look)
