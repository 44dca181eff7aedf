"""Pushes receipts to the caller, for those who wait for a message instead of asking."""

import json
import logging
import threading
from datetime import UTC, datetime
from uuid import uuid4

import httpx

from demo_site.orders import Receipt
from demo_site.settings import Settings
from demo_site.signing import Signed, request_signature
from demo_site.site import instant

LOG = logging.getLogger(__name__)


def push_receipt(settings: Settings, receipt: Receipt, *, copies: int) -> None:
    """Send a receipt in the background, where an address for it is set; failing to is no harm."""
    if settings.push_url:
        threading.Thread(target=_push, args=(settings, settings.push_url, receipt, copies), daemon=True).start()


def _push(settings: Settings, url: str, receipt: Receipt, copies: int) -> None:
    with httpx.Client(trust_env=False, timeout=5) as client:
        for _copy in range(copies):
            request = signed_push(settings, url, receipt, now=datetime.now(UTC))
            try:
                client.send(request)
            except httpx.HTTPError as error:
                LOG.warning("receipt %s was not taken: %s", receipt.receipt_no, type(error).__name__)


def signed_push(settings: Settings, url: str, receipt: Receipt, *, now: datetime) -> httpx.Request:
    """Return the signed request that tells a receipt; its number is the idempotency key."""
    body = json.dumps(receipt.document(), ensure_ascii=False).encode()
    signed = Signed(
        key_id=settings.code,
        method="POST",
        path=httpx.URL(url).path,
        timestamp=instant(now),
        nonce=uuid4().hex,
        idempotency_key=receipt.receipt_no,
        body=body,
    )
    headers = {
        "Content-Type": "application/json",
        "X-Site-Key-Id": signed.key_id,
        "X-Site-Timestamp": signed.timestamp,
        "X-Site-Nonce": signed.nonce,
        "Idempotency-Key": signed.idempotency_key,
        "X-Site-Signature": request_signature(settings.secret, signed),
    }
    return httpx.Request("POST", url, content=body, headers=headers)
