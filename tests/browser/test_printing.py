"""Pages on paper: nothing is cut off at the edge, a page is filled before the next begins, what is folded is there."""

import re

import pytest
from playwright.sync_api import Browser, Page
from running_town import Town
from story_steps import import_sample, log_in

A4 = {"width": 794, "height": 1123}
"""Pixels of a sheet, at 96 to the inch."""
BETWEEN_MARGINS = "document.body.style.width = '673px'"
CUT_OFF = """
[...document.querySelectorAll("main table, main dl, main ol, main form")]
  .filter(each => each.getBoundingClientRect().right > document.body.getBoundingClientRect().right + 1)
  .map(each => each.outerHTML.slice(0, 80))
"""
HELD_TOGETHER = (
    "[...document.querySelectorAll('main .card')].filter(each => getComputedStyle(each).breakInside != 'auto')"
)
SHEET, TWO = re.compile(rb"/Type\s*/Page\b"), 2
PARAMETERS = "/admin/parameters?q=repair"


@pytest.fixture(scope="module")
def record(
    browser: Browser, browser_context_args: dict[str, object], town: Town, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Give the path of a record's page at the desk."""
    assert town
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        import_sample(page, tmp_path_factory.mktemp("sample"))
        page.goto("/desk/records")
        return str(page.locator("[data-open]").first.get_attribute("href"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("who", ["data_clerk", "system_admin"])
def test_a_page_on_paper_loses_nothing_and_breaks_within_its_parts(
    page: Page, record: str, who: str, language: str
) -> None:
    log_in(page, who)
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    for path in (record,) if who == "data_clerk" else (PARAMETERS, "/admin/calendars?year=2026", "/admin/classes"):
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        page.evaluate(BETWEEN_MARGINS)
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        assert page.evaluate(CUT_OFF) == [], path
        assert page.evaluate(f"{HELD_TOGETHER}.length") == 0, path


def test_a_record_takes_two_sheets(page: Page, record: str) -> None:
    log_in(page, "data_clerk")
    page.goto(record)
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == TWO
