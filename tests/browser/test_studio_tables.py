"""The editor of decision tables before a real browser: a rule is put in, tried, and written by keyboard."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in, main_button

DRAFT = re.compile(r"/studio/drafts/[0-9a-f-]{36}$")


def test_a_rule_is_put_in_tried_and_taken_out(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    page.goto("/studio/processes/credit_repair")
    page.fill("#title", "退回三次的直接决定")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url(DRAFT)
    page.locator("a[href$='/table/repair_tables.dmn']").click()
    expect(page.get_by_role("heading", name="复审后如何办理", level=1)).to_be_visible()
    assert look_at(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    gaps = "(cells) => new Set(cells.map((cell) => getComputedStyle(cell).marginTop)).size"
    assert page.locator(".xn-decision tbody td").evaluate_all(gaps) == 1, "a cell stands apart from its row on a phone"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="规则 1").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="在上方添加规则").click()
    expect(page.get_by_role("heading", name="规则 1")).to_be_visible()
    page.locator("#test-1").fill(">= 3")
    page.locator("#value-0").fill('"DECISION"')
    page.get_by_label("中文").fill("退回三次的，直接决定")
    page.get_by_label("英文").fill("Returned three times: straight to the decision")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已保存。")).to_be_visible()
    tried = page.locator("#try")
    tried.get_by_label("退回初审次数").fill("3")
    tried.get_by_role("button", name="看适用哪条规则").click()
    expect(tried.get_by_role("status")).to_contain_text("规则 1")
    expect(page.locator("tr.xn-hit th")).to_have_text("规则 1")
    assert look_at(page) == []
    page.locator("#test-1").fill("三次")
    main_button(page).click()
    expect(page.locator("#error-test-1")).to_be_visible()
    expect(page.locator("#test-1")).to_have_value("三次")
