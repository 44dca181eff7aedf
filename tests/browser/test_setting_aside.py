"""An emergency beside a version that waits for its day, before a real browser: agreed to, red, and written anew."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in, main_button
from studio_steps import TESTS_RUN

BAD = 400
AHEAD = "2028-01-03"
PROCESS = "/studio/processes/credit_repair"
REWORD = """async ([draft, from, to]) => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const place = `${draft}/files/letters/t20_accept.toml`;
  const read = await fetch(place);
  const body = (await read.text()).replace(from, to);
  const headers = { "If-Match": read.headers.get("ETag"), "X-CSRFToken": token };
  return (await fetch(place, { method: "PUT", headers, body })).status;
}"""


def begin(page: Page, title: str, note: str) -> str:
    """Begin a draft that changes one letter, and return where it is."""
    log_in(page, "process_admin")
    page.goto(PROCESS)
    page.fill("#title", title)
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    draft = page.url
    assert page.evaluate(REWORD, [draft, "材料齐全", title]) < BAD
    page.goto(draft)
    page.fill("#note", note)
    return draft


def publish_for_a_day(page: Page, day: str) -> None:
    """Have a version wait for its day that changes the letter."""
    draft = begin(page, "材料齐全、真实", "受理通知书的用语与新规一致。")
    page.fill("#effective_on", day)
    main_button(page).click()
    expect(page.locator("main")).to_contain_text("草稿已提交，", timeout=TESTS_RUN)
    log_in(page, "process_admin_2")
    page.goto(draft)
    main_button(page).click()
    expect(page.locator("main")).to_contain_text("流程已发布；", timeout=TESTS_RUN)


def publish_alone(page: Page) -> None:
    for place in ("#submit", "dialog[open]"):
        page.locator(place).get_by_role("button", name="立即一人发布").click()


def test_an_emergency_sets_aside_what_changes_the_same_letter(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    publish_for_a_day(page, AHEAD)
    draft = begin(page, "办公地点已变更", "受理通知书写错了办公地点。")
    assert look_at(page) == []
    page.fill("#reason", "通知书把申请人引到旧址，等不及第二人。")
    publish_alone(page)
    expect(page.locator("main")).to_contain_text("同一部分的两处改动", timeout=TESTS_RUN)
    page.check("#set_aside")
    publish_alone(page)
    expect(page.locator("main")).to_contain_text("已生效。在另一名", timeout=TESTS_RUN)
    for lang in ("en", "zh"):
        page.goto(f"{draft}?lang={lang}")
        for path in (PROCESS, f"{PROCESS}/versions/3", f"{PROCESS}/versions/2"):
            page.goto(path)
            assert look_at(page) == []
    page.get_by_role("button", name="重新编写其修改").click()
    expect(page.locator("main")).to_contain_text("请手工重做")
    assert look_at(page) == []
