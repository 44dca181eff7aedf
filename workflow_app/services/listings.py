"""Telling other sites what to show and what to take down, and looking afterwards whether they did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, SiteReceipt, SiteStatus
from workflow_app.domain.site_jobs import Act, JobKind
from workflow_app.models import DueWork, Removal
from workflow_app.repositories.listings import ON_SHOW, UNCONFIRMED, ListingRows
from workflow_app.repositories.site_work import site_look
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.gone import confirm_gone, hold_removal, note_removal
from workflow_app.services.handlers import Handler
from workflow_app.services.site_jobs import cancel_jobs, open_removal, open_showing, refused_for_good, settle
from workflow_app.services.site_ways import address_of, page_of, told_by_people
from workflow_app.services.tools import Tools

LOOK_AFTER = timedelta(minutes=1)
LOOK_AGAIN_AFTER = timedelta(hours=1)
LOOKS_BEFORE_INCIDENT = 3
NEVER_SHOWN = "SITE_LISTING_UNKNOWN"
STILL_SHOWN = "SITE_STILL_SHOWN"
SEEN_AFTER = ("SENT", "REFUSED")
"""A removal that was refused is looked at too, once a person asks for it: the site may have done it after all."""


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
    if told_by_people(rows.site):
        _show_by_people(work, rows, row, tools)
        return None
    return Showing(address_of(rows.site, tools), row.key, row.payload["listing"])


def _show_by_people(work: UnitOfWork, rows: ListingRows, row: DueWork, tools: Tools) -> None:
    """Have people put back or change what a site shows; what is new there, the regular reports have brought."""
    if rows.listing.status == "PENDING" and not work.site_jobs.was_ordered_down(rows.listing.id):
        rows.listing.status, rows.listing.shown_at = "SHOWN", tools.clock.now()
    else:
        open_showing(work, rows, key=row.key, tools=tools)


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
    removal.status, now = "ORDERED", tools.clock.now()
    cancel_jobs(work, rows.listing.id, kind=JobKind.SHOW, now=now)
    if told_by_people(rows.site):
        open_removal(work, rows, removal, now=now)
        return None
    removal.attempts += 1
    return Removing(address_of(rows.site, tools), _order_key(removal), rows.listing.id, removal.reason)


def _order_key(removal: Removal) -> str:
    """Return under which key a removal is ordered: another one once a receipt was given and not true."""
    turn = f":{int(removal.confirmed_at.timestamp())}" if removal.confirmed_at else ""
    return f"{removal.id}{turn}"


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
    turn = removal.attempts if removal.confirmed_at else 0
    removal.status, removal.confirmed_at = "SENT", now
    removal.receipt_no = told.receipt_no if isinstance(told, SiteReceipt) else None
    settle(work, removal, Act.CANCELLED, now=now)
    work.add(site_look(removal, site_id=rows.site.id, look=1, due_at=now + LOOK_AFTER, turn=turn))
    note_removal(work, removal, "site.removal_confirmed", now=now)


def _refused_remove(work: UnitOfWork, row: DueWork, error: RefusedBySiteError, tools: Tools) -> None:
    """Make it plain that a site refuses to take a listing down, unless it has confirmed that meanwhile."""
    rows = work.listings.removal(row.payload["removal_id"])
    removal = work.listings.find_unconfirmed_removal(rows.listing.id)
    if removal is not None and removal.id == row.payload["removal_id"]:
        removal.status = "REFUSED"
        refused_for_good(work, removal, reason=error.code, now=tools.clock.now())


def _prepare_look(work: UnitOfWork, row: DueWork, tools: Tools) -> Looking | None:
    """Read where to look."""
    rows = work.listings.removal(row.payload["removal_id"])
    if rows.removal is None or rows.removal.status not in SEEN_AFTER:
        return None
    del tools
    return Looking(page_of(rows.site), rows.listing.id, row.payload["look"])


def _tell_look(prepared: object, tools: Tools) -> SiteStatus:
    """Look as the public would; after the last patient look a person must."""
    assert isinstance(prepared, Looking)  # noqa: S101 - what `_prepare_look` made
    seen = tools.connector.look(prepared.site, listing_no=prepared.listing_no)
    if seen is not SiteStatus.REMOVED and prepared.look >= LOOKS_BEFORE_INCIDENT:
        raise RefusedBySiteError(STILL_SHOWN, prepared.site.code)
    return seen


def _record_look(work: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Note that a listing is gone, or look again later."""
    rows, removals = hold_removal(work, row.payload["removal_id"])
    removal = next((each for each in removals if each.id == row.payload["removal_id"]), None)
    if told is None or removal is None or removal.status not in SEEN_AFTER:
        return
    now = tools.clock.now()
    if told is not SiteStatus.REMOVED:
        look = row.payload["look"] + 1
        turn, due_at = row.payload.get("turn", 0), now + LOOK_AGAIN_AFTER
        work.add(site_look(removal, site_id=rows.site.id, look=look, due_at=due_at, turn=turn))
        return
    settle(work, removal, Act.SEEN_GONE, now=now)
    confirm_gone(work, rows, removal, removals, now=now)


def _refused_look(work: UnitOfWork, row: DueWork, error: RefusedBySiteError, tools: Tools) -> None:
    """Make it plain that a site says it took a listing down and shows it all the same."""
    removal = work.listings.removal(row.payload["removal_id"]).removal
    if removal is not None and removal.status in SEEN_AFTER and error.code == STILL_SHOWN:
        removal.status = "REFUSED"
        refused_for_good(work, removal, reason=error.code, now=tools.clock.now())


SITE_SHOW = Handler(prepare=_prepare_show, tell=_tell_show, record=_record_show)
SITE_REMOVE = Handler(prepare=_prepare_remove, tell=_tell_remove, record=_record_remove, refused=_refused_remove)
SITE_LOOK = Handler(prepare=_prepare_look, tell=_tell_look, record=_record_look, refused=_refused_look)
