"""The signatures of the site protocol (docs/site-protocol.md), written here a second time on purpose.

The caller has its own implementation; that both agree over HTTP shows that the page describes the protocol fully.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

WINDOW = timedelta(minutes=5)


class SignatureError(Exception):
    """A request that its caller cannot be held to; `code` says what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Signed:
    """The parts of a request that its signature covers."""

    key_id: str
    method: str
    path: str
    timestamp: str
    nonce: str
    idempotency_key: str
    body: bytes


def request_signature(secret: bytes, request: Signed) -> str:
    """Return the signature of a request, in hex."""
    lines = (
        "XINNUO-SITE-1",
        request.key_id,
        request.method,
        request.path,
        request.timestamp,
        request.nonce,
        request.idempotency_key,
        hashlib.sha256(request.body).hexdigest(),
    )
    return _seal(secret, lines)


def answer_signature(secret: bytes, key_id: str, asked: str, status: int, body: bytes) -> str:
    """Return the signature of the answer to the request that carried the signature `asked`."""
    return _seal(secret, ("XINNUO-SITE-ANSWER-1", key_id, asked, str(status), hashlib.sha256(body).hexdigest()))


def check_request(secret: bytes, code: str, request: Signed, signature: str, *, now: datetime) -> None:
    """Accept a request signed by whoever shares the secret, within the window; raises SignatureError."""
    if request.key_id != code:
        raise SignatureError("KEY_UNKNOWN")
    expected = request_signature(secret, request).encode()
    if not hmac.compare_digest(expected, signature.encode("utf-8", "replace")):
        raise SignatureError("SIGNATURE_WRONG")
    if not request.nonce or abs(now - _instant(request.timestamp)) > WINDOW:
        raise SignatureError("TIMESTAMP_OUTSIDE_WINDOW")


def _seal(secret: bytes, lines: tuple[str, ...]) -> str:
    """Return the HMAC-SHA256 of lines joined by line feeds."""
    return hmac.new(secret, "\n".join(lines).encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def _instant(text: str) -> datetime:
    """Read an RFC 3339 instant; one that is none lies outside every window."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise SignatureError("TIMESTAMP_OUTSIDE_WINDOW") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
