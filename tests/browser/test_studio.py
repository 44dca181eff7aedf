"""The studio before a real browser: a process is drawn, saved by itself, submitted, confirmed by a second person."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from running_service import RunningService
from story_steps import log_in, main_button
from studio_steps import all_saved, begin, choose, open_diagram, rename

SAVED_BY_THEN = 2500
"""Milliseconds after which what was drawn would have been sent."""
EVERYTHING = """async () => {
  const drawing = document.querySelector("[data-studio]").drawing;
  const menu = drawing.get("popupMenu");
  for (const element of drawing.get("elementRegistry").getAll()) {
    if (element.labelTarget) continue;
    drawing.get("selection").select(element);
    menu.open(element, "bpmn-replace", { x: 300, y: 300 });
    await new Promise((done) => setTimeout(done, 5));
    menu.close();
    for (const said of document.querySelectorAll("[data-panel] [title], [data-panel] [aria-label]")) {
      for (const words of [said.title, said.getAttribute("aria-label")]) {
        if (words && !/[\\u4e00-\\u9fff]/.test(words)) window.xnUntranslated.add(words);
      }
    }
  }
  return [...window.xnUntranslated];
}"""


def test_a_draft_goes_from_its_writer_to_new_cases(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "初审改称第一次审查")
    assert look_at(page) == []
    open_diagram(page, draft)  # the drawing keeps its place when the window takes another size
    rename(page, "review_first", "第一次审查")
    choose(page, "materials_judged_to_issue_not_accepted")
    expect(page.locator("[data-sentence]")).to_have_text("意思是：受理意见 等于 不予受理")
    expect(page.locator("p[data-saved]")).to_have_text("已全部保存")
    page.goto(draft)
    expect(page.locator("#changes")).to_contain_text("“初审”改称“第一次审查”。")
    expect(page.locator("#changed-files").get_by_role("rowheader", name="credit_repair.bpmn")).to_be_visible()
    assert look_at(page) == []
    expect(page.locator("#note")).to_have_value(re.compile("^“初审”改称“第一次审查”。"))
    page.fill("#note", "")
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("请填写")
    page.fill("#note", "初审改称第一次审查，便于企业理解。")
    main_button(page).click()
    expect(page.get_by_text("草稿已提交")).to_be_visible()
    expect(page.get_by_role("button", name="确认发布")).to_have_count(0)

    log_in(page, "process_admin_2")
    page.goto(draft)
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("流程已发布")).to_be_visible()
    page.goto("/studio/processes/credit_repair")
    expect(page.locator("tr", has_text="便于企业理解")).to_contain_text("生效中")
    assert look_at(page) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_foot_of_the_editor_lies_below_all_it_says(page: Page, language: str) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "页脚在最下方")
    page.goto(f"{draft}/diagram?lang={language}")
    page.locator("[data-ready]").wait_for()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        said, foot = page.locator(".xn-studio-findings").bounding_box(), page.locator(".xn-footer").bounding_box()
        assert said is not None
        assert foot is not None
        assert foot["y"] >= said["y"] + said["height"]


def test_a_condition_is_chosen_and_reads_as_a_sentence(page: Page) -> None:
    log_in(page, "process_admin")
    begin(page, "补正超过一次的不予受理")
    choose(page, "materials_judged_to_issue_not_accepted")
    page.get_by_label("字段", exact=True).select_option("correction_count")
    page.get_by_label("比较方式").select_option(">")
    page.get_by_label("值", exact=True).fill("1")
    page.keyboard.press("Tab")
    expect(page.locator("[data-sentence]")).to_have_text("意思是：已补正次数 大于 1")
    text = page.get_by_label("写成表达式")
    expect(text).to_have_value("correction_count > 1")
    text.fill("acceptance == 'REJECT' or correction_count >= 2")
    page.keyboard.press("Tab")
    expect(page.locator("[data-sentence]")).to_have_text("意思是：受理意见 等于 不予受理 或者 已补正次数 不小于 2")
    text.fill("not (acceptance == 'REJECT')")
    page.keyboard.press("Tab")
    expect(page.get_by_text("这个表达式是手写的")).to_be_visible()


def test_the_letter_of_a_step_is_chosen(page: Page) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "另发一份通知")
    choose(page, "issue_acceptance")
    letter = page.get_by_label("文书", exact=True)
    expect(letter).to_have_value("T20_ACCEPT")
    letter.select_option("T24_DONE")
    expect(page.locator("p[data-saved]")).to_have_text("已全部保存")
    open_diagram(page, draft)
    choose(page, "issue_acceptance")
    expect(letter).to_have_value("T24_DONE")
    choose(page, "register_application")
    expect(page.get_by_label("操作", exact=True)).to_have_value("case/register")
    expect(letter).to_have_count(0)


def test_what_is_wrong_is_marked_where_it_is_drawn(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    begin(page, "删去一条流向")
    choose(page, "review_first_to_facts_needed")
    page.keyboard.press("Delete")
    expect(page.locator(".xn-finding-mark").first).to_be_visible()
    expect(page.locator("[data-findings] li").first).to_be_visible()
    assert look_at(page) == []
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("没有妨碍发布的问题")).to_be_visible()


FIRST = re.compile("审")
"""What the first review is called, whatever another story has published meanwhile."""


def test_what_is_chosen_stays_chosen(page: Page) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "再点一次")
    panel, whole = page.locator("[data-panel]"), page.locator("p[data-whole]")
    expect(whole).to_contain_text("整个流程")
    expect(panel.get_by_label("流程中文名称")).to_have_value("信用修复")
    for _click in range(2):
        choose(page, "review_first")
        expect(whole).to_be_hidden()
        expect(panel.locator(".bio-properties-panel-header")).to_contain_text("人工任务")
        expect(panel.get_by_label("中文名称")).to_have_value(FIRST)
    rename(page, "review_first", "审查：再点一次")
    all_saved(page)
    open_diagram(page, draft)
    expect(panel.get_by_label("流程中文名称")).to_have_value("信用修复")
    page.locator("[data-canvas]").click(position={"x": 400, "y": 5})
    expect(whole).to_be_visible()


def test_two_who_draw_at_once_lose_nothing(page: Page, browser: Browser, service: RunningService) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "两人同时")
    with browser.new_context(base_url=service.address, locale="zh-CN") as context:
        other = context.new_page()
        log_in(other, "process_admin_2")
        open_diagram(other, draft)
        expect(other.locator("[data-told]")).to_contain_text("也正打开着这份草稿")
        rename(other, "review_first", "对方的名称")
        all_saved(other)
    saved, told = page.locator("p[data-saved]"), page.locator("[data-told]")
    rename(page, "review_second", "我的名称")
    expect(told).to_contain_text(re.compile("未保存：.+已于2026年9月29日 09:[0-9]{2}保存了这份草稿"))
    expect(saved).to_have_text("未保存：其间已有别处保存")
    rename(page, "review_second", "我的新名称")
    page.wait_for_timeout(SAVED_BY_THEN)
    expect(saved).to_have_text("未保存：其间已有别处保存")
    with page.expect_download() as copy:
        page.get_by_role("button", name="下载我的一份留底").click()
    assert copy.value.suggested_filename == "credit_repair.bpmn"
    assert "我的新名称" in copy.value.path().read_text()
    page.get_by_role("button", name="保留我的").click()
    all_saved(page)
    expect(told).to_be_hidden()
    open_diagram(page, draft)
    choose(page, "review_second")
    expect(page.get_by_label("中文名称")).to_have_value("我的新名称")


def test_text_that_was_saved_elsewhere_is_not_lost(page: Page) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "同一文件两个窗口")
    page.goto(f"{draft}/edit/process.toml")
    other = page.context.new_page()
    other.goto(f"{draft}/edit/process.toml")
    for each in (other, page):
        each.locator("#text").fill(each.locator("#text").input_value() + f"# {each is page}\n")
        each.get_by_role("button", name="保存", exact=True).click()
    all_saved(other)
    expect(page.locator("[data-told]")).to_contain_text(
        re.compile("您本人已于2026年9月29日 09:[0-9]{2}在另一窗口保存了这份草稿")
    )
    expect(page.locator("p[data-saved]")).to_have_text("未保存：其间已有别处保存")
    page.get_by_role("button", name="载入已保存的").click()
    expect(page.locator("#text")).to_have_value(re.compile("# False\n$"))


def test_what_is_saved_and_wrong_is_said_to_be_both(page: Page) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "写错的设置")
    for path in ("edit/process.toml", "letter/letters/t20_accept.toml"):
        page.goto(f"{draft}/{path}")
        text = page.locator("#text")
        right = text.input_value()
        text.fill(right + "\n[zh")
        expect(page.locator("p[data-saved]")).to_have_text(re.compile(r"^已保存，但尚有 \d+ 处错误，改正后才能提交$"))
        text.fill(right)
        expect(page.locator("p[data-saved]")).to_have_text("已全部保存")


@pytest.mark.parametrize("process", ["credit_repair", "deferred_acceptance"])
def test_every_word_of_the_editor_is_chinese(page: Page, process: str) -> None:
    log_in(page, "process_admin")
    begin(page, "词语", process)
    assert page.evaluate(EVERYTHING) == []


def test_the_editor_breaks_no_rule_of_the_browser(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    log_in(page, "process_admin")
    begin(page, "规则")
    page.evaluate(EVERYTHING)
    panel = page.locator("[data-panel] .bio-properties-panel-container")
    assert panel.evaluate("(it) => it.clientHeight === it.parentElement.clientHeight")
    assert said == []


def test_no_request_leaves_the_machine(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    log_in(page, "process_admin")
    begin(page, "网络")
    assert [each for each in asked if not each.startswith(("http://127.0.0.1", "data:"))] == []
    expect(page.locator(".bjs-powered-by")).to_be_visible()


def test_a_letter_is_written_as_text(page: Page) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "受理通知书措辞")
    page.goto(draft)
    page.get_by_role("link", name="信用修复受理通知书").first.click()
    area = page.get_by_label("文书内容")
    expect(area).to_be_visible()
    area.fill(area.input_value() + "# 措辞已改\n")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("p[data-saved]")).to_have_text("已全部保存")
    page.reload()
    expect(page.get_by_label("文书内容")).to_have_value(re.compile("措辞已改"))


def test_a_letter_is_made_and_comes_out(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "另发三审通知书")
    page.goto(f"{draft}/new-letter")
    assert look_at(page) == []
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("请填写")
    assert look_at(page) == []
    page.fill("#name", "third_notice")
    page.fill("#title", "三审通知书")
    page.fill("#title_en", "Notice of the third review")
    main_button(page).click()
    expect(page.get_by_role("heading", name="三审通知书", level=1)).to_be_visible()
    page.locator("canvas[data-drawn]").wait_for()
    assert look_at(page) == []


def test_a_letter_is_drawn_anew_as_it_is_written(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "受理通知书改一句话")
    page.goto(f"{draft}/edit/process.toml")
    assert look_at(page) == []
    page.goto(f"{draft}/letter/letters/t20_accept.toml")
    sheet = page.locator("canvas[data-drawn]")
    sheet.wait_for()
    assert look_at(page) == []
    page.goto(f"{draft}/letter/letters/t20_accept.toml")
    sheet.wait_for()
    first = sheet.evaluate("canvas => canvas.toDataURL()")
    text = page.locator("#text")
    text.evaluate(
        "area => { const at = area.value.indexOf('材料齐全'); area.focus(); area.setSelectionRange(at, at); }"
    )
    page.get_by_text("本文书还可使用").click()
    page.locator("[data-insert='clerk']").click()
    assert "{clerk}材料齐全" in text.input_value()
    assert '"clerk", "document_no"' in text.input_value()
    expect(page.locator("p[data-saved]")).to_have_text("已保存，但尚有 1 处错误，改正后才能提交")
    expect(page.locator("[data-findings]")).to_contain_text("只在一种语言中使用 {clerk}")
    page.wait_for_function("first => document.querySelector('canvas[data-drawn]')?.toDataURL() !== first", arg=first)
    text.fill(text.input_value() + "\n[zh")
    expect(page.locator("[data-preview-problem]")).to_contain_text("无法读取")
