"""What a draft changes before a real browser: a step is drawn in, told in a sentence, marked, and found on a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in, main_button
from studio_steps import expect_what_comes_now, walk_tests_again

PROCESS = "/studio/processes/ordinary_approval"
PUT_BETWEEN = """() => {
  const drawing = document.querySelector("[data-studio]").drawing;
  const flow = drawing.get("elementRegistry").get("review_judged_to_decide_application");
  const shape = drawing.get("elementFactory").createShape({ type: "bpmn:UserTask" });
  const [from, to] = flow.waypoints;
  const step = drawing.get("modeling").createShape(shape, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, flow);
  drawing.get("modeling").updateProperties(step, {
    name: "三审", "xn:nameEn": "Third review", "xn:role": "SECTION_HEAD", "xn:form": "review", "xn:state": "IN_REVIEW",
  });
}"""
PHONE = {"width": 390, "height": 844}


def draw_third(page: Page) -> str:
    """Begin a draft with a third review put on a flow, and return where it is."""
    page.goto(PROCESS)
    page.fill("#title", "增加三审")
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url("**/studio/drafts/*")
    draft = page.url
    page.goto(f"{draft}/diagram")
    page.locator("[data-ready]").wait_for()
    page.evaluate(PUT_BETWEEN)
    expect(page.locator("p[data-saved]")).to_have_text("已全部保存")
    return draft


def test_a_new_step_is_told_marked_and_found_on_a_phone(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    draft = draw_third(page)
    walk_tests_again(page, draft)
    expect_what_comes_now(page, draft)
    page.goto(draft)
    sentence = page.get_by_role("link", name="新增环节“三审”，由 科室负责人 办理")
    expect(sentence).to_be_visible()
    page.locator(".xn-drawing-new [data-diagram-url]").scroll_into_view_if_needed()  # it is drawn once it is seen
    page.locator(".xn-drawing-new [data-drawn]").wait_for()
    assert look_at(page) == []
    page.fill("#note", "重大事项增加三审。")
    main_button(page).click()

    page.set_viewport_size(PHONE)
    log_in(page, "process_admin_2")
    page.goto(draft)
    sentence.focus()
    page.keyboard.press("Enter")
    step = page.locator(".xn-drawing-new .djs-shape.xn-added.xn-chosen")
    expect(step.locator(".xn-sign text")).to_have_text("+")
    expect(step).to_be_in_viewport()
    expect(sentence).to_have_attribute("aria-current", "true")
    page.get_by_text("旧流程图", exact=True).click()
    expect(page.locator(".xn-drawing-old [data-drawn]")).to_be_visible()
    expect(page.locator(".xn-drawing-new")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("流程已发布")).to_be_visible()

    page.goto(PROCESS)
    page.get_by_role("link", name="改了什么").click()
    expect(page.get_by_text("新增环节“三审”")).to_be_visible()
    assert look_at(page) == []
