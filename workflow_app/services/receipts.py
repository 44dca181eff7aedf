"""Receipts that a site pushes by itself, for sites that do not answer an order with one."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError, NotSignedInError
from workflow_app.domain.ports import RefusedBySiteError, SiteStatus, UnavailableSiteError
from workflow_app.domain.site_jobs import Act
from workflow_app.domain.time import machine_now
from workflow_app.models import Listing, Site
from workflow_app.repositories.site_work import site_look
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answered_twice import note_second_answer
from workflow_app.services.gone import note_removal
from workflow_app.services.listings import LOOK_AFTER
from workflow_app.services.site_jobs import settle
from workflow_app.services.site_ways import address_of
from workflow_app.services.tools import PushedReceipt, Tools

WRONG_SIGNATURE = "SITE_SIGNATURE_REFUSED"


@dataclass(frozen=True, slots=True)
class Push:
    """What arrived: for which site, on which path, with which headers (whatever their case), and the body as sent."""

    site: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def accept_receipt(push: Push, *, tools: Tools) -> None:
    """Note a receipt; a second one says nothing new, unless it has another number.

    Raises NotSignedInError where the site did not sign it, NotFoundError SITE_UNKNOWN or LISTING_UNKNOWN, InvalidError.
    """
    with tools.database.read() as work:  # anybody may call: nothing is held for those who did not sign
        site = work.listings.find_site(push.site)
    if site is None or site.secret_cipher is None:
        raise NotFoundError("SITE_UNKNOWN")
    pushed = _read(site, push, tools)
    with tools.database.write() as work:
        rows = work.listings.get(pushed.listing_no, lock=True)
        if rows.site.id != site.id:
            raise NotFoundError("LISTING_UNKNOWN")
        _note(work, rows.listing, pushed, tools)
        work.commit()
    tools.wake.nudge()


def _read(site: Site, push: Push, tools: Tools) -> PushedReceipt:
    try:
        return tools.read_receipt(
            address_of(site, tools), path=push.path, headers=push.headers, body=push.body, now=machine_now()
        )
    except RefusedBySiteError as error:
        if error.code == WRONG_SIGNATURE:
            raise NotSignedInError(WRONG_SIGNATURE) from None
        raise InvalidError(FieldError("", error.code)) from None
    except UnavailableSiteError as error:
        raise InvalidError(FieldError("", str(error))) from None


def _note(work: UnitOfWork, listing: Listing, pushed: PushedReceipt, tools: Tools) -> None:
    """Keep what the receipt confirms, and have somebody look later, as after an answer with a receipt."""
    now = tools.clock.now()
    if pushed.receipt.status is not SiteStatus.REMOVED:
        if listing.status == "PENDING":
            listing.status, listing.shown_at = "SHOWN", now
        return
    removal = work.listings.find_unconfirmed_removal(listing.id)
    if removal is None:
        note_second_answer(work, listing, pushed.receipt.receipt_no, now=now)
        return
    if removal.confirmed_at:  # a receipt was given before and was not true
        removal.attempts += 1
    turn = removal.attempts if removal.confirmed_at else 0
    removal.status, removal.confirmed_at, removal.receipt_no = "SENT", now, pushed.receipt.receipt_no
    settle(work, removal, Act.CANCELLED, now=now)
    work.add(site_look(removal, site_id=listing.site_id, look=1, due_at=now + LOOK_AFTER, turn=turn))
    note_removal(work, removal, "site.removal_confirmed", now=now)
