"""Somebody with the notice in hand registers on a phone, and the legal representative ends it on another."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from running_service import RunningService
from story_steps import DOCUMENT_NO, import_sample

PHONE = {"width": 390, "height": 844}
USCC, AGENT, HEAD = "91410122MA3X0A0186", "周一鸣", "王建军"
PASSWORD = "四个词连在一起才好记 four words"
CODE = re.compile(r"\d{6}(?=，)")
MOMENTS = 40
"""Half seconds that the background may take to hand a message over."""
Look = Callable[[Page], list[str]]


def test_the_notice_opens_registration_and_binding_on_a_phone_and_its_end_is_felt_at_once(
    page: Page, browser: Browser, service: RunningService, tmp_path: Path, axe_violations: Look
) -> None:
    import_sample(page, tmp_path)
    notice = _notice(page)
    place = browser.new_context(base_url=service.address, locale="zh-CN", viewport=PHONE, is_mobile=True)
    phone = place.new_page()
    phone.goto(notice)
    assert axe_violations(phone) == []
    phone.get_by_role("link", name="凭本告知书继续").click()
    _register(phone, page, "13911112222", AGENT, axe_violations)
    phone.goto("/my/enterprises/add/notice")
    expect(phone.locator("#code")).not_to_have_value("")
    phone.fill("#uscc", USCC)
    assert axe_violations(phone) == []
    _fits(phone)
    phone.locator("#notice-form button[type=submit]").dblclick()
    expect(phone.locator("main")).to_contain_text(DOCUMENT_NO)
    assert axe_violations(phone) == []

    phone.goto("/my/enterprises")
    phone.get_by_role("link", name="打开").click()
    phone.on("dialog", lambda dialog: dialog.accept())
    assert axe_violations(phone) == []
    phone.locator("form[action$='/end'] button").click()
    phone.locator("#xn-confirm [data-part=yes]").click()
    expect(phone.locator("main")).to_contain_text("您已不再代表该企业")
    phone.goto("/my")
    expect(phone.locator("main")).to_contain_text("您尚未代表任何企业")
    expect(phone.locator("main")).not_to_contain_text(DOCUMENT_NO)
    place.close()


def _notice(page: Page) -> str:
    """Have the clerk issue the notice, and return where its QR code leads."""
    for _ in range(MOMENTS):
        page.goto(f"/desk/records?q={DOCUMENT_NO}")
        found = page.locator("main a[href^='/desk/records/']", has_text=DOCUMENT_NO)
        if found.count():
            break
        page.wait_for_timeout(500)
    page.goto(f"{found.first.get_attribute('href')}/letters")
    page.locator("form:has(input[value=T01_NOTICE]) button").click()
    found = page.locator("a[href^='/public/letters/']").first
    expect(found).to_be_visible()
    return str(found.get_attribute("href"))


def _register(phone: Page, outbox: Page, mobile: str, name: str, axe_violations: Look) -> None:
    """Go through the three steps, each looked at."""
    assert axe_violations(phone) == []
    phone.fill("#mobile", mobile)
    phone.keyboard.press("Enter")
    expect(phone.locator("#code")).to_be_visible()
    assert axe_violations(phone) == []
    phone.fill("#code", _code(outbox))
    phone.keyboard.press("Enter")
    expect(phone.locator("#name")).to_be_visible()
    phone.locator("#details-form button[type=submit]").click()
    expect(phone.locator("#error-agreed")).to_be_visible()
    assert axe_violations(phone) == []
    _fits(phone)
    phone.fill("#name", name)
    phone.fill("#password", PASSWORD)
    phone.check("#agreed")
    phone.locator("#details-form button[type=submit]").dblclick()
    phone.wait_for_url(re.compile("/my/enterprises/add"))


def _code(outbox: Page) -> str:
    """Return the code that has come, as soon as it is there."""
    for _ in range(MOMENTS):
        outbox.goto("/demo/messages")
        found = CODE.search(outbox.locator("main").inner_text())
        if found:
            return found.group()
        outbox.wait_for_timeout(500)
    raise AssertionError("no code came")


def _fits(page: Page) -> None:
    """Nothing makes the page wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
