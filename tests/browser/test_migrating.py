"""A version that running cases take, before a real browser: chosen, tried, confirmed, told to an applicant, listed."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from story_steps import apply_button, import_sample, log_in, main_button

BAD = 400
PROCESS = "/studio/processes/credit_repair"
TASK = re.compile(r"/my/tasks/[0-9a-f-]{36}")
REWORD = """async (draft) => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const place = `${draft}/files/forms/application.form.json`;
  const read = await fetch(place);
  const body = (await read.text()).replace("缴款凭证号码", "缴款票据右上角的号码");
  const headers = { "If-Match": read.headers.get("ETag"), "X-CSRFToken": token };
  return (await fetch(place, { method: "PUT", headers, body })).status;
}"""


def begin_application(page: Page) -> str:
    """Begin an application and return where its step is."""
    log_in(page, "applicant_b")
    apply_button(page, "applicant_b").first.click()
    page.wait_for_url("**/apply")
    main_button(page).click()
    page.wait_for_url(TASK)
    found = TASK.search(page.url)
    assert found
    return found[0]


def begin_draft(page: Page) -> str:
    """Ask a question in other words, for all running cases, and return where the draft is."""
    log_in(page, "process_admin")
    page.goto(PROCESS)
    page.fill("#title", "问法更清楚")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    draft = page.url
    assert page.evaluate(REWORD, draft) < BAD
    page.goto(draft)
    page.select_option("#scope", label="用于全部在办件")
    page.fill("#note", "票据号码的问法更清楚。")
    page.get_by_role("button", name="保存说明").click()
    return draft


def opened_again(page: Page, task: str) -> None:
    """Open an application until what changed is told: the work behind it takes a moment."""
    log_in(page, "applicant_b")
    for _look in range(30):
        page.goto(task)
        if page.url.endswith("/changes"):
            break
        page.wait_for_timeout(500)


def test_running_cases_take_a_version_and_an_applicant_is_told(
    page: Page, look_at: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    import_sample(page, tmp_path)
    task = begin_application(page)
    draft = begin_draft(page)
    expect(page.locator("#running-cases")).to_contain_text("尚未提交的申请一律随新版本（现有 1 件）")
    assert look_at(page) == []
    page.goto(f"{draft}/cases?scope=ALL&show=moved")
    assert look_at(page) == []
    page.goto(draft)
    main_button(page).click()

    log_in(page, "process_admin_2")
    page.goto(draft)
    expect(page.locator("#running-cases")).to_be_visible()
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("流程已发布")).to_be_visible()

    opened_again(page, task)
    expect(page.get_by_text("票据号码的问法更清楚。")).to_be_visible()
    assert look_at(page) == []
    page.get_by_role("button", name="我已阅知，继续填写").click()
    page.wait_for_url(re.compile(r"/my/tasks/[0-9a-f-]{36}/[a-z_]+$"))

    log_in(page, "process_admin")
    here = f"{PROCESS}/versions/2"
    for place in (here, f"{here}/going-back", f"{here}/migrated?show=stayed"):
        page.goto(place)
        assert look_at(page) == []
