"""The staff logs in with a code besides the password: set up at the login, asked for at the next, a recovery code."""

import re
from collections.abc import Callable

import pyotp
from playwright.sync_api import Browser, Page, expect
from publicity_modes import set_parameter
from running_service import RunningService

from workflow_app.config import from_env
from workflow_app.domain.second_factor import REQUIRED_OF
from workflow_app.parts import build

PHONE = {"width": 390, "height": 844}
WHO, PASSWORD = "decider", "Demo-2026-pass"
Look = Callable[[Page], list[str]]
KEY, DESK = re.compile(r"[A-Z2-7]{32,}"), re.compile("/desk")
HALF_MINUTE = 30_000


def test_a_role_sets_up_its_authenticator_at_the_login_and_logs_in_with_it_and_with_a_recovery_code(
    page: Page, browser: Browser, service: RunningService, look_at: Look
) -> None:
    _require(service)
    secret, recovery = _set_up(page, look_at)
    place = browser.new_context(base_url=service.address, locale="zh-CN", viewport=PHONE, is_mobile=True)
    phone = place.new_page()
    _password(phone)
    expect(phone.locator("#code")).to_be_visible()
    expect(phone.locator(".xn-qr")).to_have_count(0)
    assert look_at(phone) == []
    phone.wait_for_timeout(HALF_MINUTE - phone.evaluate("Date.now()") % HALF_MINUTE)  # a code counts once
    phone.fill("#code", pyotp.TOTP(secret).now())
    phone.keyboard.press("Enter")
    phone.wait_for_url(DESK)
    place.close()
    place = browser.new_context(base_url=service.address, locale="zh-CN", viewport=PHONE, is_mobile=True)
    lost = place.new_page()
    _password(lost)
    lost.fill("#code", recovery.lower())
    lost.locator("#code-form button[type=submit]").dblclick()
    lost.wait_for_url(DESK)
    lost.goto("/notices")
    expect(lost.locator("main")).to_contain_text("恢复码")
    lost.goto("/account/second-step")
    expect(lost.locator("dl div", has_text="剩余恢复码")).to_contain_text("9")
    assert look_at(lost) == []
    place.close()


def _set_up(page: Page, look_at: Look) -> tuple[str, str]:
    """Log in for the first time since the rule, set up an authenticator, and return its key and a recovery code."""
    _password(page)
    expect(page.locator(".xn-qr svg")).to_be_visible()
    for language in ("en", "zh"):
        page.goto(f"/login/code?lang={language}")
        expect(page.locator(".xn-qr svg")).to_be_visible()
        assert look_at(page) == []
    secret = page.locator("ol code").inner_text().replace(" ", "")
    assert KEY.fullmatch(secret)
    page.fill("#code", "12")
    page.keyboard.press("Enter")
    expect(page.locator("#error-code")).to_be_visible()
    assert look_at(page) == []
    page.fill("#code", pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.locator(".xn-codes code")).to_have_count(10)
    assert look_at(page) == []
    recovery = page.locator(".xn-codes code").first.inner_text()
    page.locator("main .xn-actions a.btn-primary").click()
    page.wait_for_url(DESK)
    return secret, recovery


def _require(service: RunningService) -> None:
    """Let the decider's role log in with a code, by the rules."""
    parts = build(from_env({"WORKFLOW_APP_DATA_DIR": str(service.data)}))
    try:
        set_parameter(parts.tools, REQUIRED_OF, "DECIDER")
    finally:
        parts.close()


def _password(page: Page) -> None:
    page.goto("/login")
    page.fill("#username", WHO)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
