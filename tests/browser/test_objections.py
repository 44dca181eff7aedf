"""An objector on a phone, the handler, the applicant and the examiner, each before a browser of their own."""

import re
from collections.abc import Callable
from pathlib import Path

from builders import PDF
from playwright.sync_api import Browser, FilePayload, Page, expect
from running_service import RunningService
from story_steps import apply_for_repair, give_opinion, import_sample, log_in, main_button, open_task

PHONE = {"width": 390, "height": 844}
PROOF: FilePayload = {"name": "现场照片.pdf", "mimeType": "application/pdf", "buffer": PDF}
HANDLER = "complaint_handler"
Look = Callable[[Page], list[str]]
MOMENTS = 20
"""Half seconds that the background may take."""


def test_an_objection_suspends_the_publicity_is_answered_examined_and_the_publicity_goes_on(
    page: Page, browser: Browser, service: RunningService, tmp_path: Path, axe_violations: Look
) -> None:
    import_sample(page, tmp_path)
    case = apply_for_repair(page)
    _accept(page)
    give_opinion(page, "first_reviewer")
    give_opinion(page, "second_reviewer")

    place = browser.new_context(base_url=service.address, locale="zh-CN", viewport=PHONE, is_mobile=True)
    phone = place.new_page()
    number, code = _object(phone, axe_violations)
    repair = _repair(phone)
    assert axe_violations(phone) == []
    expect(phone.locator(".xn-now")).to_contain_text("拟准予修复，公示至")

    log_in(page, HANDLER)
    _look_at_calls(page, axe_violations)
    page.locator("[data-open]").first.click()
    expect(page.locator("main")).not_to_contain_text("李明月")
    assert axe_violations(page) == []
    page.check("input[name=verdict][value=ACCEPT]")
    main_button(page).click()
    expect(page.locator(".xn-flash.xn-tone-success")).to_contain_text("已受理")

    _until(phone, repair, "审查期间公示暂停")
    _reply(page, case)
    assert axe_violations(page) == []

    _examine(page)
    _until(phone, repair, "拟准予修复，公示至")
    phone.goto("/public/repairs/objections")
    phone.fill("#number", number)
    phone.fill("#code", code)
    main_button(phone).click()
    expect(phone.locator("main")).to_contain_text("异议不成立")
    expect(phone.locator("main")).to_contain_text("经现场复核，车辆均已密闭。")
    _fetch_letter(phone)
    assert axe_violations(phone) == []
    place.close()


def _look_at_calls(page: Page, look: Look) -> None:
    """Look at the page on which the desk takes down what came by telephone."""
    page.goto("/desk/objections")
    page.locator("a[href$='/register']").first.click()
    expect(page.locator("#register-form")).to_be_visible()
    assert look(page) == []
    page.goto("/desk/objections")


def _fetch_letter(phone: Page) -> None:
    """Save the letter that tells the result."""
    with phone.expect_download() as letter:
        phone.locator("#result-letter button").click()
    assert "信修异告" in letter.value.suggested_filename


def _accept(page: Page) -> None:
    """Have the intake accept the application."""
    open_task(page, "intake")
    page.check("input[name=acceptance][value=ACCEPT]")
    main_button(page).click()
    page.wait_for_url(re.compile(r"/desk$"))


def _repair(phone: Page) -> str:
    """Open the one intended repair on display, and return its address."""
    phone.goto("/public/repairs")
    phone.locator("[data-open]").click()
    phone.wait_for_url(re.compile(r"/public/repairs/[0-9a-f-]{36}$"))
    return phone.url


def _object(phone: Page, look: Look) -> tuple[str, str]:
    """Object on three pages, and return number and code of the receipt."""
    _repair(phone)
    phone.click("a[href$='/object']")
    main_button(phone).last.click()
    expect(phone.locator("[data-error-summary]")).to_be_visible()
    assert look(phone) == []
    phone.check("input[value=NOT_RECTIFIED]")
    phone.fill("#statement", "7月底仍看到该公司的渣土车未密闭上路，照片附后。")
    main_button(phone).last.click()
    phone.set_input_files("#proof", PROOF)
    phone.click("button[value=add]")
    expect(phone.locator(".xn-files")).to_contain_text("现场照片.pdf")
    assert look(phone) == []
    main_button(phone).last.click()
    phone.fill("#name", "李明月")
    phone.fill("#phone", "13912345678")
    phone.select_option("#relation", "NEIGHBOUR")
    assert look(phone) == []
    assert not phone.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    main_button(phone).last.click()
    phone.wait_for_url("**/public/repairs/objections/receipt")
    assert look(phone) == []
    number = phone.locator(".xn-big-number").inner_text()
    return number, phone.locator(".xn-list dd").first.inner_text()


def _reply(page: Page, case: str) -> None:
    """Answer the objection as the applicant."""
    log_in(page, "applicant_b")
    page.goto(case)
    page.click("text=查看异议并可提交答复")
    expect(page.locator("main")).not_to_contain_text("李明月")
    page.fill("textarea[name=text]", "照片拍摄于整改之前。")
    main_button(page).click()
    expect(page.locator(".xn-flash.xn-tone-success")).to_be_visible()


def _examine(page: Page) -> None:
    """Read objection and reply, and find that it is not upheld."""
    open_task(page, HANDLER)
    expect(page.locator("main")).to_contain_text("照片拍摄于整改之前")
    page.check("input[name=objection_outcome][value=REJECTED]")
    page.fill("[name=objection_findings]", "经现场复核，车辆均已密闭。")
    main_button(page).click()
    page.wait_for_url(re.compile(r"/desk$"))


def _until(phone: Page, address: str, words: str) -> None:
    """Look at a page again until it says something."""
    for _moment in range(MOMENTS):
        phone.goto(address)
        if words in phone.locator(".xn-now").inner_text():
            return
        phone.wait_for_timeout(500)
    expect(phone.locator(".xn-now")).to_contain_text(words)
