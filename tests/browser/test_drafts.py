"""A long form and a short session: nothing is called saved that was not, and nothing typed is lost."""

import re
from http import HTTPStatus

import pytest
from builders import PDF
from playwright.sync_api import Browser, BrowserContext, Page, expect
from running_town import Town
from story_steps import (
    DONE,
    PASSWORD,
    TASK,
    begin_application,
    fill_application,
    give_opinion,
    import_sample,
    log_in,
    look_over,
    main_button,
    open_form,
    open_task,
)

PATIENCE = 8_000  # milliseconds
STATUS = "[data-autosave-status]"
WORDS = "围挡已恢复，现场每日巡查。"
SUMMARY = "#field-rectification_summary"


@pytest.fixture(scope="module", autouse=True)
def records(
    browser: Browser, browser_context_args: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bring in the sample file, for every test of this module."""
    with browser.new_context(**browser_context_args) as context:
        import_sample(context.new_page(), tmp_path_factory.mktemp("sample"))


@pytest.fixture(autouse=True)
def patience(page: Page) -> None:
    """Wait no longer than is expected of pages."""
    page.context.set_default_timeout(PATIENCE)


def end_session_on_server(context: BrowserContext, browser: Browser, arguments: dict[str, object]) -> None:
    """End the session behind the back of the page: its cookie still lives."""
    with browser.new_context(**arguments) as other:
        other.add_cookies(context.cookies())  # type: ignore[arg-type] # what one context gives the other takes
        _sign_out(other.new_page())


def _sign_out(page: Page) -> None:
    page.goto("/public")
    page.locator("header summary").last.click()
    page.click("form[action='/logout'] button")
    page.wait_for_url("**/login")


def _sign_in(page: Page, username: str) -> None:
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/(my|desk)"))


def _draft_of(town: Town, page: Page) -> str:
    task = page.url.rpartition("/")[2].partition("?")[0].replace("-", "")
    return str(town.ask("SELECT draft FROM task WHERE id = ?", task)[0][0])


def _kept(page: Page) -> int:
    return int(page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('xn-draft:')).length"))


def test_a_draft_that_was_not_saved_is_never_called_saved_and_is_saved_after_signing_in(
    page: Page, town: Town, browser: Browser, browser_context_args: dict[str, object]
) -> None:
    open_form(page, "applicant_b")
    end_session_on_server(page.context, browser, browser_context_args)

    page.fill(SUMMARY, WORDS)
    expect(page.locator(STATUS)).to_contain_text("您已退出登录，请重新登录（新窗口），内容仍在此页")
    expect(page.locator(STATUS)).not_to_contain_text("已自动保存")
    expect(page.locator(STATUS)).to_have_class(re.compile("xn-autosave-failed"))
    expect(page.locator(STATUS)).to_be_in_viewport()
    assert WORDS not in _draft_of(town, page)

    with page.context.expect_page() as opened:
        page.locator(STATUS).locator("a").click()
    _sign_in(opened.value, "applicant_b")
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(STATUS)).to_contain_text("已自动保存")
    assert "围挡" in _draft_of(town, page).encode().decode("unicode_escape")
    assert _kept(page) == 0


def test_what_was_typed_is_back_in_the_form_after_signing_in_again(page: Page, town: Town) -> None:
    open_form(page, "applicant_c")
    page.check("#field-appeal_declaration")
    page.locator("input[name=pledge]").first.check()
    held = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF + b"% secret"}
    page.set_input_files("#field-receipt", held)  # type: ignore[arg-type] # a payload
    expect(page.locator("[data-page]")).to_have_count(1)
    form = page.url
    _sign_out(page.context.new_page())

    page.fill(SUMMARY, WORDS)
    main_button(page).click()
    page.wait_for_url(re.compile("/login"))
    expect(page.locator("main")).to_contain_text("您填写的内容仍保留在本窗口")
    assert "secret" not in page.evaluate("JSON.stringify(sessionStorage)")
    _sign_in(page, "applicant_c")

    assert page.url == form
    expect(page.locator(SUMMARY)).to_have_value(WORDS)
    expect(page.locator("#field-appeal_declaration")).to_be_checked()
    expect(page.locator("input[name=pledge]").first).to_be_checked()
    expect(page.locator(".xn-kept")).to_contain_text("已恢复到表单中")
    expect(page.locator(STATUS)).to_contain_text("已自动保存")
    assert _kept(page) == 0
    assert "pledge" in _draft_of(town, page)


def test_a_question_comes_back_as_it_was_typed_when_even_the_cookie_is_gone(phone_page: Page) -> None:
    log_in(phone_page, "applicant_e")
    begin_application(phone_page, "applicant_e")
    question = phone_page.url
    phone_page.context.clear_cookies()
    phone_page.fill("#field-receipt_no", "缴款 0412345678")
    main_button(phone_page).click()
    phone_page.wait_for_url(re.compile("/login"))
    expect(phone_page.locator("main")).to_contain_text("您填写的内容仍保留在本窗口")
    _sign_in(phone_page, "applicant_e")
    assert phone_page.url == question
    expect(phone_page.locator("#field-receipt_no")).to_have_value("缴款 0412345678")


def test_somebody_else_in_the_same_window_finds_nothing_of_it(page: Page) -> None:
    open_form(page, "applicant_d")
    _sign_out(page.context.new_page())
    page.fill(SUMMARY, WORDS)
    main_button(page).click()
    page.wait_for_url(re.compile("/login"))
    assert _kept(page) == 1
    _sign_in(page, "applicant_b")
    page.goto("/my")
    assert _kept(page) == 0


def test_a_draft_is_saved_with_the_token_of_the_new_session_and_never_as_somebody_else(page: Page, town: Town) -> None:
    open_form(page, "applicant_d")
    form = page.url
    for username, told in (("applicant_b", "当前登录的是其他账号"), ("applicant_d", "已自动保存")):
        other = page.context.new_page()
        other.goto("/public")
        _sign_out(other)
        _sign_in(other, username)
        other.close()
        page.fill(SUMMARY, f"{WORDS}{username}")
        expect(page.locator(STATUS)).to_contain_text(told)
    assert page.url == form
    assert "applicant_d" in _draft_of(town, page)
    main_button(page).click()
    expect(page.locator("#error-summary")).to_be_visible()


def test_an_opinion_sent_from_a_page_of_an_earlier_session_is_one_click_from_being_sent(page: Page) -> None:
    open_form(page, "applicant_c")
    fill_application(page)
    look_over(page)
    main_button(page).click()
    page.wait_for_url(DONE)
    give_opinion(page, "intake", "applicant_c")
    open_task(page, "first_reviewer", "applicant_c")
    page.route("**/draft", lambda route: route.abort())
    other = page.context.new_page()
    _sign_out(other)
    _sign_in(other, "first_reviewer")
    page.check("input[name=first_opinion][value=DISAGREE]")
    page.fill("#field-first_reason", WORDS)
    with page.expect_response(
        lambda answer: TASK.search(answer.url) is not None and answer.request.method == "POST"
    ) as told:
        main_button(page).click()
    assert told.value.status == HTTPStatus.BAD_REQUEST
    expect(page.locator("#field-first_reason")).to_have_value(WORDS)
    expect(page.locator(".xn-flash")).to_contain_text("请核对后再次提交")
    main_button(page).click()
    page.wait_for_url("**/desk")


@pytest.mark.parametrize("way", ["header a[hreflang]", "form[action='/demo/next-due'] button"], ids=["link", "form"])
def test_whoever_leaves_in_the_middle_finds_the_newest_words(page: Page, way: str) -> None:
    open_form(page, "applicant_d")
    page.evaluate("window.wasHere = true")
    page.fill(SUMMARY, f"{WORDS}{way}")
    page.locator(way).click()
    page.wait_for_function("() => !window.wasHere")
    expect(page.locator(SUMMARY)).to_have_value(f"{WORDS}{way}")


def test_words_typed_just_before_going_away_are_kept(page: Page) -> None:
    open_form(page, "applicant_d")
    form = page.url
    page.fill(SUMMARY, "最后一句")
    page.goto("/my")
    page.goto(form)
    expect(page.locator(SUMMARY)).to_have_value("最后一句")


def test_signing_out_with_the_button_leaves_nothing_in_the_window(page: Page) -> None:
    open_form(page, "applicant_d")
    page.route("**/draft", lambda route: route.abort())
    page.fill(SUMMARY, WORDS)
    expect(page.locator(STATUS)).to_contain_text("未保存")
    assert _kept(page) == 1
    page.locator("header summary").last.click()
    page.click("form[action='/logout'] button")
    page.wait_for_url("**/login")
    assert _kept(page) == 0
    log_in(page, "applicant_d")


def test_going_back_to_a_form_that_came_back_with_errors_opens_it_with_what_was_kept(page: Page) -> None:
    open_form(page, "applicant_d")
    page.fill(SUMMARY, WORDS)
    main_button(page).click()
    expect(page.locator(".xn-error-summary, .xn-flash").first).to_be_visible()
    page.goto("/my/letters")
    page.go_back()
    page.wait_for_url(TASK)
    expect(page.locator(SUMMARY)).to_have_value(WORDS)
