"""Finished cases are replayed through a draft before a real browser: begun, followed, and one looked at as drawn."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in

PHONE = {"width": 390, "height": 844}


def test_finished_cases_are_replayed_and_one_is_looked_at(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    page.goto("/studio/processes/ordinary_approval")
    page.fill("#title", "历史试跑")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    page.goto(f"{page.url}/replay")
    assert look_at(page) == []
    page.get_by_role("button", name="开始试跑").click()
    expect(page.get_by_text("试跑已开始")).to_be_visible()
    again = page.get_by_role("link", name="查看进度")
    for _look in range(60):
        if not again.count():
            break
        page.wait_for_timeout(1000)
        again.click()
    expect(page.get_by_role("button", name="重新试跑")).to_be_visible()
    assert look_at(page) == []
    page.locator("[data-open]").first.click()
    expect(page.locator("[data-drawn] .djs-shape.xn-done").first).to_be_visible()
    assert look_at(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert look_at(page) == []
