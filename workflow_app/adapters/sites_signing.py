"""Signatures of the site protocol: who ordered, and that the answer is the site's own (docs/site-protocol.md)."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Signed:
    """The parts of a request that its signature covers; `timestamp` is RFC 3339 machine time."""

    key_id: str
    method: str
    path: str
    timestamp: str
    nonce: str
    idempotency_key: str
    body: bytes = field(repr=False)


def sign_request(secret: bytes, request: Signed) -> str:
    """Return the signature of a request, in hex."""
    return _seal(
        secret,
        "XINNUO-SITE-1",
        request.key_id,
        request.method,
        request.path,
        request.timestamp,
        request.nonce,
        request.idempotency_key,
        hashlib.sha256(request.body).hexdigest(),
    )


def sign_answer(secret: bytes, *, key_id: str, asked: str, status: int, body: bytes) -> str:
    """Return the signature of the answer to the request that carried the signature `asked`."""
    return _seal(secret, "XINNUO-SITE-ANSWER-1", key_id, asked, str(status), hashlib.sha256(body).hexdigest())


def headers_of(request: Signed, signature: str) -> dict[str, str]:
    """Return the headers that carry a signed request."""
    headers = {
        "X-Site-Key-Id": request.key_id,
        "X-Site-Timestamp": request.timestamp,
        "X-Site-Nonce": request.nonce,
        "X-Site-Signature": signature,
    }
    return headers | ({"Idempotency-Key": request.idempotency_key} if request.idempotency_key else {})


def is_signed(secret: bytes, request: Signed, signature: str, *, now: datetime) -> bool:
    """Tell whether a request that a site pushed is its own and not older or newer than the window."""
    if not same(sign_request(secret, request), signature):
        return False
    instant = read_instant(request.timestamp)
    return bool(request.nonce) and instant is not None and abs(now - instant) <= WINDOW


def same(expected: str, given: str) -> bool:
    """Compare two signatures in a time that tells nothing about where they differ."""
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))


def write_instant(instant: datetime) -> str:
    """Write an aware instant as RFC 3339 in UTC."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_instant(text: object) -> datetime | None:
    """Read an RFC 3339 instant with its offset; None where the text is no such thing."""
    try:
        instant = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return instant.astimezone(UTC) if instant and instant.tzinfo else None


def _seal(secret: bytes, *lines: str) -> str:
    return hmac.new(secret, "\n".join(lines).encode("utf-8", "replace"), hashlib.sha256).hexdigest()
