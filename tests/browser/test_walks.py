"""A case is walked through a draft before a real browser: by keyboard on a phone, without scripts, and to its end."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from story_steps import log_in

PROCESS = "/studio/processes/ordinary_approval"
PHONE = {"width": 390, "height": 844}


def begin_walk(page: Page, title: str) -> str:
    """Begin a draft and a walk through it as whoever is logged in, and return where the walk is."""
    page.goto(PROCESS)
    page.fill("#title", title)
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    page.get_by_role("link", name="试走", exact=True).click()
    page.wait_for_url("**/walk")
    return page.url


def do_the_open_task(page: Page) -> None:
    page.get_by_role("button", name="填入样例答案").click()
    page.wait_for_url("**fill=1*")
    page.get_by_role("button", name="完成这一步").click()
    page.wait_for_url("**/walk")


def test_a_case_is_walked_to_its_end(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    here = begin_walk(page, "试走一遍")
    assert look_at(page) == []
    page.get_by_role("button", name="开始办件").click()
    expect(page.locator("[data-drawn] .djs-shape.xn-active")).to_have_count(1)
    assert look_at(page) == []
    page.set_viewport_size(PHONE)
    for _step in range(4):
        do_the_open_task(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert look_at(page) == []
    expect(page.get_by_text("办件已办结")).to_be_visible()
    page.get_by_label("测试说明什么").fill("一次通过")
    page.get_by_role("button", name="存为测试").click()
    expect(page.get_by_text("本次试走已存为测试")).to_be_visible()
    page.get_by_role("link", name="运行全部测试").click()
    expect(page.get_by_text("全部测试均与保存时一致")).to_be_visible()
    page.locator("[data-diagram-url]").scroll_into_view_if_needed()  # it is drawn once it is seen
    page.locator("[data-drawn]").wait_for()
    assert look_at(page) == []
    page.goto(here)
    again = page.get_by_role("button", name="退回一步")
    again.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="完成这一步")).to_be_visible()


def test_the_button_of_a_test_with_a_long_title_stays_in_its_card(
    page: Page, look_at: Callable[[Page], list[str]]
) -> None:
    log_in(page, "process_admin")
    here = begin_walk(page, "标题很长的测试")
    page.get_by_role("button", name="开始办件").click()
    do_the_open_task(page)
    page.get_by_label("测试说明什么").fill("申请人当场补齐全部材料后，由审批科按时作出准予许可的决定并送达许可证" * 2)
    page.get_by_role("button", name="存为测试").click()
    taken_up = "(form) => { form.action = form.action.replace('/remove', '/take-up'); form.submit(); }"
    page.locator("form[action$='/remove']:has([value='tests/test_1.json'])").evaluate(taken_up)
    page.wait_for_url(here)
    page.get_by_role("button", name="退回一步").click()
    assert look_at(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    button = page.locator("#keep form").first.get_by_role("button").bounding_box()
    card = page.locator("#keep .card-body").bounding_box()
    assert button is not None
    assert card is not None
    assert button["x"] + button["width"] <= card["x"] + card["width"]
    expect(page.get_by_label("今后该测试不含这 1 步")).to_be_visible()


def test_a_case_is_walked_without_scripts(browser: Browser, browser_context_args: dict[str, object]) -> None:
    with browser.new_context(**browser_context_args | {"java_script_enabled": False}) as context:
        page = context.new_page()
        log_in(page, "process_admin")
        begin_walk(page, "不用脚本试走")
        page.get_by_role("button", name="开始办件").click()
        do_the_open_task(page)
        page.locator("main").get_by_role("button", name="到下一个到期时刻").click()
        expect(page.get_by_text("时间推进到下一个到期时刻")).to_be_visible()
