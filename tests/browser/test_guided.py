"""The guided application before a browser: by keyboard alone, on a phone and wide, and in two windows at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from story_steps import (
    APPLICATION,
    DONE,
    MOST_QUESTIONS,
    PAPERS,
    RECEIPT,
    answer_questions,
    apply_button,
    begin_application,
    fill_application,
    import_sample,
    log_in,
    main_button,
)

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 800}
STATUS = "[data-autosave-status]"
TABS = 60


@pytest.fixture(scope="module", autouse=True)
def records(
    browser: Browser, browser_context_args: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bring in the sample file, for every test of this module."""
    with browser.new_context(**browser_context_args) as context:
        import_sample(context.new_page(), tmp_path_factory.mktemp("sample"))


def _look(page: Page, axe_violations: Callable[[Page], list[str]]) -> None:
    """Look at a page on both screens, in the language it is in."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert axe_violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def _tab_to(page: Page, place: str) -> None:
    for _press in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("place => document.activeElement.matches(place)", place):
            assert page.locator(":focus-visible").count() == 1, place
            return
    pytest.fail(f"the keyboard does not reach {place} on {page.url}")


def _answer_by_keyboard(page: Page) -> None:
    """Answer one question with the keys; a file is chosen for the browser, which opens a window of its own."""
    for field, text in APPLICATION.items():
        if page.locator(f"#field-{field}").count() and page.locator(f"#field-{field}").get_attribute("type") != "date":
            _tab_to(page, f"#field-{field}")
            page.keyboard.press("Control+A")
            page.keyboard.type(text)
        elif page.locator(f"#field-{field}").count():
            earliest = page.get_attribute(f"#field-{field}", "min") or ""
            page.fill(f"#field-{field}", max(earliest, text))
    for field in PAPERS:
        if page.locator(f"#field-{field}").count():
            page.set_input_files(f"#field-{field}", RECEIPT)
            expect(page.locator("[data-page]")).to_have_count(1)
    _choose_by_keyboard(page)


def _choose_by_keyboard(page: Page) -> None:
    for choice in ("input[name=appeal_declaration]", "#field-electronic_service_consent"):
        if page.locator(choice).count():
            _tab_to(page, choice)
            page.keyboard.press("Space")
    for box in range(page.locator("input[name=pledge]").count()):
        _tab_to(page, f"#field-pledge{f'-{box + 1}' if box else ''}")
        page.keyboard.press("Space")
    if page.locator("input[name=signer_role]").count():
        page.check("input[name=signer_role][value=AGENT]")


def test_an_application_is_filed_from_the_first_page_to_the_number_without_a_mouse(
    page: Page, axe_violations: Callable[[Page], list[str]]
) -> None:
    log_in(page, "applicant_b")
    apply_button(page, "applicant_b").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply")
    _look(page, axe_violations)
    _tab_to(page, "main button.btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/payment")
    for _ in range(MOST_QUESTIONS):
        if page.url.endswith("?confirm=1"):
            break
        here = page.url
        _look(page, axe_violations)
        page.locator("body").press("Home")
        _answer_by_keyboard(page)
        _tab_to(page, "main button.btn-primary")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc] # the one of this round
    _look(page, axe_violations)
    _tab_to(page, "main button.btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url(DONE)
    expect(page.locator(".xn-done-number")).to_contain_text("2026")
    _look(page, axe_violations)


def test_enter_goes_on_back_comes_back_and_a_change_returns_to_the_last_look(page: Page) -> None:
    begin_application(page, "applicant_c")
    first = page.url
    fill_application(page)
    page.locator("#field-receipt_no").press("Enter")
    page.wait_for_url("**/receipt")
    page.go_back()
    page.wait_for_url(first)
    expect(page.locator("#field-receipt_no")).to_have_value(APPLICATION["receipt_no"])
    answer_questions(page)
    page.locator("a.xn-change[href*='/contact']").first.click()
    page.fill("#field-contact_phone", "13900139000")
    main_button(page).click()
    page.wait_for_url("**?confirm=1")
    expect(page.locator("main")).to_contain_text("13900139000")


def test_a_field_is_saved_as_it_is_left_and_the_other_window_is_asked(
    page: Page, axe_violations: Callable[[Page], list[str]]
) -> None:
    begin_application(page, "applicant_d")
    page.fill("#field-receipt_no", "A-0")
    page.locator("#field-receipt_no").press("Tab")
    expect(page.locator(STATUS)).to_contain_text("刚刚")
    computer = page.context.new_page()
    computer.goto(page.url)
    expect(computer.locator("#field-receipt_no")).to_have_value("A-0")
    computer.fill("#field-receipt_no", "A-1")
    computer.locator("#field-receipt_no").press("Tab")
    expect(computer.locator(STATUS)).to_contain_text("刚刚")
    page.fill("#field-receipt_no", "A-2")
    page.locator("#field-receipt_no").press("Tab")
    expect(page.locator(STATUS)).to_contain_text("另一处也作了修改")
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        told, button = page.locator(STATUS).bounding_box(), main_button(page).bounding_box()
        assert told
        assert button
        assert told["y"] + told["height"] <= button["y"], size
    page.locator(f"{STATUS} button").click()
    expect(page.locator("h1")).to_contain_text("以哪一项为准")
    _look(page, axe_violations)
    page.locator("input[value=THEIRS]").check()
    main_button(page).click()
    expect(page.locator("#field-receipt_no")).to_have_value("A-1")
