"""The five minutes of README.md, from the import to the verified letter, in a browser before everything real."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from running_town import Town
from story_steps import (
    DOCUMENT_NO,
    apply_for_repair,
    give_opinion,
    import_sample,
    log_in,
    to_next_due,
)

MOMENTS = 12
"""How often the story presses the button for the next due moment before it gives up."""


def test_a_record_is_imported_repaired_taken_down_everywhere_and_the_letter_verified(
    page: Page, town: Town, tmp_path: Path
) -> None:
    import_sample(page, tmp_path)
    figures = page.locator(".xn-figures .xn-big-number").all_inner_texts()
    assert figures == ["40", "37", "0", "0", "3"]
    _sites_show_it(page, town)

    case = apply_for_repair(page)
    expect(page.locator("h1")).to_contain_text("2026")
    expect(page.locator(".xn-now")).to_contain_text("等待受理")
    _diagram_marks(page, "check_materials")

    give_opinion(page, "intake")
    give_opinion(page, "first_reviewer")
    give_opinion(page, "second_reviewer")
    give_opinion(page, "decider")
    assert not _public_shows_it(page)

    log_in(page, "applicant_b")
    _until_closed(page, case)
    assert town.shown_by_sites(DOCUMENT_NO) == [False, False]
    _letter_is_genuine(page, tmp_path)


def _public_shows_it(page: Page) -> bool:
    page.context.clear_cookies()
    page.goto(f"/public?q={DOCUMENT_NO}")
    return page.locator("[data-open]").count() == 1


def _sites_show_it(page: Page, town: Town) -> None:
    assert _public_shows_it(page)
    for _moment in range(MOMENTS):
        if all(town.shown_by_sites(DOCUMENT_NO)):
            return
        page.wait_for_timeout(500)
    pytest.fail("the sites do not show the record")


def _diagram_marks(page: Page, element: str) -> None:
    page.locator("summary", has_text="流程图").click()
    expect(page.locator(f".xn-diagram [data-element-id={element}].xn-active")).to_be_visible()


def _until_closed(page: Page, case: str) -> None:
    for _moment in range(MOMENTS):
        page.goto(case)
        if "修复完成" in page.locator(".xn-now").inner_text():
            return
        to_next_due(page)
    pytest.fail(page.locator("main").inner_text())


def _letter_is_genuine(page: Page, folder: Path) -> None:
    with page.expect_download() as download:
        page.locator("li", has_text="信修准决").locator("a[href^='/letters/']").first.click()
    letter = folder / "letter.pdf"
    download.value.save_as(letter)
    assert letter.read_bytes().startswith(b"%PDF")
    verify = page.locator("li", has_text="信修准决").locator("a[href^='/public/letters/']").get_attribute("href")
    page.context.clear_cookies()
    page.goto(str(verify))
    expect(page.locator(".xn-flash.xn-tone-success")).to_be_visible()
    expect(page.locator("main")).to_contain_text("准予信用修复决定书")
