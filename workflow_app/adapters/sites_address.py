"""Where a connector may go: to the configured host of a site and nowhere else."""

import ipaddress
import re
from urllib.parse import urlsplit

from workflow_app.domain.ports import RefusedBySiteError, SiteAddress

LISTING_NO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
KEY = re.compile(r"[\x21-\x7e]{1,200}")


def base_of(site: SiteAddress) -> str:
    """Return the base URL without its last slash; raises RefusedBySiteError SITE_ADDRESS_INVALID."""
    try:
        parts = urlsplit(site.base_url)
        usable = (
            parts.scheme in {"http", "https"}
            and parts.port != 0
            and _is_plain_host(parts.hostname or "")
            and parts.username is None
            and parts.password is None
            and not re.search(r"[\s\\?#\x00-\x1f\x7f]", site.base_url)
        )
    except ValueError:
        usable = False
    if not usable:
        raise RefusedBySiteError("SITE_ADDRESS_INVALID")
    return site.base_url.rstrip("/")


def checked_listing_no(listing_no: object) -> str:
    """Return a listing number that needs no escaping in a path; raises RefusedBySiteError SITE_LISTING_INVALID."""
    if not isinstance(listing_no, str) or not LISTING_NO.fullmatch(listing_no):
        raise RefusedBySiteError("SITE_LISTING_INVALID", "listing_no")
    return listing_no


def checked_key(key: str) -> str:
    """Return an idempotency key that fits a header; raises RefusedBySiteError SITE_LISTING_INVALID."""
    if not KEY.fullmatch(key):
        raise RefusedBySiteError("SITE_LISTING_INVALID", "key")
    return key


def _is_plain_host(host: str) -> bool:
    """Refuse what no site has: no host, and the addresses behind which machines keep their own secrets."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A dotted or hexadecimal number that is no address is still read as one by the resolver.
        return bool(host) and not re.fullmatch(r"(0x[0-9a-f]+|\d+)(\.(0x[0-9a-f]+|\d+))*\.?", host)
    return not (address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved)
