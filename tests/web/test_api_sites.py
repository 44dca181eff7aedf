"""A site pushes its receipt, signed; anybody else is turned away."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from builders import NOW, Service
from callers import API, Caller, Json

from workflow_app.adapters.sites_signing import Signed, headers_of, sign_request, write_instant
from workflow_app.domain.time import machine_now

Callers = Callable[[str | None], Caller]
SITE = "CREDIT_ZZ"
PATH = f"/sites/{SITE}/receipts"
SECRET = "a secret shared with one site only"


@pytest.fixture
def listing_no(service: Service) -> str:
    """Share a secret with the site, and return the listing that it was asked to show."""
    with service.tools.database.write() as work:
        site = work.listings.find_site(SITE)
        assert site is not None
        site.secret_cipher = service.tools.cipher.encrypt(SECRET)
        work.commit()
    with service.tools.database.read() as work:
        records = work.records.search_shown("宏运", today=NOW.date())
        rows = work.listings.list_of_items([records[0].record.id])
        return next(each.listing.id for each in rows if each.site.code == SITE)


def _signed(receipt: Json, *, secret: str = SECRET, at: datetime | None = None) -> Json:
    body = json.dumps(receipt).encode()
    request = Signed(SITE, "POST", API + PATH, write_instant(at or machine_now()), "nonce-1", "", body)
    headers = headers_of(request, sign_request(secret.encode(), request))
    return {"data": body, "content_type": "application/json", "headers": headers}


def _receipt(listing_no: str, status: str = "SHOWN") -> Json:
    return {"listing_no": listing_no, "receipt_no": "R-1", "at": "2026-09-29T01:00:00Z", "status": status}


def test_receipt_of_the_site_is_noted_once(caller: Callers, listing_no: str) -> None:
    site = caller(None)
    for _time in range(2):
        assert site.post(PATH, **_signed(_receipt(listing_no))).get_json() == {"accepted": True}
    with site.service.tools.database.read() as work:
        assert work.listings.get(listing_no).listing.status == "SHOWN"


def test_receipt_that_another_signed_or_that_is_old_is_refused(caller: Callers, listing_no: str) -> None:
    receipt = _receipt(listing_no)
    for request in (_signed(receipt, secret="another"), _signed(receipt, at=datetime(2026, 9, 1, tzinfo=UTC))):
        assert caller(None).post(PATH, expect=401, **request).get_json()["code"] == "SITE_SIGNATURE_REFUSED"


def test_receipt_for_a_listing_of_nobody_is_not_found(caller: Callers, listing_no: str) -> None:
    assert listing_no
    unknown = "01890000-0000-7000-8000-000000000000"
    assert caller(None).post(PATH, expect=404, **_signed(_receipt(unknown))).get_json()["code"] == "LISTING_UNKNOWN"
    caller(None).post("/sites/NOBODY/receipts", expect=404, json=_receipt(unknown))


def test_a_stranger_who_goes_on_trying_is_asked_to_wait(caller: Callers) -> None:
    wrong = {"listing_no": "x", "receipt_no": "y", "at": "2026-09-29T09:00:00+08:00", "status": "SHOWN"}
    answers = [caller(None).post(PATH, json=wrong, expect=status).status_code for status in [404] * 60 + [429]]
    assert len(answers) == 61
