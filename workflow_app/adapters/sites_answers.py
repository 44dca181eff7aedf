"""What a site's answer means: a receipt, a refusal for a person, or something to try again.

Only an answer with a valid signature is the site's; whatever else comes back came from somebody on the way (a proxy, a
maintenance page, a stranger) and says nothing about the order, so the same order is simply sent again.
"""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus

from workflow_app.adapters.sites_exchange import Answer
from workflow_app.adapters.sites_signing import read_instant, same, sign_answer
from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, SiteReceipt, SiteStatus, UnavailableSiteError

TRY_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
REFUSALS: Mapping[str, str] = {
    "LISTING_UNKNOWN": "SITE_LISTING_UNKNOWN",
    "IDEMPOTENCY_MISMATCH": "SITE_KEY_REUSED",
    "INVALID": "SITE_LISTING_INVALID",
}
LONGEST_DETAIL = 200
RECEIPT_NO = re.compile(r"[\x21-\x7e]{1,80}")


def read_receipt(site: SiteAddress, answer: Answer, *, asked: str, listing_no: str, wanted: SiteStatus) -> SiteReceipt:
    """Return the receipt in an answer to the request signed `asked`; raises the two errors of the port."""
    return receipt_from(read_answer(site, answer, asked=asked), listing_no=listing_no, wanted=wanted)


def read_answer(site: SiteAddress, answer: Answer, *, asked: str) -> Mapping[str, object]:
    """Return what a site answered that did what it was asked; raises the two errors of the port."""
    _stop_at_fault(site, answer, asked=asked)
    values = _object(answer.body)
    if answer.status != HTTPStatus.OK:
        raise _refusal(values)
    return values


def receipt_from(values: Mapping[str, object], *, listing_no: str, wanted: SiteStatus) -> SiteReceipt:
    """Return the receipt that a site wrote, if it is for this order; raises UnavailableSiteError."""
    receipt_no, at = values.get("receipt_no"), read_instant(values.get("at"))
    if not isinstance(receipt_no, str) or not RECEIPT_NO.fullmatch(receipt_no) or at is None:
        raise UnavailableSiteError("SITE_RECEIPT_INVALID")
    if values.get("listing_no") != listing_no or values.get("status") != wanted:
        raise UnavailableSiteError("SITE_RECEIPT_FOR_ANOTHER")
    return SiteReceipt(receipt_no=receipt_no, at=at, status=wanted)


def read_public_page(answer: Answer) -> SiteStatus:
    """Return what the public page says; raises UnavailableSiteError where it is not the site's own page."""
    said = answer.headers.get("X-Site-Listing")
    if answer.status == HTTPStatus.OK and said == "SHOWN":
        return SiteStatus.SHOWN
    if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE} and said == "NOT_SHOWN":
        return SiteStatus.REMOVED
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnavailableSiteError("SITE_FAULT")
    raise UnavailableSiteError("SITE_PAGE_STRANGE")


def _stop_at_fault(site: SiteAddress, answer: Answer, *, asked: str) -> None:
    """Let only a signed answer pass that is a receipt or a refusal."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnavailableSiteError("SITE_FAULT")
    if answer.status in TRY_AGAIN:
        raise UnavailableSiteError("SITE_BUSY")
    if answer.status == HTTPStatus.UNAUTHORIZED:
        # It cannot sign for a caller whom it does not know; the secret or a clock is wrong, and a person must look.
        raise RefusedBySiteError("SITE_SIGNATURE_REFUSED")
    expected = sign_answer(site.secret, key_id=site.code, asked=asked, status=answer.status, body=answer.body)
    if not same(expected, answer.headers.get("X-Site-Signature", "")):
        raise UnavailableSiteError("SITE_ANSWER_NOT_SIGNED")


def _object(body: bytes) -> Mapping[str, object]:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnavailableSiteError("SITE_ANSWER_INVALID") from error
    if not isinstance(values, dict):
        raise UnavailableSiteError("SITE_ANSWER_INVALID")
    return values


def _refusal(values: Mapping[str, object]) -> RefusedBySiteError:
    code, detail = str(values.get("code", "")), str(values.get("detail", ""))
    text = "".join(letter for letter in f"{code}: {detail}"[:LONGEST_DETAIL] if letter.isprintable())
    return RefusedBySiteError(REFUSALS.get(code, "SITE_REFUSED"), text)
