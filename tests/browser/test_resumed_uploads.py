"""A large photograph over a line that breaks: it goes on by itself from where it was, also in another window."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cutting_proxy import CuttingProxy
from photographs import jpeg
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from running_town import Town
from story_steps import import_sample, open_form

FIELD = ".xn-field:has(#field-receipt)"
PART = 512 * 1024
MANY = 60_000
LEFT = "SELECT 1 FROM page_upload WHERE page_id IS NULL AND received > 0"


@pytest.fixture(scope="module", autouse=True)
def records(
    browser: Browser, browser_context_args: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bring in the sample file, for every test of this module."""
    with browser.new_context(**browser_context_args) as context:
        import_sample(context.new_page(), tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a photograph of some megabytes."""
    path = tmp_path_factory.mktemp("photo") / "IMG_9.jpg"
    path.write_bytes(jpeg(Image.frombytes("RGB", (2000, 2600), os.urandom(2000 * 2600 * 3))))
    assert path.stat().st_size > 4 * PART
    return path


@pytest.fixture
def line(town: Town) -> Iterator[CuttingProxy]:
    """Give a line to the service."""
    with CuttingProxy(town.service.port) as proxy:
        yield proxy


@pytest.fixture
def context(browser: Browser, browser_context_args: dict[str, object], line: CuttingProxy) -> Iterator[BrowserContext]:
    """Give a telephone at the end of the line."""
    size = {"width": 390, "height": 844}
    with browser.new_context(**browser_context_args | {"base_url": line.address, "viewport": size}) as made:
        yield made


@pytest.fixture
def form(context: BrowserContext) -> Page:
    """Open the form; it has no page yet."""
    page = context.new_page()
    open_form(page, "applicant_b")
    while (there := pages(page).count()) > 0:
        pages(page).first.locator("[data-page-act=remove]").click()
        expect(pages(page)).to_have_count(there - 1)
    return page


def pages(page: Page) -> Locator:
    return page.locator(f"{FIELD} [data-page]")


def test_a_file_whose_connection_broke_goes_on_by_itself_from_where_it_was(
    form: Page, line: CuttingProxy, photo: Path, axe_violations: Callable[[Page], list[str]]
) -> None:
    size = photo.stat().st_size
    line.cut_after(size // 2)
    form.set_input_files("#field-receipt", photo)
    broken = form.locator(f"{FIELD} [data-state=broken]")
    expect(broken).to_contain_text(re.compile(r"连接中断：IMG_9\.jpg.*[1-9]\d? %"))
    expect(broken.get_by_role("progressbar")).to_be_visible()
    assert axe_violations(form) == []
    line.mend()
    expect(pages(form)).to_have_count(1, timeout=MANY)
    assert line.sent < size // 2 + 2 * PART  # the second half, and what broke in the middle


def test_a_fault_of_the_service_is_said_and_it_is_tried_again_less_and_less_often(
    form: Page, photo: Path, axe_violations: Callable[[Page], list[str]]
) -> None:
    tries = list[str]()

    def fail(route: Route) -> None:
        if route.request.method == "PATCH":
            tries.append(route.request.url)
            route.fulfill(status=503)
        else:
            route.continue_()

    form.clock.install()
    form.reload()
    form.route("**/uploads/**", fail)
    form.set_input_files("#field-receipt", photo)
    waiting = form.locator(f"{FIELD} [data-state=broken]")
    expect(waiting).to_contain_text("系统出现故障，暂时无法接收 IMG_9.jpg")
    expect(waiting).to_contain_text("0 %")
    assert axe_violations(form) == []
    form.clock.pause_at(form.evaluate("Date.now()") + 1_000)
    again = waiting.get_by_role("button", name="重试")
    with form.expect_response("**/uploads/**"):
        again.click()
    expect(again).to_be_visible()
    before = len(tries)
    form.clock.run_for(14_000)  # a broken connection would have been tried by now
    expect(again).to_be_visible()
    assert len(tries) == before
    form.unroute("**/uploads/**")
    again.click()
    form.clock.resume()
    expect(pages(form)).to_have_count(1, timeout=MANY)


def test_after_the_window_was_closed_the_same_file_goes_on_when_it_is_chosen_again(
    form: Page, context: BrowserContext, line: CuttingProxy, photo: Path
) -> None:
    size, address = photo.stat().st_size, form.url
    line.cut_after(size // 2)
    form.set_input_files("#field-receipt", photo)
    expect(form.locator(f"{FIELD} [data-state=broken]")).to_be_visible()
    form.close()
    line.mend()
    page = context.new_page()
    page.goto(address)
    assert pages(page).count() == 0
    line.mend()
    page.set_input_files("#field-receipt", photo)
    expect(pages(page)).to_have_count(1, timeout=MANY)
    assert line.sent < size // 2 + 2 * PART


def test_a_file_that_is_given_up_leaves_nothing(form: Page, line: CuttingProxy, photo: Path, town: Town) -> None:
    line.cut_after(photo.stat().st_size // 2)
    form.set_input_files("#field-receipt", photo)
    waiting = form.locator(f"{FIELD} [data-state=broken]")
    expect(waiting).to_be_visible()
    line.mend()
    form.locator(f"{FIELD} [data-pages-waiting] li").get_by_role("button", name=re.compile("^取消")).click()
    expect(form.locator(f"{FIELD} [data-state]")).to_have_count(0)
    assert pages(form).count() == 0
    assert town.ask(LEFT) == []


def test_a_file_is_gone_only_when_the_service_has_said_so(
    form: Page, line: CuttingProxy, photo: Path, axe_violations: Callable[[Page], list[str]]
) -> None:
    held = list[Route]()

    def hold(route: Route) -> None:
        held.append(route) if route.request.method == "DELETE" else route.continue_()

    form.route("**/uploads/**", hold)
    line.cut_after(photo.stat().st_size // 2)
    form.set_input_files("#field-receipt", photo)
    expect(form.locator(f"{FIELD} [data-state=broken]")).to_be_visible()
    line.mend()
    form.locator(f"{FIELD} [data-pages-waiting] li").get_by_role("button", name=re.compile("^取消")).click()
    leaving = form.locator(f"{FIELD} [data-state=leaving]")
    expect(leaving).to_have_text("正在取消：IMG_9.jpg…")
    assert axe_violations(form) == []
    held[0].fulfill(status=503)
    expect(leaving).to_have_count(0)
    expect(form.locator(f"{FIELD} [data-pages-told]")).to_contain_text("会自动清除")
