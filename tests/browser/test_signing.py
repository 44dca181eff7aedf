"""An agent files at a desk, and the legal representative signs on a phone what they read there; looked at with axe."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running_service import RunningService
from story_steps import fill_application, import_sample, look_over, main_button, open_form

HEAD, MOBILE = "王建军", "13977778888"
PHONE = {"width": 390, "height": 844}
APPLICANT = "applicant_b"
CODE = re.compile(r"验证码[^\d]{0,12}(\d{6})")
LINK = re.compile(r"/s/[\w-]{10,}")
MOMENTS = 60
READER = """window.BarcodeDetector = class {
  async detect() { return [{ rawValue: "http://127.0.0.1/my/tasks/1/signing?sheet=W3Y4NDDP-8B4204" }]; }
};"""
"""A reader of QR codes, as phones have one; this Chromium has none."""
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)
Look = Callable[[Page], list[str]]


@pytest.fixture
def phone(browser: Browser, service: RunningService) -> Page:
    """Return the browser of somebody who has no account, on a phone, in Chinese."""
    context = browser.new_context(base_url=service.address, viewport=PHONE, bypass_csp=True)
    context.add_cookies([{"name": "lang", "value": "zh", "url": service.address}])
    return context.new_page()


def test_the_representative_signs_on_a_phone_and_the_agent_hands_in(
    page: Page, phone: Page, service: RunningService, tmp_path: Path, axe_violations: Look
) -> None:
    page.add_init_script(READER)
    page.context.add_cookies([{"name": "lang", "value": "zh", "url": service.address}])
    import_sample(page, tmp_path)
    _wait_for_records(page)
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "lang", "value": "zh", "url": service.address}])
    _fill_in(page)
    assert axe_violations(page) == []
    page.locator("#signing a[href$='/signing#ask']").click()
    assert axe_violations(page) == []
    page.set_input_files("#pages", {"name": "page.png", "mimeType": "image/png", "buffer": PICTURE})
    expect(page.locator("#mark")).to_have_value("W3Y4NDDP-8B4204")
    page.fill("#name", HEAD)
    page.fill("#mobile", MOBILE)
    page.locator("#ask-form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(f"已请{HEAD}签字")
    here = _read(phone, LINK)
    phone.goto(here)
    expect(phone.locator("main")).not_to_contain_text(HEAD)
    _open(phone, here, axe_violations)
    expect(phone.locator("main")).to_contain_text("一、所提交材料真实、合法、完整")
    assert axe_violations(phone) == []
    phone.check("#has_read")
    phone.locator("#sign-form button").click()
    expect(phone.locator("main")).to_contain_text("已签署")
    page.goto(page.url.split("/signing", maxsplit=1)[0] + "?confirm=1")
    expect(page.locator("#signing")).to_contain_text("法定代表人凭短信链接在本人手机上签署")
    assert axe_violations(page) == []
    main_button(page).click()
    page.wait_for_url("**/my/cases/*/submitted")
    page.goto(page.url.removesuffix("/submitted"))
    expect(page.locator("main")).to_contain_text("法定代表人凭短信链接在本人手机上签署")


def _fill_in(page: Page) -> None:
    """Answer everything, and name the legal representative as the signer."""
    open_form(page, APPLICANT)
    fill_application(page)
    page.check("input[name=signer_role][value=LEGAL_REPRESENTATIVE]")
    page.fill("#field-signer_name", HEAD)
    look_over(page)


def _wait_for_records(page: Page) -> None:
    """Wait until the sample is in."""
    for _ in range(MOMENTS):
        page.goto("/desk/records?q=第031号")
        if page.locator("main a[href^='/desk/records/']").count():
            return
        page.wait_for_timeout(500)


def _open(phone: Page, here: str, axe_violations: Look) -> None:
    """Have the code sent, type it and the name."""
    phone.locator("#mobile-form button").click()
    assert axe_violations(phone) == []
    code = _read(phone, CODE)
    phone.goto(here)
    phone.fill("#code", code)
    phone.locator("#code-form button").click()
    expect(phone.locator("#name-form")).to_be_visible()
    assert axe_violations(phone) == []
    phone.fill("#name", HEAD)
    phone.locator("#name-form button").click()


def _read(phone: Page, wanted: re.Pattern[str]) -> str:
    """Return what the newest message that has it says, once it has come."""
    for _ in range(MOMENTS):
        phone.goto("/demo/messages")
        found = wanted.search(phone.locator("main").inner_text())
        if found:
            return found[found.lastindex or 0]
        phone.wait_for_timeout(500)
    raise AssertionError(wanted.pattern)
