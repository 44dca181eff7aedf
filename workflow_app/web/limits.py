"""How often somebody at one address may try: `@limiter.limit("10 per minute")` on a view, counted in the database."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Network, ip_address

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage

from workflow_app.domain.errors import BusyError
from workflow_app.services import limits as service
from workflow_app.web.context import current_tools

LONGEST_KEY = 200
HOUSEHOLD = 64
"""Leading bits of an IPv6 address that say whose it is; the rest anybody may choose as often as they like."""
READING = frozenset({"GET", "HEAD"})
FORGIVEN = frozenset({"api_sites.push_receipt"})
"""Views that nobody guesses at: where the database is busy, an attempt at them goes uncounted."""


class ServiceStorage(Storage):
    """The storage that the library `limits` asks; all processes share it, and a restart forgets nothing."""

    STORAGE_SCHEME = ["service"]  # noqa: RUF012 - read by the library as a class attribute

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what counts as a failure of the storage."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count and return how often it was in this window; who only reads need not wait for those who write."""
        is_forgiven = request.method in READING or request.endpoint in FORGIVEN
        with suppress(*[BusyError] if is_forgiven else ()):
            return service.count_attempt(
                key[-LONGEST_KEY:], seconds=expiry, amount=amount, tools=current_tools(), in_passing=is_forgiven
            ).count
        return 0

    def get(self, key: str) -> int:
        """Return how often it was in this window."""
        return service.attempts(key[-LONGEST_KEY:], tools=current_tools()).count

    def get_expiry(self, key: str) -> float:
        """Return when this window ends, in seconds since 1970."""
        return service.attempts(key[-LONGEST_KEY:], tools=current_tools()).until.timestamp()

    def check(self) -> bool:
        """Tell that the storage is there; a request that cannot reach the database fails by itself."""
        return True

    def reset(self) -> int | None:
        """Forget nothing: counters end by themselves."""
        return None

    def clear(self, key: str) -> None:
        """Start a counter anew."""
        service.forget_attempts(key[-LONGEST_KEY:], tools=current_tools())


def caller_network() -> str:
    """Return who calls, as far as it can be told: an IPv6 address by its /64, which is what one household is given."""
    address = get_remote_address()
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((found.packed, HOUSEHOLD), strict=False))


limiter = Limiter(caller_network, storage_uri="service://", headers_enabled=True, strategy="fixed-window")


def register(app: Flask) -> None:
    """Count calls of the views that are marked.

    The library also looks at every request for limits of the whole application, of which there are none.
    """
    limiter.init_app(app)
    app.before_request_funcs[None].remove(limiter._check_request_limit)  # noqa: SLF001 - how it registers itself
