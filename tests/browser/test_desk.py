"""The desk by keyboard, with a preview beside the list, and rows that stay where they are while others work."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from running_town import Town
from story_steps import apply_for_repair, import_sample, log_in

WIDE = {"width": 1366, "height": 800}
ROWS = "#inbox-list [data-row]"


@pytest.fixture(scope="module")
def case(
    browser: Browser, browser_context_args: dict[str, object], town: Town, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Give the path of a case that waits for the intake."""
    assert town
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        import_sample(page, tmp_path_factory.mktemp("sample"))
        return str(apply_for_repair(page))


@pytest.fixture
def inbox(page: Page, case: str) -> Page:
    """Give the section's inbox of the intake on a wide screen."""
    assert case
    page.set_viewport_size(WIDE)
    page.clock.install()
    log_in(page, "intake")
    page.goto("/desk?scope=group")
    expect(page.locator(ROWS).first).to_be_visible()
    return page


def test_a_row_is_previewed_by_keyboard_and_opened_by_keyboard(inbox: Page) -> None:
    inbox.keyboard.press("j")
    inbox.clock.run_for(500)
    preview = inbox.locator("#preview article")
    expect(preview).to_contain_text(inbox.locator(ROWS).first.inner_text())
    expect(inbox.locator("tr:has([data-row])").first).to_contain_text("未看")
    inbox.keyboard.press("o")
    inbox.wait_for_url("**/desk/tasks/*")
    inbox.go_back()
    inbox.reload()
    expect(inbox.locator("tr:has([data-row])").first).to_contain_text("已看未办")


def test_the_search_box_is_one_key_away_and_the_keys_type_in_it(inbox: Page) -> None:
    inbox.keyboard.press("/")
    box = inbox.locator("[data-find]")
    expect(box).to_be_focused()
    inbox.keyboard.type("jok")
    expect(box).to_have_value("jok")
    inbox.keyboard.press("Enter")
    inbox.wait_for_url("**/desk/cases?q=jok")
    expect(inbox.locator("main")).to_contain_text("没有找到")


def test_what_a_colleague_takes_turns_pale_where_it_stands(
    inbox: Page, browser: Browser, browser_context_args: dict[str, object]
) -> None:
    first = inbox.locator("tr:has([data-row])").first
    place = first.bounding_box()
    with browser.new_context(**browser_context_args) as context:
        other = context.new_page()
        log_in(other, "intake")
        other.goto(str(inbox.locator(ROWS).first.get_attribute("href")))
        other.locator("form[action$='/claim'] button").click()
        other.wait_for_url("**/desk/tasks/*")
        inbox.clock.run_for(25_000)
        expect(first).to_contain_text("已不在此列")
        assert first.bounding_box() == place
        other.locator("summary", has_text="更多").first.click()
        other.locator("form[action$='/release'] button").click()
        other.wait_for_url("**/desk")


def test_new_work_is_announced_and_shown_when_asked_for(inbox: Page) -> None:
    inbox.evaluate("document.querySelector('#inbox-list tr:has([data-row])').remove()")
    inbox.clock.run_for(25_000)
    bar = inbox.locator("[data-updates]")
    expect(bar).to_have_text("有 1 条更新，点击显示")
    bar.click()
    expect(inbox.locator(ROWS).first).to_be_visible()
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize(("who", "path"), [("intake", "/desk?scope=group"), ("section_head", "/desk/section")])
def test_the_desk_is_clean_for_screen_readers(
    page: Page, case: str, axe_violations: Callable[[Page], list[str]], lang: str, width: int, who: str, path: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    log_in(page, who)
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert axe_violations(page) == []
    page.goto(f"{case.replace('/my/', '/desk/')}?lang={lang}")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
