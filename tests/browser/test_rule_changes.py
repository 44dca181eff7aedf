"""The rule changes: a third review for large fines is drawn, checked, walked through and confirmed by four eyes."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from story_steps import apply_for_repair, import_sample, log_in, main_button
from studio_steps import (
    all_saved,
    begin,
    box_of,
    connect,
    expect_what_comes_now,
    lay,
    make_room,
    name_element,
    open_diagram,
    pick,
    pick_flow,
    see,
    turn_into,
)

WIDE = {"width": 1600, "height": 1000}
REASON = "罚款超过五十万元的修复申请增设三审。"
BASIS = "关于规范大额罚款信用修复审查的通知（演示）"
EXAMINED, NOW = "本机关依法进行了审查。", "本机关依法进行了审查；罚款超过五十万元的，经过三次审查。"
LookAt = Callable[[Page], list[str]]


def make_form(page: Page, draft: str, look_at: LookAt) -> None:
    """Let the third review have a form of its own, which begins as that of the second."""
    page.goto(draft)
    page.locator("summary", has_text="更多").first.click()
    page.get_by_role("link", name="新增表单").click()
    assert look_at(page) == []
    page.fill("#name", "third_review")
    page.fill("#title", "三审意见")
    page.fill("#title_en", "Third opinion")
    page.select_option("#model", "forms/second_review.form.json")
    main_button(page).click()
    expect(page.get_by_role("heading", name="三审意见", level=1)).to_be_visible()


def draw_third_review(page: Page) -> None:
    """Put a question behind the second review, and a third one where its answer is yes."""
    see(page, "review_second")
    make_room(page, "review_second", 260)
    flow = box_of(page, "review_second_to_choose_route")
    lay(page, "exclusive-gateway", flow["x"] + 62, flow["y"] + flow["height"] / 2)
    name_element(page, "罚款是否超过 50 万元？", "Is the fine above 500,000 yuan?", "fine_large")
    gate = box_of(page, "fine_large")
    lay(page, "task", gate["x"] + 132, gate["y"] + 132)
    turn_into(page, "user-task")
    name_element(page, "三审", "Third review", "review_third")
    connect(page, "review_third", "choose_route")
    connect(page, "fine_large", "review_third")


def say_who(page: Page) -> None:
    """Say who does the third review, with which form, within which time."""
    pick(page, "review_third")
    page.get_by_label("显示给用户的状态").select_option("SECOND_REVIEW")
    page.get_by_label("岗位").select_option("SECOND_REVIEWER")
    page.get_by_label("表单", exact=True).select_option("third_review")
    page.get_by_label("职责分离组").fill("review")
    page.get_by_label("内部时限").select_option("repair.second_review_wd")


def say_when(page: Page) -> None:
    """Say for which fines a case comes to the third review, and that all others go on."""
    pick_flow(page, "fine_large", "review_third")
    name_element(page, "是", "Yes")
    page.get_by_label("字段", exact=True).select_option("fine_amount")
    page.get_by_label("比较方式").select_option(">")
    page.get_by_label("值", exact=True).fill("500000")
    page.keyboard.press("Tab")
    expect(page.locator("[data-sentence]")).to_have_text("意思是：罚款金额（元） 大于 500000")
    pick_flow(page, "fine_large", "choose_route")
    name_element(page, "否", "No")
    turn_into(page, "default-flow")


def write_sentence(page: Page, draft: str) -> None:
    """Let the decision that grants a repair say how often it was looked at."""
    page.goto(f"{draft}/letter/letters/t22_grant.toml")
    text = page.locator("#text")
    assert EXAMINED in text.input_value()
    text.fill(text.input_value().replace(EXAMINED, NOW))
    all_saved(page)


def walk(page: Page, draft: str) -> list[str]:
    """Walk a case with a large fine as far as its reviews go, and return the steps that were done."""
    page.goto(f"{draft}/walk")
    large = page.locator("#walk-what option", has_text="800,000").get_attribute("value")
    page.locator("#walk-what").select_option(large)
    page.get_by_role("button", name="开始办件").click()
    done = []
    for _step in range(5):
        done.append(page.locator("#task h2").inner_text())
        page.get_by_role("button", name="填入样例答案").click()
        page.wait_for_url("**fill=1*")
        page.get_by_role("button", name="完成这一步").click()
        page.wait_for_url("**/walk")
    return done


def submit(page: Page, draft: str) -> None:
    """Say what changes and by which law, and hand the draft on."""
    page.goto(draft)
    page.fill("#note", REASON)
    page.fill("#basis", BASIS)
    main_button(page).click()
    expect(page.get_by_text("草稿已提交")).to_be_visible()


def test_a_third_review_for_large_fines(page: Page, look_at: LookAt, tmp_path: Path) -> None:
    import_sample(page, tmp_path)
    apply_for_repair(page)
    log_in(page, "process_admin")
    draft = begin(page, "罚款超 50 万元增设三审")
    make_form(page, draft, look_at)
    page.set_viewport_size(WIDE)
    open_diagram(page, draft)
    draw_third_review(page)
    expect(page.locator("[data-findings]")).to_contain_text("网关没有默认路径")
    expect(page.locator(".xn-finding-mark").first).to_be_visible()
    say_who(page)
    say_when(page)
    expect(page.get_by_text("没有妨碍发布的问题")).to_be_visible()
    all_saved(page)
    write_sentence(page, draft)

    assert walk(page, draft) == ["填写并提交修复申请", "受理审查", "初审", "复审", "三审"]
    course = page.locator("details", has_text="办理进程（文字）").locator("li")
    expect(course.filter(has_text="复审").first).to_contain_text("复审人甲")
    expect(course.filter(has_text="三审")).to_contain_text("复审人乙")
    expect_what_comes_now(page, draft)
    submit(page, draft)

    log_in(page, "process_admin_2")
    page.goto(draft)
    expect(page.locator("#changes")).to_contain_text("三审")
    expect(page.locator("#changes")).to_contain_text("经过三次审查")
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("流程已发布")).to_be_visible()

    apply_for_repair(page, "applicant_d")
    log_in(page, "process_admin")
    for version in (1, 2):  # who began before finishes as it was begun
        page.goto(f"/studio/processes/credit_repair/versions/{version}")
        expect(page.locator("#cases tbody tr")).to_have_count(1)
        expect(page.locator("#cases")).to_contain_text("已提交，等待受理")
