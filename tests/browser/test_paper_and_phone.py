"""What waits for an applicant, a letter on a telephone before it goes, and a task on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from running_town import Town, running_town
from story_steps import log_in, main_button
from told_town import fill, told_template

PHONE = {"width": 390, "height": 844}
GAP = "textarea[name=gap_receipt]"
WORDS_HIGH = 60
"""Pixels that a title of a few words takes at most where it stands in lines."""


@pytest.fixture(scope="module")
def town(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Give a service in which there is one of everything, on the first morning of a demonstration."""
    with running_town(told_template(run_folder), tmp_path_factory.mktemp("town"), prepare=fill) as running:
        yield running


def _open_acceptance(page: Page) -> None:
    log_in(page, "intake")
    page.goto("/desk?scope=group")
    page.locator("tr:has-text('受理审查') [data-open]").first.click()
    expect(page.locator("input[name=acceptance]").first).to_be_visible()


def test_what_is_due_first_stands_first_and_is_the_one_thing_to_do(page: Page) -> None:
    log_in(page, "applicant_b")
    page.goto("/my")
    waiting = page.locator("main .card", has_text="需要您办理").locator("li")
    told = waiting.all_inner_texts()
    dates = [next(day for day in ("9月30日", "10月16日") if day in each) for each in told]
    assert dates == ["9月30日", "10月16日"]
    expect(waiting.first.locator(".btn-primary")).to_be_visible()


def test_the_title_of_a_table_in_a_letter_stands_in_a_line_on_a_telephone(page: Page) -> None:
    _open_acceptance(page)
    page.check("input[name=acceptance][value=CORRECT]")
    page.check("input[name=gaps][value=RECEIPT]")
    page.fill(GAP, "凭证上的金额看不清，请重新拍摄。")
    main_button(page).last.click()
    page.wait_for_url("**?confirm=1")
    page.set_viewport_size(PHONE)
    title = page.locator("caption", has_text="应当补正的材料").bounding_box()
    assert title
    assert title["height"] < WORDS_HIGH


def test_a_task_on_paper_has_no_form_for_a_call(page: Page) -> None:
    _open_acceptance(page)
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    expect(page.locator("form.xn-call")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("form.xn-call")).to_be_hidden()
