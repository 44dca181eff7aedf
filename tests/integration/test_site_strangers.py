"""The connector and whoever may answer in a site's place: proxies, strangers, hostile addresses."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from running_sites import CODE, ROOT, SECRET, stranger

from demo_site import signing as theirs
from workflow_app.adapters import sites_signing as ours
from workflow_app.adapters.sites import HttpSiteConnector, open_site_client
from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, UnavailableSiteError


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with open_site_client() as opened:
        yield opened


@pytest.fixture
def connector(client: httpx.Client) -> HttpSiteConnector:
    return HttpSiteConnector(client, lambda: datetime.now(UTC))


HTTP_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
RECEIPT = b'{"receipt_no":"X-1","listing_no":"L-1","status":"REMOVED","at":"2026-09-29T01:00:00Z"}'


def answered(head: bytes, body: bytes = b"") -> bytes:
    return head + b"Content-Length: " + str(len(body)).encode() + b"\r\nConnection: close\r\n\r\n" + body


STRANGE = {
    "a receipt without a signature": (answered(HTTP_OK, RECEIPT), "SITE_ANSWER_NOT_SIGNED"),
    "a receipt with a wrong signature": (
        answered(HTTP_OK + b"X-Site-Signature: " + b"0" * 64 + b"\r\n", RECEIPT),
        "SITE_ANSWER_NOT_SIGNED",
    ),
    "a maintenance page": (answered(b"HTTP/1.1 200 OK\r\n", b"<h1>back soon</h1>"), "SITE_ANSWER_NOT_SIGNED"),
    "a refusal by a stranger": (answered(b"HTTP/1.1 403 Forbidden\r\n"), "SITE_ANSWER_NOT_SIGNED"),
    "too many requests": (answered(b"HTTP/1.1 429 Too Many Requests\r\n"), "SITE_BUSY"),
    "a bad gateway": (answered(b"HTTP/1.1 502 Bad Gateway\r\n"), "SITE_FAULT"),
    "an oversized answer": (answered(HTTP_OK, b"x" * 70_000), "SITE_ANSWER_TOO_LARGE"),
    "an answer without an end": (HTTP_OK + b"\r\n" + b"x" * 70_000, "SITE_ANSWER_TOO_LARGE"),
    "a compressed answer": (answered(HTTP_OK + b"Content-Encoding: gzip\r\n", b"bomb"), "SITE_ANSWER_ENCODED"),
    "a cut answer": (HTTP_OK + b"Content-Length: 500\r\n\r\n{", "SITE_DROPPED"),
    "no HTTP at all": (b"SSH-2.0-OpenSSH_9.2\r\n", "SITE_DROPPED"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_an_odd_answer_is_nobodys_word_and_the_order_is_tried_again(connector: HttpSiteConnector, name: str) -> None:
    answer, code = STRANGE[name]
    with stranger(answer) as (url, _heard):
        wrong = SiteAddress(code=CODE, base_url=url, secret=SECRET)

        with pytest.raises(UnavailableSiteError) as fault:
            connector.remove(wrong, key="K-1", listing_no="L-1", reason="REPAIRED")

    assert str(fault.value) == code


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
def test_a_redirect_is_not_followed(connector: HttpSiteConnector, status: str) -> None:
    with stranger(answered(HTTP_OK, RECEIPT)) as (elsewhere, heard):
        head = f"HTTP/1.1 {status}\r\nLocation: {elsewhere}/listings/L-1\r\n".encode()
        with stranger(answered(head)) as (url, _heard):
            wrong = SiteAddress(code=CODE, base_url=url, secret=SECRET)
            with pytest.raises(UnavailableSiteError, match="SITE_REDIRECTED"):
                connector.look(wrong, listing_no="L-1")
            with pytest.raises(UnavailableSiteError, match="SITE_REDIRECTED"):
                connector.remove(wrong, key="K-1", listing_no="L-1", reason="REPAIRED")

    assert heard == []


@pytest.mark.parametrize(
    "answer",
    [
        answered(b"HTTP/1.1 404 Not Found\r\n", b"<h1>nginx</h1>"),
        answered(b"HTTP/1.1 200 OK\r\n", b"<h1>parked</h1>"),
        answered(b"HTTP/1.1 200 OK\r\nX-Site-Listing: NOT_SHOWN\r\n"),
        answered(b"HTTP/1.1 404 Not Found\r\nX-Site-Listing: SHOWN\r\n"),
    ],
    ids=["a proxy's 404", "a parked page", "a page against its header", "a 404 against its header"],
)
def test_a_page_that_is_not_the_sites_own_proves_no_removal(connector: HttpSiteConnector, answer: bytes) -> None:
    with stranger(answer) as (url, _heard), pytest.raises(UnavailableSiteError, match="SITE_PAGE_STRANGE"):
        connector.look(SiteAddress(code=CODE, base_url=url, secret=SECRET), listing_no="L-1")


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "file:///etc/passwd",
        "ftp://site.example",
        "//site.example",
        "http://",
        "http://user:word@site.example",
        "http://site.example@evil.example",
        "http://site.example?x=",
        "http://site.example#",
        "http://site.example\\@evil.example",
        "http://site.example\r\nX: y",
        "http://169.254.169.254/latest",
        "http://[fe80::1]",
        "http://0.0.0.0",
        "http://2130706433",
        "http://0x7f.1",
        "http://127.1",
        "http://[::ffff:169.254.169.254]",
        "http://site.example:0",
        "http://site.example:99999",
        "http://[broken",
    ],
)
def test_a_hostile_address_is_refused_before_anything_is_sent(connector: HttpSiteConnector, base_url: str) -> None:
    hostile = SiteAddress(code=CODE, base_url=base_url, secret=SECRET)

    with pytest.raises(RefusedBySiteError) as refusal:
        connector.look(hostile, listing_no="L-1")

    assert refusal.value.code == "SITE_ADDRESS_INVALID"


@pytest.mark.parametrize(
    "listing_no", ["", "../switches", "a/b", "a?b", "a#b", "a b", "号", "a\r\nX: y", ".", "x" * 81]
)
def test_a_listing_number_that_could_lead_elsewhere_is_refused(connector: HttpSiteConnector, listing_no: str) -> None:
    address = SiteAddress(code=CODE, base_url="http://127.0.0.1:9", secret=SECRET)
    calls: tuple[Callable[[], object], ...] = (
        lambda: connector.look(address, listing_no=listing_no),
        lambda: connector.remove(address, key="K", listing_no=listing_no, reason="REPAIRED"),
        lambda: connector.show(address, key="K", listing={"listing_no": listing_no}),
    )
    for call in calls:
        with pytest.raises(RefusedBySiteError) as refusal:
            call()
        assert refusal.value.code == "SITE_LISTING_INVALID"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["in the head", "in the body"])
def test_a_site_that_answers_byte_by_byte_is_cut_off(client: httpx.Client, start: bytes) -> None:
    impatient = HttpSiteConnector(client, lambda: datetime.now(UTC), seconds=0.5)
    began = time.monotonic()

    with stranger(start, b"x" * 600, pause=0.1) as (url, _heard):
        with pytest.raises(UnavailableSiteError, match="SITE_TIMEOUT"):
            impatient.remove(SiteAddress(CODE, url, SECRET), key="K-1", listing_no="L-1", reason="REPAIRED")
        waited = time.monotonic() - began

    assert waited < 30, "the answer would have taken a minute"


def test_nothing_of_a_caller_is_told_to_the_public_page(connector: HttpSiteConnector) -> None:
    with stranger(answered(b"HTTP/1.1 200 OK\r\nX-Site-Listing: SHOWN\r\nSet-Cookie: a=b\r\n")) as (url, heard):
        for _time in range(2):
            connector.look(SiteAddress(CODE, url, SECRET), listing_no="L-1")

    assert heard[1].startswith(b"GET /listings/L-1 HTTP/1.1\r\n")
    assert b"cookie" not in heard[1].lower()
    assert b"x-site" not in heard[1].lower()


def test_the_example_in_the_protocols_page_is_what_both_sides_compute() -> None:
    page = (ROOT / "docs" / "site-protocol.md").read_text(encoding="utf-8")
    secret, body = b"0123456789abcdef", b'{"reason":"REPAIRED"}'
    path, at = "/api/listings/L-1/removals", "2026-09-29T01:00:00.000Z"

    asked = ours.sign_request(secret, ours.Signed(CODE, "POST", path, at, "n-1", "k-1", body))
    theirs_asked = theirs.request_signature(secret, theirs.Signed(CODE, "POST", path, at, "n-1", "k-1", body))
    answered_so = ours.sign_answer(secret, key_id=CODE, asked=asked, status=200, body=b"{}")
    theirs_answered = theirs.answer_signature(secret, CODE, asked, 200, b"{}")

    assert asked == theirs_asked
    assert answered_so == theirs_answered
    assert f"`{asked}`" in page
    assert f"`{answered_so}`" in page
