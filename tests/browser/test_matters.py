"""The catalogue before a real browser: written, proposed, confirmed, and read by everybody from its day on."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in, main_button

EDITION = re.compile(r"/desk/matters/editions/[0-9a-f-]{36}$")
GUIDE = "/public/matters/ZM_URBAN/HEATING_PERMIT"
TODAY = "2026-09-29"
NEW = "供热设施年度检修记录"
WORDS = {
    "name-zh": NEW,
    "name-en": "Record of the yearly overhaul",
    "key": "overhaul",
    "why-zh": "证明采暖期前设施已经检修。",
    "why-en": "Shows that everything was overhauled before the season.",
}


def test_an_edition_goes_from_its_writer_to_the_public(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "credit_office")
    page.goto("/desk/matters")
    page.locator("tr", has_text="供热经营许可").get_by_role("button").click()
    page.wait_for_url(EDITION)
    where = page.url
    page.get_by_role("button", name="增加材料").click()
    page.wait_for_url(re.compile(r"#materials$"))
    added = page.locator("#materials fieldset").last
    for field, text in WORDS.items():
        added.locator(f"[name$='{field}']").fill(text)
    look_as_typed(page, look_at)
    page.get_by_role("button", name="保存并预览").click()
    expect(page.get_by_role("rowheader", name=NEW)).to_be_visible()
    assert look_at(page) == []
    page.goto(where)
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("施行日期")
    assert look_at(page) == []
    page.fill("#terms-valid_from", TODAY)
    page.fill("#terms-note", "增加年度检修记录")
    page.fill("#terms-basis", "牟城管〔2020〕144号（九）")
    main_button(page).click()
    expect(page.get_by_text("版次已提交")).to_be_visible()

    log_in(page, "section_head")
    page.goto(where)
    expect(page.get_by_text(f"新增“{NEW}”")).to_be_visible()
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("版次已确认")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/public/matters?q=供热")
    page.get_by_role("link", name="供热经营许可").click()
    page.wait_for_url(re.compile(f"{GUIDE}$"))
    expect(page.get_by_role("rowheader", name=NEW)).to_be_visible()
    expect(page.get_by_text("增加年度检修记录")).to_be_visible()
    assert look_at(page) == []


def look_as_typed(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    """Read the guide as it is typed, by keyboard, and go back to the form: nothing was sent, nothing is lost."""
    guide, form = page.get_by_role("button", name="按公众所见预览"), page.get_by_role("button", name="填写", exact=True)
    guide.press("Enter")
    expect(page.get_by_role("rowheader", name=NEW)).to_be_visible()
    expect(guide).to_have_attribute("aria-pressed", "true")
    assert look_at(page) == []
    form.press("Enter")
    expect(page.locator("#materials fieldset").last.locator("[name$='name-zh']")).to_have_value(NEW)
    assert look_at(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("scrollTo(0, 1500)")
    expect(main_button(page)).to_be_in_viewport()
    expect(page.locator(".xn-parts a[href='#part-materials']")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
