"""A version that running cases take, before a real browser: chosen, tried, confirmed, told to an applicant, listed."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import apply_button, log_in, main_button
from studio_steps import take_tests_out

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


def test_running_cases_take_a_version_and_an_applicant_is_told(
    page: Page, look_at: Callable[[Page], list[str]]
) -> None:
    log_in(page, "applicant_b")
    apply_button(page, "applicant_b").first.click()
    page.wait_for_url("**/apply")
    main_button(page).click()
    page.wait_for_url(TASK)
    task = page.url[: TASK.search(page.url).end()]  # type: ignore[union-attr] # it was waited for

    log_in(page, "process_admin")
    page.goto(PROCESS)
    page.fill("#title", "问法更清楚")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    draft = page.url
    assert page.evaluate(REWORD, draft) < 300
    take_tests_out(page, draft, "credit_repair")
    page.goto(draft)
    page.select_option("#scope", label="用于全部在办件")
    page.fill("#note", "票据号码的问法更清楚。")
    page.get_by_role("button", name="保存说明").click()
    expect(page.locator("#running-cases strong")).to_have_text("用于全部在办件")
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

    log_in(page, "applicant_b")
    for _look in range(30):
        page.goto(task)
        if page.url.endswith("/changes"):
            break
        page.wait_for_timeout(500)
    expect(page.get_by_text("票据号码的问法更清楚。")).to_be_visible()
    assert look_at(page) == []
    page.get_by_role("button", name="我已阅知，继续填写").click()
    page.wait_for_url(re.compile(r"/my/tasks/[0-9a-f-]{36}/[a-z_]+$"))

    log_in(page, "process_admin")
    number = page.evaluate(
        "async (place) => (await (await fetch(place)).text()).match(/versions\\/(\\d+)/)[1]", PROCESS
    )
    for place in (f"{PROCESS}/versions/{number}", f"{PROCESS}/versions/{number}/going-back"):
        page.goto(place)
        assert look_at(page) == []
    page.goto(f"{PROCESS}/versions/{number}/migrated?show=stayed")
    assert look_at(page) == []
