"""The demo site itself: what the public sees, who may order, and its switches."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from running_sites import CODE, ROOT, SECRET, RunningSite

from workflow_app.adapters.sites_signing import Signed, headers_of, sign_answer, sign_request, write_instant
from workflow_app.domain.ids import new_id

LISTING = {"kind": "PENALTY", "subject_name": "<b>张*</b>烧烤店", "document_no": "〔2026〕044号", "amount": "12000.00"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with RunningSite(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(running: RunningSite) -> RunningSite:
    running.switch()
    return running


@pytest.fixture
def visitor(site: RunningSite) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        yield client


def an_order(method: str, path: str, values: object, key: str | None = None, **changes: str) -> httpx.Request:
    """Sign an order as the protocol says, with parts of what is signed changed as given."""
    body = values if isinstance(values, bytes) else json.dumps(values).encode()
    parts = {"key_id": CODE, "timestamp": write_instant(datetime.now(UTC)), "nonce": new_id(), **changes}
    signed = Signed(method=method, path=path, idempotency_key=key or new_id(), body=body, **parts)
    return httpx.Request(method, path, headers=headers_of(signed, sign_request(SECRET, signed)), content=body)


def send(client: httpx.Client, request: httpx.Request) -> httpx.Response:
    request.url = client.base_url.join(request.url)
    request.headers["Host"] = request.url.netloc.decode()
    return client.send(request)


def show(client: httpx.Client, **changes: object) -> str:
    number = new_id()
    answer = send(client, an_order("PUT", f"/api/listings/{number}", {**LISTING, **changes}))
    assert answer.status_code == 200, answer.text
    return number


def test_the_list_and_the_page_show_a_listing_as_delivered_and_escape_it(visitor: httpx.Client) -> None:
    number = show(visitor)

    listed, page = visitor.get("/"), visitor.get(f"/listings/{number}")

    assert "&lt;b&gt;张*&lt;/b&gt;烧烤店" in listed.text
    assert "&lt;b&gt;张*&lt;/b&gt;烧烤店" in page.text
    assert "12,000.00" in page.text
    assert page.headers["X-Site-Listing"] == "SHOWN"


def test_a_removed_listing_leaves_a_page_that_tells_nothing_of_it(visitor: httpx.Client) -> None:
    number = show(visitor)
    send(visitor, an_order("POST", f"/api/listings/{number}/removals", {"reason": "REPAIRED"}))

    page = visitor.get(f"/listings/{number}")

    assert (page.status_code, page.headers["X-Site-Listing"]) == (404, "NOT_SHOWN")
    assert "该信息已不再公示" in page.text
    assert "张*" not in page.text
    assert number not in visitor.get("/").text


@pytest.mark.parametrize("words", ["澄泓水处理", "mA3X0", "100%_纯"])
def test_the_search_finds_words_whatever_their_case_and_takes_no_wildcards(visitor: httpx.Client, words: str) -> None:
    show(visitor, subject_name="郑州澄泓水处理100%_纯有限公司", uscc="91410100MA3X0F046B")
    show(visitor, subject_name="郑州云阶1000户外传媒有限公司", document_no="〔2026〕045号")

    found = visitor.get("/", params={"q": words}).text

    assert "澄泓" in found
    assert "云阶" not in found
    assert "没有找到" in visitor.get("/", params={"q": "<script>无此名"}).text


@pytest.mark.parametrize(("language", "word"), [("zh", "正在公示"), ("en", "Shown now"), ("xx", "正在公示")])
def test_pages_speak_chinese_and_english(visitor: httpx.Client, language: str, word: str) -> None:
    assert word in visitor.get("/", params={"lang": language}).text


@pytest.mark.parametrize("path", ["/", "/listings/none", "/switches", "/nowhere", "/static/site.css", "/api/switches"])
def test_no_answer_may_be_indexed_framed_or_run_scripts(visitor: httpx.Client, path: str) -> None:
    headers = visitor.get(path).headers

    assert "noindex" in headers["X-Robots-Tag"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    assert "Disallow: /" in visitor.get("/robots.txt").text


def test_another_name_for_the_machine_leads_nowhere(visitor: httpx.Client) -> None:
    assert visitor.get("/switches", headers={"Host": "evil.example"}).status_code == 400


def test_answers_are_signed_for_exactly_the_request_that_asked(visitor: httpx.Client) -> None:
    order = an_order("PUT", f"/api/listings/{new_id()}", LISTING)
    asked = order.headers["X-Site-Signature"]

    answer = send(visitor, order)

    body, given = answer.content, answer.headers["X-Site-Signature"]
    assert given == sign_answer(SECRET, key_id=CODE, asked=asked, status=200, body=body)
    assert given != sign_answer(SECRET, key_id=CODE, asked=asked, status=409, body=body)
    assert given != sign_answer(SECRET, key_id=CODE, asked="0" * 64, status=200, body=body)


def test_the_status_tells_what_became_of_a_listing(visitor: httpx.Client) -> None:
    number = show(visitor)

    answer = send(visitor, an_order("GET", f"/api/listings/{number}", b""))
    unknown = send(visitor, an_order("GET", f"/api/listings/{new_id()}", b""))

    assert answer.json()["status"] == "SHOWN"
    assert (unknown.status_code, unknown.json()["code"]) == (404, "LISTING_UNKNOWN")
    assert unknown.headers["X-Site-Signature"]


@pytest.mark.parametrize("header", ["X-Site-Timestamp", "X-Site-Nonce", "X-Site-Key-Id", "Idempotency-Key"])
def test_an_order_changed_under_way_is_refused(visitor: httpx.Client, header: str) -> None:
    order = an_order("PUT", f"/api/listings/{new_id()}", LISTING)
    sent = order.headers[header]
    order.headers[header] = sent[:-1] + ("7" if sent[-1] != "7" else "8")

    assert send(visitor, order).status_code == 401


def test_an_order_for_another_path_or_with_another_body_is_refused(visitor: httpx.Client) -> None:
    number = show(visitor)
    moved = an_order("PUT", f"/api/listings/{new_id()}", LISTING)
    moved.url = httpx.URL(f"/api/listings/{number}")
    signed = an_order("POST", f"/api/listings/{number}/removals", {"reason": "REPAIRED"})
    changed = httpx.Request("POST", signed.url, headers=dict(signed.headers), content=b'{"reason": "REPAIRED!"}'[:22])
    changed.headers["Content-Length"] = "22"

    assert send(visitor, moved).status_code == 401
    assert send(visitor, changed).status_code == 401
    assert visitor.get(f"/listings/{number}").status_code == 200


@pytest.mark.parametrize("timestamp", ["", "yesterday", "2020-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_timestamp_outside_the_window_is_refused(visitor: httpx.Client, timestamp: str) -> None:
    answer = send(visitor, an_order("PUT", f"/api/listings/{new_id()}", LISTING, timestamp=timestamp))

    assert (answer.status_code, answer.json()["code"]) == (401, "TIMESTAMP_OUTSIDE_WINDOW")


def test_a_replayed_order_within_the_window_gets_the_stored_receipt(site: RunningSite, visitor: httpx.Client) -> None:
    order = an_order("PUT", f"/api/listings/{(number := new_id())}", LISTING)

    first, again = send(visitor, order), send(visitor, order)

    assert (first.json(), again.headers["Idempotency-Replayed"]) == (again.json(), "true")
    assert site.effects(number) == ["SHOWN"]


def test_twenty_equal_orders_at_once_have_one_effect(site: RunningSite, visitor: httpx.Client) -> None:
    number, key = show(visitor), new_id()
    path = f"/api/listings/{number}/removals"

    with ThreadPoolExecutor(8) as many:
        orders = [an_order("POST", path, {"reason": "REPAIRED"}, key) for _time in range(20)]
        answers = list(many.map(lambda order: send(visitor, order), orders))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["receipt_no"] for answer in answers}) == 1
    assert site.effects(number) == ["SHOWN", "REMOVED"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({**LISTING, "kind": 7}, "kind"),
        ({**LISTING, "fact": "x" * 4001}, "fact"),
        ({**LISTING, "listing_no": "another"}, "listing_no"),
        ({"kind": "PENALTY", "subject_name": "甲"}, "document_no"),
        (b"[]", "JSON"),
        (b"{", "JSON"),
        (b"\xff", "JSON"),
    ],
)
def test_a_listing_that_cannot_be_shown_is_refused_with_its_field(
    visitor: httpx.Client, values: object, field: str
) -> None:
    answer = send(visitor, an_order("PUT", f"/api/listings/{new_id()}", values))

    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (422, "INVALID", field)
    assert answer.headers["X-Site-Signature"]


def test_a_body_beyond_the_limit_is_refused(visitor: httpx.Client) -> None:
    answer = send(visitor, an_order("PUT", f"/api/listings/{new_id()}", {**LISTING, "fact": "x" * 70_000}))

    assert answer.status_code == 413


def token_of(visitor: httpx.Client) -> str:
    found = re.search(r'name="token" value="([^"]+)"', visitor.get("/switches").text)
    assert found
    return found[1]


def test_the_form_switches_and_a_form_without_its_token_does_not(visitor: httpx.Client) -> None:
    sent = {"fail": "on", "slow_seconds": "2", "times": "3"}

    without = visitor.post("/switches", data=sent)
    before = visitor.get("/api/switches").json()
    done = visitor.post("/switches?lang=en", data={**sent, "token": token_of(visitor)})
    after = visitor.get("/api/switches").json()

    assert (without.status_code, before["fail"]) == (403, False)
    assert (done.status_code, done.headers["Location"]) == (303, "/switches?saved=1&lang=en")
    assert (after["fail"], after["slow_seconds"], after["times"]) == (True, 2, 3)


def test_the_form_says_so_when_a_number_is_none(visitor: httpx.Client) -> None:
    answer = visitor.post("/switches", data={"slow_seconds": "many", "token": token_of(visitor)})

    assert answer.status_code == 422
    assert "请填写整数" in answer.text


def test_the_form_lets_a_removed_listing_reappear(site: RunningSite, visitor: httpx.Client) -> None:
    number = show(visitor)
    send(visitor, an_order("POST", f"/api/listings/{number}/removals", {"reason": "REPAIRED"}))

    visitor.post("/switches", data={"reappear": number, "token": token_of(visitor)})

    assert visitor.get(f"/listings/{number}").status_code == 200
    assert site.effects(number) == ["SHOWN", "REMOVED", "REAPPEARED"]


def test_a_counted_switch_goes_off_by_itself(site: RunningSite, visitor: httpx.Client) -> None:
    site.switch(refuse=True, times=2)

    statuses = [send(visitor, an_order("PUT", f"/api/listings/{new_id()}", LISTING)).status_code for _time in range(3)]

    assert statuses == [409, 409, 200]


def start_wrongly(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "demo_site", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own words


def test_a_start_that_cannot_be_is_told_in_one_line(site: RunningSite, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("short")
    common = ["--data", str(tmp_path / "data"), "--code", CODE, "--secret-file"]

    no_secret = start_wrongly("--port", "0", *common, str(tmp_path / "none"))
    short = start_wrongly("--port", "0", *common, str(tmp_path / "short"))
    taken = start_wrongly("--port", str(site.port), *common, str(site.folder / "secret"))

    assert [result.returncode for result in (no_secret, short, taken)] == [2, 2, 4]
    assert [len(result.stderr.splitlines()) for result in (no_secret, short, taken)] == [1, 1, 1]
