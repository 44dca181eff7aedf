"""How the tests look at a page: not before all of it is there."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

HALTING = 0.5
"""Seconds between the first words of a page and the rest: a busy machine."""
PAGE = b"""<html><head><title>%b</title></head><body><main><h1>%b</h1><a href="/next">on</a>
<details><summary>more</summary><img src="/none"></details></main></body></html>"""


class _Halting(BaseHTTPRequestHandler):
    """Says at once that a page comes, and its words later."""

    def do_GET(self) -> None:
        name = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html>")
        self.wfile.flush()
        time.sleep(HALTING)
        self.wfile.write(PAGE % (name, name))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the base's
        """Say nothing."""


@pytest.fixture
def halting_site() -> Iterator[str]:
    """Give the address of a site whose pages come in two parts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Halting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/first"
        server.shutdown()


@pytest.mark.parametrize(
    ("by", "rules"), [("axe_violations", {"html-has-lang"}), ("look_at", {"html-has-lang", "image-alt"})]
)
def test_a_page_that_a_click_leads_to_is_seen_whole(
    browser: Browser, halting_site: str, by: str, rules: set[str], request: pytest.FixtureRequest
) -> None:
    look: Callable[[Page], list[str]] = request.getfixturevalue(by)
    with closing(browser.new_page()) as page:
        page.goto(halting_site)
        page.get_by_text("on").click()
        found = look(page)
        assert page.title() == "/next"
    assert {rule for rule in ("html-has-lang", "image-alt") if any(rule in each for each in found)} == rules
