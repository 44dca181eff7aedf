"""A page that was open when the rules changed, before a real browser: it saves itself, and its pledge is asked anew."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from story_steps import begin_application, import_sample, log_in, main_button

BAD = 400
SAVED = re.compile(r"/draft$")
PROCESS = "/studio/processes/credit_repair"
WORDS = (
    "一、所提交材料真实、合法、完整；",
    "一、所提交材料真实、合法、完整，并愿承担一切后果；",
    "一、所提交的材料均属实；",
)
REWORD = """async ([draft, old, now]) => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const place = `${draft}/files/forms/application.form.json`;
  const read = await fetch(place);
  const body = (await read.text()).replace(old, now);
  const headers = { "If-Match": read.headers.get("ETag"), "X-CSRFToken": token };
  return (await fetch(place, { method: "PUT", headers, body })).status;
}"""


def pledge_otherwise(page: Page, old: str, now: str) -> None:
    """Publish a version in which the pledge is worded in another way."""
    log_in(page, "process_admin")
    page.goto(PROCESS)
    page.fill("#title", "承诺书用语")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    draft = page.url
    assert page.evaluate(REWORD, [draft, old, now]) < BAD
    page.goto(draft)
    page.fill("#note", "承诺书的用语更明确。")
    main_button(page).click()
    page.wait_for_load_state()
    log_in(page, "process_admin_2")
    page.goto(draft)
    main_button(page).click()
    expect(page.get_by_text("流程已发布")).to_be_visible()


def told(page: Page, task: str, now: str) -> None:
    """Open an application until new words are told: the work behind it takes a moment."""
    for _look in range(30):
        page.goto(task)
        if page.url.endswith("/changes") and now in page.inner_text("main"):
            break
        page.wait_for_timeout(500)
    expect(page.locator("main")).to_contain_text(now)


def test_an_old_page_saves_itself_and_pledges_nothing(
    page: Page,
    browser: Browser,
    browser_context_args: dict[str, object],
    look_at: Callable[[Page], list[str]],
    tmp_path: Path,
) -> None:
    import_sample(page, tmp_path)
    begin_application(page)
    task = page.url.rsplit("/", 1)[0]
    page.goto(f"{task}?all=1")
    pledge = page.locator("input[name=pledge]").first
    with page.expect_response(SAVED):
        pledge.check()

    staff = browser.new_context(**browser_context_args).new_page()
    pledge_otherwise(staff, *WORDS[:2])
    other = page.context.new_page()
    told(other, task, WORDS[1])
    pledge_otherwise(staff, *WORDS[1:])
    staff.context.close()
    told(page.context.new_page(), task, WORDS[2])
    read = "我已阅知，继续填写"
    other.get_by_role("button", name=read).click()
    expect(other.get_by_text("打开该页面后规则又有变动")).to_be_visible()
    assert look_at(other) == []
    other.get_by_role("button", name=read).click()
    other.wait_for_url(re.compile(r"/my/tasks/[0-9a-f-]{36}/[a-z_]+$"))

    with page.expect_response(SAVED):
        page.fill("[name=rectification_summary]", "写完了")
    expect(pledge).to_be_checked()
    other.goto(f"{task}?all=1")
    expect(other.locator("[name=rectification_summary]")).to_have_value("写完了")
    expect(other.locator("input[name=pledge]").first).not_to_be_checked()
