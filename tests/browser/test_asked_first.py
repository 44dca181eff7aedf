"""Before somebody is asked whether they really want something, what must be filled in is looked at."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in, main_button

PAUSE = "/studio/processes/credit_repair/pauses"


def test_nobody_is_asked_to_agree_to_what_would_be_refused(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    page.goto(PAUSE)
    asked = page.locator("#xn-confirm")
    main_button(page).click()
    expect(page.locator("#error-notice_zh")).to_contain_text("请填写")
    expect(page.locator("#error-ends_at")).to_contain_text("请填写")
    expect(page.locator("#notice_zh")).to_be_focused()
    expect(asked).to_be_hidden()
    assert look_at(page) == []
    page.fill("#notice_zh", "系统升级")
    expect(page.locator("#error-notice_zh")).to_have_count(0)
    page.fill("#notice_en", "An upgrade")
    main_button(page).click()
    expect(page.locator("#ends_at")).to_be_focused()
    expect(asked).to_be_hidden()
    page.fill("#ends_at", "2026-10-09T09:00")
    main_button(page).click()
    expect(asked).to_be_visible()
    asked.locator("[data-part=yes]").click()
    expect(page.get_by_text("系统升级")).to_be_visible()


def test_what_needs_no_answer_is_asked_at_once(page: Page) -> None:
    log_in(page, "process_admin")
    page.goto("/studio/processes/ordinary_approval")
    page.fill("#title", "又一份")
    page.get_by_role("button", name="新建草稿").click()
    page.get_by_text("更多").first.click()
    page.get_by_role("button", name="废弃此草稿").click()
    expect(page.locator("#xn-confirm")).to_be_visible()
