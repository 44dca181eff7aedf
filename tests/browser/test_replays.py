"""Finished cases are replayed through a draft before a real browser: begun, followed, and one looked at as drawn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from running_town import Town, running_town
from story_steps import log_in
from told_town import fill, told_template

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def town(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Give a service in which cases have ended."""
    with running_town(told_template(run_folder), tmp_path_factory.mktemp("town"), prepare=fill) as running:
        yield running


def test_finished_cases_are_replayed_and_one_is_looked_at(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    page.goto("/studio/processes/credit_repair")
    page.fill("#title", "历史试跑")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    page.goto(f"{page.url}/replay")
    assert look_at(page) == []
    page.get_by_role("button", name="开始试跑").click()
    expect(page.get_by_text("试跑已开始")).to_be_visible()
    done = page.locator("[data-open]")
    for _look in range(120):
        if done.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    stop = page.get_by_role("button", name="停止")
    if stop.count():  # one that was replayed is enough
        assert look_at(page) == []
        stop.click()
    expect(page.get_by_role("button", name="重新试跑")).to_be_visible()
    assert look_at(page) == []
    done.first.click()
    expect(page.locator("[data-drawn] .djs-shape.xn-done").first).to_be_visible()
    assert look_at(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert look_at(page) == []
