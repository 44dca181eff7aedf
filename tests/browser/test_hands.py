"""Haste, two windows and no mouse: whatever the hands do, each thing happens once and nothing typed is lost."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running_town import Town
from story_steps import (
    PASSWORD,
    TASK,
    apply_for_repair,
    fill_application,
    fill_opinion,
    give_opinion,
    import_sample,
    look_over,
    main_button,
    open_application,
    open_task,
)

RECORDS = 37
REASON = "凭证上的金额与决定书不一致，请补充说明。"
TABS = 80
"""After so many presses of the tab key somebody has been round the page."""


@pytest.fixture
def scriptless_page(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[Page]:
    """Give a page without scripts: nothing in the browser holds a second click back."""
    with browser.new_context(**browser_context_args | {"java_script_enabled": False}) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def records(
    browser: Browser, browser_context_args: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bring in the sample file, for every test of this module."""
    with browser.new_context(**browser_context_args) as context:
        import_sample(context.new_page(), tmp_path_factory.mktemp("sample"))


@pytest.mark.usefixtures("records")
def test_every_button_may_be_pressed_twice_without_scripts_and_each_thing_happens_once(
    scriptless_page: Page, town: Town, tmp_path: Path
) -> None:
    page = scriptless_page
    import_sample(page, tmp_path, clicks=2)
    assert town.count("record") == RECORDS
    before = {table: town.count(table) for table in ("case", "document", "pledge", "letter", "task")}

    apply_for_repair(page, clicks=2)
    for username in ("intake", "first_reviewer", "second_reviewer", "decider"):
        give_opinion(page, username, clicks=2)

    more = {table: town.count(table) - count for table, count in before.items()}
    assert more == {"case": 1, "document": 4, "pledge": 1, "letter": 4, "task": 5}


@pytest.mark.usefixtures("records")
def test_who_comes_second_in_two_windows_is_told_and_keeps_what_was_typed(page: Page, town: Town) -> None:
    apply_for_repair(page, "applicant_d")
    give_opinion(page, "intake", "applicant_d")
    open_task(page, "first_reviewer", "applicant_d")
    second = page.context.new_page()
    second.goto(page.url)
    second.check("input[name=first_opinion][value=DISAGREE]")
    second.fill("#field-first_reason", REASON)
    fill_opinion(page, "first_reviewer")
    main_button(page).click()
    page.wait_for_url("**/desk")

    with second.expect_response(lambda answer: answer.request.method == "POST" and "/draft" not in answer.url) as told:
        main_button(second).click()

    assert told.value.status == HTTPStatus.CONFLICT
    expect(second.locator(".xn-flash.xn-tone-warning")).to_be_visible()
    expect(second.locator("main")).to_contain_text(REASON)
    opinions = town.ask("SELECT outcome FROM task WHERE element = 'review_first' AND outcome LIKE ?", f"%{REASON}%")
    assert opinions == []


@pytest.mark.usefixtures("records")
def test_answers_changed_in_another_window_are_shown_before_they_are_submitted(page: Page, town: Town) -> None:
    open_application(page, "applicant_e")
    other = page.context.new_page()
    other.goto(page.url)
    fill_application(page)
    look_over(page)
    other.reload()
    other.fill("#field-receipt_no", "0499999999")
    look_over(other)

    main_button(page).click()

    expect(page.locator(".xn-flash.xn-tone-warning[role=alert]")).to_be_visible()
    expect(page.locator("main")).to_contain_text("0499999999")
    numbered = 'SELECT 1 FROM "case" JOIN subject ON subject.id = subject_id WHERE number IS NOT NULL AND name LIKE ?'
    assert town.ask(numbered, "%澄焰燃气%") == []


@pytest.mark.usefixtures("records")
def test_an_opinion_can_be_given_from_login_to_submission_without_a_mouse(page: Page, town: Town) -> None:
    apply_for_repair(page, "applicant_c")
    give_opinion(page, "intake", "applicant_c")
    page.context.clear_cookies()
    page.goto("/login")
    _tab_to(page, "#username")
    page.keyboard.type("first_reviewer")
    _tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")

    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(TASK)
    task = page.url.rpartition("/")[2].replace("-", "")  # as SQLite keeps it
    _tab_to(page, "input[name=first_opinion]")
    page.keyboard.press("Space")
    _tab_to(page, "input[name=duties][value=FINE_PAID]")
    page.keyboard.press("Space")
    _tab_to(page, "input[name=duties][value=RECTIFIED]")
    page.keyboard.press("Space")
    _tab_to(page, "main button.btn-primary[type=submit]")
    page.keyboard.press("Enter")

    page.wait_for_url("**/desk")
    expect(page.locator(".xn-flash.xn-tone-success")).to_be_visible()
    assert town.ask("SELECT status FROM task WHERE id = ?", task) == [("DONE",)]


def _tab_to(page: Page, place: str, *, key: str = "Tab") -> None:
    """Press a key until the focus is at a place, and see that somebody can see it there."""
    for _press in range(TABS):
        page.keyboard.press(key)
        if page.evaluate("place => document.activeElement.matches(place)", place):
            assert page.locator(":focus-visible").count() == 1, place
            return
    pytest.fail(f"the keyboard does not reach {place}")
