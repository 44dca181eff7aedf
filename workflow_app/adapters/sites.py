"""Orders listings up and down at other sites over signed HTTP and looks whether they are still there."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import httpx

from workflow_app.adapters.sites_address import base_of, checked_key, checked_listing_no
from workflow_app.adapters.sites_answers import read_answer, read_public_page, read_receipt
from workflow_app.adapters.sites_exchange import WHOLE_EXCHANGE_SECONDS, Answer, exchange, new_request, open_site_client
from workflow_app.adapters.sites_signing import Signed, headers_of, sign_request, write_instant
from workflow_app.domain.ports import SiteAddress, SiteReceipt, SiteStatus

__all__ = ["HttpSiteConnector", "open_site_client"]


class HttpSiteConnector:
    """The site protocol from the caller's side; safe to share between threads.

    `now` gives machine time: a site compares it with its own clock. Errors carry a stable code and nothing of a body;
    nothing is logged here. No call takes longer than `seconds` once the site's name is resolved.
    """

    def __init__(
        self, client: httpx.Client, now: Callable[[], datetime], *, seconds: float = WHOLE_EXCHANGE_SECONDS
    ) -> None:
        self._client = client
        self._now = now
        self._seconds = seconds

    def show(self, site: SiteAddress, *, key: str, listing: Mapping[str, object]) -> SiteReceipt:
        """Put a listing on show; it names itself in `listing_no`."""
        listing_no = checked_listing_no(listing.get("listing_no"))
        path = f"/api/listings/{listing_no}"
        return self._order(site, "PUT", path, key, listing, listing_no=listing_no, wanted=SiteStatus.SHOWN)

    def remove(self, site: SiteAddress, *, key: str, listing_no: str, reason: str) -> SiteReceipt:
        """Order a listing down; one that is down already gives a receipt too."""
        path = f"/api/listings/{checked_listing_no(listing_no)}/removals"
        values = {"reason": reason}
        return self._order(site, "POST", path, key, values, listing_no=listing_no, wanted=SiteStatus.REMOVED)

    def answer(self, site: SiteAddress, *, key: str, outside_no: str, result: Mapping[str, object]) -> None:
        """Tell a site what came of an application that it had pushed; any signed 200 says that it knows."""
        values = {**result, "outside_no": outside_no}
        signed, answer = self._send(site, "POST", "/api/results", key, values)
        read_answer(site, answer, asked=signed)

    def look(self, site: SiteAddress, *, listing_no: str) -> SiteStatus:
        """Fetch the public page, unsigned and uncached as anybody would: SHOWN or REMOVED."""
        url = f"{base_of(site)}/listings/{checked_listing_no(listing_no)}"
        request = new_request("GET", url, {"Accept": "text/html", "Cache-Control": "no-cache"})
        return read_public_page(exchange(self._client, request, seconds=self._seconds))

    def _order(
        self,
        site: SiteAddress,
        method: str,
        path: str,
        key: str,
        values: Mapping[str, object],
        *,
        listing_no: str,
        wanted: SiteStatus,
    ) -> SiteReceipt:
        """Send one signed order and return its receipt."""
        signature, answer = self._send(site, method, path, key, values)
        return read_receipt(site, answer, asked=signature, listing_no=listing_no, wanted=wanted)

    def _send(
        self, site: SiteAddress, method: str, path: str, key: str, values: Mapping[str, object]
    ) -> tuple[str, Answer]:
        """Send something signed. The same key and values make the same bytes, so a repeat is known as one."""
        body = json.dumps(values, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        signed = Signed(
            key_id=site.code,
            method=method,
            path=path,
            timestamp=write_instant(self._now()),
            nonce=uuid4().hex,
            idempotency_key=checked_key(key),
            body=body,
        )
        signature = sign_request(site.secret, signed)
        headers = {"Content-Type": "application/json", "Accept": "application/json", **headers_of(signed, signature)}
        request = new_request(method, base_of(site) + path, headers, body)
        return signature, exchange(self._client, request, seconds=self._seconds)


def _plain(value: object) -> str:
    """Write what JSON has no word for: dates and instants as RFC 3339, money as a decimal string."""
    if isinstance(value, datetime):
        return write_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
