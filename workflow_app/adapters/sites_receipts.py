"""Reads a receipt that a site pushes to us, for sites that do not answer an order with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.adapters.sites_address import checked_listing_no
from workflow_app.adapters.sites_answers import receipt_from
from workflow_app.adapters.sites_signing import Signed, is_signed
from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, SiteReceipt, SiteStatus

LARGEST_RECEIPT = 64 * 1024


@dataclass(frozen=True, slots=True)
class PushedReceipt:
    """A receipt and the listing it is for; a second one with the same number says nothing new."""

    listing_no: str
    receipt: SiteReceipt


def read_pushed_receipt(
    site: SiteAddress, *, path: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> PushedReceipt:
    """Return what a POST to `path` tells, if the site signed it; `headers` must ignore case, `now` is machine time.

    Raises RefusedBySiteError SITE_SIGNATURE_REFUSED or SITE_RECEIPT_INVALID, UnavailableSiteError for a receipt
    without number, instant or a status that an order can lead to.
    """
    values = read_pushed(site, path=path, headers=headers, body=body, now=now)
    listing_no = checked_listing_no(values.get("listing_no"))
    wanted = SiteStatus.REMOVED if values.get("status") == SiteStatus.REMOVED else SiteStatus.SHOWN
    return PushedReceipt(listing_no, receipt_from(values, listing_no=listing_no, wanted=wanted))


def read_pushed(
    site: SiteAddress,
    *,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
    largest: int = LARGEST_RECEIPT,
) -> Mapping[str, object]:
    """Return what a POST to `path` says, if the site signed it; `headers` must ignore case, `now` is machine time.

    Raises RefusedBySiteError SITE_SIGNATURE_REFUSED or SITE_RECEIPT_INVALID.
    """
    request = Signed(
        key_id=headers.get("X-Site-Key-Id", ""),
        method="POST",
        path=path,
        timestamp=headers.get("X-Site-Timestamp", ""),
        nonce=headers.get("X-Site-Nonce", ""),
        idempotency_key=headers.get("Idempotency-Key", ""),
        body=body,
    )
    signature = headers.get("X-Site-Signature", "")
    known = request.key_id == site.code and len(body) <= largest
    if not known or not is_signed(site.secret, request, signature, now=now):
        raise RefusedBySiteError("SITE_SIGNATURE_REFUSED")
    return _object(body)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedBySiteError("SITE_RECEIPT_INVALID") from error
    if not isinstance(values, dict):
        raise RefusedBySiteError("SITE_RECEIPT_INVALID")
    return values
