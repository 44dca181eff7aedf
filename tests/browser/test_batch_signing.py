"""An agent has three applications signed by one link; the pages of both are looked at with axe, wide and on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from batch_pages import HEAD, HEAD_MOBILE, KEYS, ready, with_agent_of_h
from builders import Service, build_service
from entering import newest_code, with_outbox
from page_readers import PASSWORD, reader
from playwright.sync_api import Browser, Page, expect
from signing_steps import link
from werkzeug.serving import make_server

Look = Callable[[Page], list[str]]


@pytest.fixture
def shown(tmp_path: Path, database_url: str) -> Iterator[tuple[Service, str]]:
    made = with_outbox(with_agent_of_h(build_service(database_url, tmp_path / "data", penalties=KEYS)))
    server = make_server("127.0.0.1", 0, made.app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield made, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    made.parts.close()


def test_one_link_signs_three_applications(browser: Browser, shown: tuple[Service, str], look_at: Look) -> None:
    service, base = shown
    batch = ready(reader(service, "applicant_h"), 3, signer=True)
    page = _page(browser, base)
    page.goto("/login")
    page.fill("#username", "applicant_h")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/my**")
    page.goto(f"{batch}/signing")
    assert look_at(page) == []
    page.fill("#mobile", HEAD_MOBILE)
    page.locator("#ask-form button[type=submit]").dblclick()
    expect(page.locator("main")).to_contain_text("等待签字")
    assert look_at(page) == []
    _sign(_page(browser, base), service, look_at)
    page.goto(f"{batch}/signing")
    assert look_at(page) == []
    page.locator("#hand-in button").click()
    expect(page.locator("h1")).to_have_text("已提交3件申请")


def _page(browser: Browser, base: str) -> Page:
    """Return a browser of its own, in Chinese."""
    context = browser.new_context(base_url=base, bypass_csp=True)
    context.add_cookies([{"name": "lang", "value": "zh", "url": base}])
    return context.new_page()


def _sign(phone: Page, service: Service, look_at: Look) -> None:
    """Open the link, decline without a reason, and sign."""
    here = link(service)
    phone.goto(here)
    phone.locator("#mobile-form button").click()
    code = newest_code(service)
    phone.goto(here)
    phone.fill("#code", code)
    phone.locator("#code-form button").click()
    phone.fill("#name", HEAD)
    phone.locator("#name-form button").click()
    expect(phone.locator("[id^=application-]")).to_have_count(3)
    assert look_at(phone) == []
    phone.locator("#decline-form button").click()
    expect(phone.locator("#error-summary")).to_be_visible()
    assert look_at(phone) == []
    phone.check("#has_read")
    phone.locator("#sign-form button").click()
    expect(phone.locator("main")).to_contain_text("您已签署3件申请")
    assert look_at(phone) == []
