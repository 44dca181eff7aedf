"""The editor of a form before a real browser: what is typed is seen at once, beside it, and nothing typed is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from story_steps import log_in, main_button

DRAFT = re.compile(r"/studio/drafts/[0-9a-f-]{36}$")
REVIEW = "forms/first_review.form.json"


@pytest.fixture
def draft(page: Page) -> str:
    """Begin a draft and return where it is."""
    log_in(page, "process_admin")
    page.goto("/studio/processes/credit_repair")
    page.fill("#title", "初审意见加一项")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url(DRAFT)
    return page.url


def test_a_part_is_put_in_and_seen_as_it_is_typed(page: Page, draft: str, look_at: Callable[[Page], list[str]]) -> None:
    page.locator("a[href$='/form/forms/first_review.form.json']").click()
    expect(page.get_by_role("heading", name="表单内容")).to_be_visible()
    assert look_at(page) == []
    page.goto(f"{draft}/form/{REVIEW}?at=review_first")
    page.get_by_label("类型").select_option(label="单选")
    page.get_by_role("button", name="添加到末尾").click()
    preview = page.locator("[data-form-preview]")
    expect(preview.get_by_text("新的一项")).to_be_visible()
    page.locator("#label").fill("是否移送第三次审查")
    expect(preview.get_by_role("radiogroup", name="是否移送第三次审查")).to_be_visible()
    page.locator("#key").fill("third_review")
    page.get_by_label("第 1 个选项的中文").fill("移送")
    expect(preview.get_by_label("移送")).to_be_visible()
    page.locator("#shown_when").fill("first_opinion=AGREE")
    group = preview.get_by_role("radiogroup", name="是否移送第三次审查")
    expect(group).to_be_hidden()
    preview.locator("[name=first_opinion][value=AGREE]").check()
    expect(group).to_be_visible()
    main_button(page).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    expect(page.locator("#key")).to_have_value("third_review")
    assert look_at(page) == []


def test_what_is_wrong_is_told_while_it_is_typed_and_kept(page: Page, draft: str) -> None:
    page.goto(f"{draft}/form/{REVIEW}?part=0")
    page.locator("#key").fill("Not A Name")
    expect(page.locator("[data-preview-told]")).to_contain_text("小写字母")
    main_button(page).click()
    expect(page.locator("#error-key")).to_contain_text("小写字母")
    expect(page.locator("#key")).to_have_value("Not A Name")
    page.locator("#key").fill("first_view")
    main_button(page).click()
    expect(page.get_by_text("已保存。")).to_be_visible()


def test_it_is_written_by_keyboard_alone(page: Page, draft: str) -> None:
    page.goto(f"{draft}/form/{REVIEW}")
    page.get_by_role("button", name=re.compile("^下移")).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".xn-form-parts a").nth(1)).to_have_text("初审意见")
    page.locator(".xn-form-parts a").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("#label").focus()
    page.keyboard.press("End")
    page.keyboard.type("（甲）")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已保存。")).to_be_visible()
    expect(page.locator("#label")).to_have_value("初审意见（甲）")


def test_a_page_of_questions_is_seen_as_the_applicant_is_asked(
    page: Page, draft: str, look_at: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{draft}/form/forms/application.form.json")
    preview = page.locator("[data-form-preview]")
    expect(preview.get_by_role("heading", name="请填写缴款情况")).to_be_visible()
    page.get_by_label("所在环节").select_option(label="初审")
    page.wait_for_url(re.compile("at=review_first"))
    expect(preview.get_by_text("未填写").first).to_be_visible()
    page.get_by_label("表单语言").select_option("en")
    page.wait_for_url(re.compile("in=en"))
    expect(preview.get_by_text("Receipt number")).to_be_visible()
    assert look_at(page) == []
