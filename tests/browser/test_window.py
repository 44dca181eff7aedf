"""A clerk files for the owner of a barbecue, who has no smartphone: by keyboard alone, and looked at with axe."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from running_service import RunningService
from story_steps import PASSWORD, RECEIPT, import_sample

TABS = 120
"""After so many presses of the tab key somebody has been round the page."""
MOMENTS = 60
"""Half seconds that the background may take to bring the records in."""
OWNER, USCC, DOCUMENT_NO = "周长顺", "92410122MA4T0D0578", "第046号"
TYPED = {
    "#field-paid_on": "2026-06-20",
    "#field-receipt_no": "0412345678",
    "#field-paid_amount": "10000",
    "#field-rectification_summary": "已安装油烟净化设备，每周清洗，并留有记录。",
    "#field-rectified_on": "2026-06-18",
}
CASE = re.compile(r"/desk/window/cases/[0-9a-f-]{36}$")
Look = Callable[[Page], list[str]]


def test_a_filing_at_the_window_is_done_without_a_mouse(
    page: Page, service: RunningService, tmp_path: Path, axe_violations: Look
) -> None:
    _bring_in(page, tmp_path)
    _begin(page, service, "zh")
    _look(page, axe_violations)
    _choose(page, axe_violations)
    _fill_in(page, axe_violations)
    _sign_and_hand_in(page, axe_violations)
    _begin(page, service, "en")  # the same case in the other language, as it stands now
    page.goto("/desk/window?show=handed_in")
    _look(page, axe_violations)
    page.locator("[data-open]").first.click()
    page.wait_for_url(CASE)
    expect(page.locator("main")).to_contain_text("Received at the counter")
    _look(page, axe_violations)


def _bring_in(page: Page, folder: Path) -> None:
    """Import the sample, and wait until its records are there."""
    import_sample(page, folder)
    for _ in range(MOMENTS):
        page.goto(f"/desk/records?q={DOCUMENT_NO}")
        if page.locator("main a[href^='/desk/records/']").count():
            return
        page.wait_for_timeout(500)


def _begin(page: Page, service: RunningService, lang: str) -> None:
    """Log in and go to the window."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "lang", "value": lang, "url": service.address}])
    page.goto("/login")
    _type(page, "#username", "window")
    _type(page, "#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    _press(page, "nav.xn-side a[href='/desk/window']")
    page.wait_for_url("**/desk/window")


def _choose(page: Page, axe_violations: Look) -> None:
    """Find the enterprise, choose the record that can be repaired, and note who is there."""
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("查无此企业")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("没有查到“查无此企业”")
    _look(page, axe_violations)
    page.goto("/desk/window")
    page.keyboard.type(USCC)
    page.keyboard.press("Enter")
    _press(page, "a[href^='/desk/window/subjects/']")
    page.wait_for_url("**/desk/window/subjects/*")
    expect(page.locator("main")).to_contain_text(DOCUMENT_NO)
    _look(page, axe_violations)
    _press(page, "a[href^='/desk/window/records/']")
    page.wait_for_url("**/desk/window/records/*")
    _look(page, axe_violations)
    _press(page, "button[form=person-form]")
    expect(page.locator("#error-name")).to_be_visible()
    _look(page, axe_violations)
    _type(page, "#name", OWNER)
    for chosen in ("acts_as", "shown"):
        _tab_to(page, f"input[name={chosen}]")
        page.keyboard.press("Space")
    _type(page, "#phone", "13700001111")
    _press(page, "button[form=person-form]")
    page.wait_for_url("**/form")


def _fill_in(page: Page, axe_violations: Look) -> None:
    """Type what was brought; a window of the system chooses the files."""
    expect(page.locator("#field-signer_name")).to_have_value(OWNER)
    _look(page, axe_violations)
    for field in ("receipt", "rectification", "t16"):
        if page.locator(f"#field-{field}").count():
            page.set_input_files(f"#field-{field}", RECEIPT)
    page.locator("body").press("Home")
    for place, text in TYPED.items():
        _type(page, place, text)
    _tab_to(page, "#field-appeal_declaration")
    page.keyboard.press("Space")
    for number in range(5):
        _tab_to(page, f"#field-pledge{f'-{number + 1}' if number else ''}")
        page.keyboard.press("Space")
    _press(page, "button[form=answers][value=check]")
    page.wait_for_url(CASE)
    expect(page.locator("main")).to_contain_text("打印，交申请人签字盖章")
    _look(page, axe_violations)


def _sign_and_hand_in(page: Page, axe_violations: Look) -> None:
    """Print the paper, scan it, hand it in, print the receipt."""
    with page.expect_download() as paper:
        _press(page, "a[href$='/sheet.pdf']")
    mark = paper.value.suggested_filename[:15]
    _type(page, "#mark", "YYNWECEQ-6163B6")
    page.set_input_files("#pages", [RECEIPT])
    _press(page, "#signed-form button[type=submit]")
    expect(page.locator("#error-mark")).to_contain_text("其他办件")
    _look(page, axe_violations)
    page.locator("#mark").clear()
    page.locator("body").press("Home")
    _type(page, "#mark", mark)
    page.set_input_files("#pages", [RECEIPT, {**RECEIPT, "name": "承诺书.pdf", "buffer": RECEIPT["buffer"] + b"%2"}])
    _press(page, "#signed-form button[type=submit]")
    expect(page.locator("main")).to_contain_text("签字材料已保存")
    _look(page, axe_violations)
    _press(page, "#hand-in-form button[type=submit]")
    expect(page.locator("main")).to_contain_text("请打印收件回执")
    _look(page, axe_violations)
    with page.expect_download() as receipt:
        _press(page, "a[href$='/receipt.pdf']")
    assert receipt.value.suggested_filename.endswith(".pdf")


def _look(page: Page, axe_violations: Look) -> None:
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _type(page: Page, place: str, text: str) -> None:
    _tab_to(page, place)
    if page.locator(place).get_attribute("type") == "date":
        page.locator(place).fill(text)  # in which order a browser asks for year, month and day is its own matter
    else:
        page.keyboard.type(text)


def _press(page: Page, place: str) -> None:
    _tab_to(page, place)
    page.keyboard.press("Enter")


def _tab_to(page: Page, place: str) -> None:
    """Press the tab key until the focus is at a place, once it is there."""
    page.locator(place).first.wait_for()
    for _try in range(TABS):
        if page.evaluate("place => document.activeElement.matches(place)", place):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {place}")
