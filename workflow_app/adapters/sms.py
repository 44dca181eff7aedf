"""Hands short messages to a gateway: one signed JSON POST each (docs/sms-protocol.md).

The same key and text make the same order, so a gateway that keeps the key sends once. Errors carry a code and nothing
of the message; nothing is logged here.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from workflow_app.adapters.sites_exchange import Answer, exchange, new_request
from workflow_app.adapters.sites_signing import write_instant
from workflow_app.domain.message_ports import ChannelDownError, Handed, Message, MessageRefusedError
from workflow_app.domain.ports import RefusedBySiteError, UnavailableSiteError

WHOLE_SECONDS = 10.0
COUNTRY = "+86"
ACCEPTED = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED})
LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY})
STRANGERS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
NUMBER_REJECTED = "NUMBER_REJECTED"
LONGEST_REFERENCE = 100
FAULTS = {
    "SITE_TIMEOUT": "CHANNEL_TIMEOUT",
    "SITE_DROPPED": "CHANNEL_DROPPED",
    "SITE_UNREACHABLE": "CHANNEL_UNREACHABLE",
}


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Where short messages are handed over, and the key that is shared with the gateway."""

    url: str
    key_id: str
    key: bytes = field(repr=False)


class HttpSmsSender:
    """The SMS port on HTTP; safe to share between threads. `now` gives machine time."""

    def __init__(
        self,
        client: httpx.Client,
        gateway: SmsGateway,
        now: Callable[[], datetime],
        *,
        seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._client = client
        self._gateway = gateway
        self._now = now
        self._seconds = seconds

    def send(self, message: Message) -> Handed:
        """Hand an SMS over; raises the errors of the port."""
        values = {"reference": message.key, "text": message.written.text, "to": COUNTRY + message.to}
        body = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": message.key,
            "X-Sms-Key-Id": self._gateway.key_id,
            "X-Sms-Timestamp": write_instant(self._now()),
            "X-Sms-Nonce": uuid4().hex,
        }
        headers["X-Sms-Signature"] = sign_order(self._gateway, headers, body)
        try:
            request = new_request("POST", self._gateway.url, headers, body)
            answer = exchange(self._client, request, seconds=self._seconds)
        except UnavailableSiteError as error:
            raise ChannelDownError(FAULTS.get(str(error), "CHANNEL_STRANGE")) from error
        except RefusedBySiteError as error:
            raise ChannelDownError("CHANNEL_ADDRESS", soon=True) from error
        return _read(answer)


def sign_order(gateway: SmsGateway, headers: Mapping[str, str], body: bytes) -> str:
    """Return the signature of an order, in hex: who sends what, when, and under which key."""
    lines = (
        "XINNUO-SMS-1",
        gateway.key_id,
        "POST",
        urlsplit(gateway.url).path or "/",
        headers["X-Sms-Timestamp"],
        headers["X-Sms-Nonce"],
        headers["Idempotency-Key"],
        hashlib.sha256(body).hexdigest(),
    )
    return hmac.new(gateway.key, "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def _read(answer: Answer) -> Handed:
    """Return what the gateway decided."""
    values = _object(answer.body)
    if answer.status in ACCEPTED:
        reference = "".join(each for each in str(values.get("message_id", "")) if each.isprintable())
        return Handed(reference=reference[:LONGEST_REFERENCE])
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise ChannelDownError("CHANNEL_LIMIT")
    if answer.status in STRANGERS:
        raise ChannelDownError("CHANNEL_LOGIN", soon=True)
    if answer.status in LATER or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ChannelDownError("CHANNEL_BUSY")
    if values.get("code") == NUMBER_REJECTED:
        return Handed(rejected=NUMBER_REJECTED)
    raise MessageRefusedError(f"SMS_{answer.status}")


def _object(body: bytes) -> dict[str, object]:
    """Return the JSON object of an answer; one that is none says nothing beside its status."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
