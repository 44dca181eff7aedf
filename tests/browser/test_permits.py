"""Permits before a real browser: found, read and verified by anybody, downloaded, and reported by the data clerk."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from permits_made import CONTENT, GROUND, make_permits
from playwright.sync_api import Page, expect
from running_service import RunningService, demo_template
from story_steps import log_in

PERMIT = re.compile(r"/public/permits/[0-9a-f-]{36}$")


@pytest.fixture(scope="module")
def service(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """Give a service with three permits."""
    data = tmp_path_factory.mktemp("permits") / "data"
    shutil.copytree(demo_template(run_folder), data)
    make_permits(data)
    with RunningService(data) as running:
        yield running


def test_anybody_finds_a_permit_and_what_to_do_about_it(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    page.goto("/public")
    page.get_by_role("link", name="许可", exact=True).click()
    page.select_option("#state", "REVOKED")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert look_at(page) == []
    page.locator("[data-open]").click()
    page.wait_for_url(PERMIT)
    expect(page.get_by_text(GROUND)).to_be_visible()
    assert look_at(page) == []
    for button in ("我有异议", "我要举报"):
        page.get_by_role("link", name=button).click()
        expect(page.locator("#statement")).to_be_visible()
        assert look_at(page) == []
        page.get_by_role("link", name="返回", exact=True).click()
        page.wait_for_url(PERMIT)


def test_the_search_keeps_what_was_typed_by_keyboard_alone(page: Page) -> None:
    page.goto("/public/permits?since=2026-09-01")
    page.focus("#q")
    page.keyboard.type("宏运")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=2026-09-01"))
    expect(page.locator("#q")).to_have_value("宏运")
    expect(page.locator("#since")).to_have_value("2026-09-01")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_holder_has_its_paper_and_the_paper_its_verification(
    page: Page, look_at: Callable[[Page], list[str]]
) -> None:
    log_in(page, "applicant_b")
    page.goto("/my/permits")
    assert look_at(page) == []
    with page.expect_download() as paper:
        page.locator("main .card", has_text="建筑垃圾处置核准书").get_by_role("link", name="下载").click()
    assert paper.value.suggested_filename == "牟城管许〔2026〕3号.pdf"


def test_a_data_clerk_goes_from_what_is_due_to_the_fields_and_the_permit(
    page: Page, look_at: Callable[[Page], list[str]]
) -> None:
    log_in(page, "data_clerk")
    page.goto("/desk/dual-publicity?show=late")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="全部").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    assert look_at(page) == []
    page.locator("tr", has_text="〔2026〕3号").locator("[data-open]").click()
    expect(page.get_by_text(CONTENT)).to_be_visible()
    assert look_at(page) == []
    page.get_by_role("link", name="查看许可").click()
    expect(page.get_by_text("核验码", exact=True)).to_be_visible()
    assert look_at(page) == []


def test_pages_of_permits_read_in_english_too(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    page.goto("/public/permits?lang=en&since=2026-09-30&until=2026-09-01")
    expect(page.get_by_text("The last day is before the first one.")).to_be_visible()
    assert look_at(page) == []
    page.goto("/public/permits?state=EXPIRED")
    page.locator("[data-open]").click()
    expect(page.get_by_text("it was valid until Wed 2 Sep 2026")).to_be_visible()
    assert look_at(page) == []
