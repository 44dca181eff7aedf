"""One now, tabs that show there is more of them, and a diagram whose words can be read, on a phone too."""

import pytest
from playwright.sync_api import Browser, Page, expect
from running_town import Town
from story_steps import apply_for_repair, import_sample, log_in, open_application

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 800}
STRIP = ".xn-tabs .xn-nav"
FRAME = ".xn-diagram-frame"
STATUS = "[data-autosave-status]"
LEAST_LABEL = 10.5
"""Pixels that a letter of a diagram is high at least."""


@pytest.fixture(scope="module")
def case(
    browser: Browser, browser_context_args: dict[str, object], town: Town, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Give the path of a case under review."""
    assert town
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        import_sample(page, tmp_path_factory.mktemp("sample"))
        return str(apply_for_repair(page))


@pytest.fixture
def diagram(page: Page, case: str) -> Page:
    """Give the diagram of the case, drawn."""
    page.set_viewport_size(PHONE)
    log_in(page, "first_reviewer")
    page.goto(case.replace("/my/", "/desk/"))
    page.locator(".xn-diagram").scroll_into_view_if_needed()
    expect(page.locator(".xn-diagram[data-drawn]")).to_be_visible()
    return page


def test_a_draft_is_saved_just_now_and_no_second_clock_is_shown(page: Page, case: str) -> None:
    assert case
    page.clock.install()
    log_in(page, "applicant_e")
    open_application(page, "applicant_e")
    page.fill("#field-rectification_summary", "已整改")
    page.clock.run_for(2_000)
    expect(page.locator(STATUS)).to_have_text("已自动保存 · 刚刚")
    page.clock.run_for(3 * 60_000)
    expect(page.locator(STATUS)).to_have_text("已自动保存 · 3 分钟前")


def test_tabs_that_do_not_fit_fade_at_the_edge_and_show_the_page_one_is_on(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/public?lang=zh")
    expect(page.locator(STRIP)).to_have_attribute("data-more", "end")
    assert "gradient" in page.locator(STRIP).evaluate("strip => getComputedStyle(strip).maskImage")
    page.locator(f"{STRIP} a").last.click()
    expect(page.locator(f"{STRIP} a[aria-current]")).to_be_in_viewport(ratio=1)
    expect(page.locator(STRIP)).to_have_attribute("data-more", "start")
    page.set_viewport_size(WIDE)
    expect(page.locator(STRIP)).not_to_have_attribute("data-more", "start")


def test_the_words_of_a_diagram_are_readable_and_the_current_step_is_in_view(diagram: Page) -> None:
    step = diagram.locator(f"{FRAME} [data-element-id=check_materials].xn-active")
    expect(step).to_be_in_viewport(ratio=1)
    assert diagram.locator(FRAME).evaluate("frame => frame.scrollLeft") > 0
    label = step.locator("text").first
    assert label.evaluate("text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a") >= LEAST_LABEL
    expect(diagram.locator(".bjs-powered-by")).to_be_in_viewport(ratio=1)


def test_a_diagram_is_moved_and_zoomed_with_the_keyboard(diagram: Page) -> None:
    frame = diagram.locator(FRAME)
    frame.focus()
    before = frame.evaluate("frame => [frame.scrollLeft, frame.scrollWidth]")
    diagram.keyboard.press("ArrowRight")
    assert frame.evaluate("frame => frame.scrollLeft") > before[0]
    diagram.keyboard.press("+")
    assert frame.evaluate("frame => frame.scrollWidth") > before[1]
    diagram.keyboard.press("0")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    diagram.get_by_role("button", name="到当前环节").click()
    expect(diagram.locator(f"{FRAME} .xn-active").first).to_be_in_viewport(ratio=1)


def test_a_diagram_is_told_in_words_too(diagram: Page) -> None:
    words = diagram.locator(".xn-diagram-frame").get_attribute("aria-details")
    diagram.locator(f"details:has(#{words}) summary").focus()
    diagram.keyboard.press("Enter")
    lines = diagram.locator(f"#{words} li")
    expect(lines.first).to_contain_text("填写并提交修复申请")
    expect(lines.first).to_contain_text("已完成")
    expect(diagram.locator(f"#{words} [aria-current=step]")).to_contain_text("受理审查")
    expect(diagram.locator(f"#{words} [aria-current=step]")).to_contain_text("接下来")
    expect(lines.last).to_contain_text("尚未到达")
    expect(diagram.locator(".xn-diagram-words")).to_have_count(0)


def test_the_history_folds_by_keyboard_and_prints_open_without_any_script(
    browser: Browser, browser_context_args: dict[str, object], case: str
) -> None:
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, "applicant_b")
        page.goto(case)
        more = page.locator(".xn-history-more").first
        folded, steps = more.locator("li").last, page.locator(".xn-history-day > .xn-timeline li")
        assert steps.count() < more.locator("li").count() + steps.count()
        expect(steps.last).to_be_visible()
        expect(folded).to_be_hidden()
        page.emulate_media(media="print")
        expect(folded).to_be_visible()
        page.emulate_media(media="screen")
        more.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(folded).to_be_visible()
